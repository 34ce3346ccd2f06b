import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface LoggedVpcProps {
  readonly cidr: string;
  readonly subnetConfiguration: ec2.SubnetConfiguration[];
  readonly natGateways: number;
}

/** A VPC whose traffic is logged. */
export class LoggedVpc extends Construct {
  public readonly vpc: ec2.Vpc;

  constructor(scope: Construct, id: string, { cidr, subnetConfiguration, natGateways }: LoggedVpcProps) {
    super(scope, id);
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(cidr),
      natGateways,
      subnetConfiguration,
      restrictDefaultSecurityGroup: false,
    });
    this.logTraffic();
  }

  private logTraffic(): void {
    const logGroup = new logs.LogGroup(this, 'FlowLogs', {
      encryptionKey: this.logKey(),
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new iam.Role(this, 'FlowLogRole', { assumedBy: this.flowLogService() });
    const write = new iam.PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    });
    new iam.ManagedPolicy(this, 'WriteFlowLogs', { statements: [write], roles: [role] });
    // CDK would put an inline policy on a role that it may change.
    this.vpc.addFlowLog('FlowLog', {
      destination: ec2.FlowLogDestination.toCloudWatchLogs(logGroup, role.withoutPolicyUpdates()),
    });
  }

  /** For the log groups of this account alone. */
  private logKey(): kms.Key {
    const { region, urlSuffix } = Stack.of(this);
    const key = new kms.Key(this, 'LogKey', { enableKeyRotation: true, description: 'Flow logs of the VPC' });
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal(`logs.${region}.${urlSuffix}`)],
        actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
        resources: ['*'],
        conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': this.arnOf('logs', 'log-group:*') } },
      }),
    );
    return key;
  }

  /** Flow logs of this account alone may use the role. */
  private flowLogService(): iam.ServicePrincipal {
    return new iam.ServicePrincipal('vpc-flow-logs.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
        ArnLike: { 'aws:SourceArn': this.arnOf('ec2', 'vpc-flow-log/*') },
      },
    });
  }

  private arnOf(service: string, resource: string): string {
    return Stack.of(this).formatArn({ service, resource, arnFormat: ArnFormat.NO_RESOURCE_NAME });
  }
}
