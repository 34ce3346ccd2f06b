import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export interface ClientHostProps {
  readonly vpc: ec2.IVpc;
}

/** A host in the place of an employee's computer. It has no public address; Session Manager leads to it, and a browser through it. */
export class ClientHost extends Construct {
  public readonly instance: ec2.Instance;
  public readonly role: iam.Role;
  /** What Session Manager needs. */
  public readonly permissions: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, { vpc }: ClientHostProps) {
    super(scope, id);
    this.role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    this.permissions = this.allowSessions();
    this.instance = new ec2.Instance(this, 'Instance', {
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.T3, ec2.InstanceSize.MICRO),
      machineImage: ec2.MachineImage.latestAmazonLinux2023(),
      role: this.role,
      securityGroup: this.closedToAll(vpc),
      httpTokens: ec2.HttpTokens.REQUIRED,
      detailedMonitoring: true,
      ebsOptimized: true,
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: ec2.BlockDeviceVolume.ebs(8, { encrypted: true, volumeType: ec2.EbsDeviceVolumeType.GP3 }),
        },
      ],
    });
  }

  /** Nothing connects to the host: Session Manager works by connections that the host opens. */
  private closedToAll(vpc: ec2.IVpc): ec2.SecurityGroup {
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      allowAllOutbound: false,
      description: 'A host in the corporate network',
    });
    securityGroup.addEgressRule(
      ec2.Peer.anyIpv4(),
      ec2.Port.HTTPS,
      'Studio, the identity provider and Session Manager',
    );
    return securityGroup;
  }

  /** AWS's own policy for this would also let the host read every parameter of the account. */
  private allowSessions(): iam.ManagedPolicy {
    const statement = new iam.PolicyStatement({
      actions: [
        'ssm:UpdateInstanceInformation',
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
      resources: ['*'],
    });
    return new iam.ManagedPolicy(this, 'Sessions', { statements: [statement], roles: [this.role] });
  }
}
