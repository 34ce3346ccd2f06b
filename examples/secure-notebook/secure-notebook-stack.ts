import { join } from 'node:path';
import { RemovalPolicy, Size, Stack, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { notebook } from 'cdk-secure-sagemaker';
import type { Construct } from 'constructs';

/** What the notebook calls, each through an interface endpoint since there is no other way out. */
const ENDPOINTS = {
  SageMakerApi: ec2.InterfaceVpcEndpointAwsService.SAGEMAKER_API,
  SageMakerRuntime: ec2.InterfaceVpcEndpointAwsService.SAGEMAKER_RUNTIME,
  Sts: ec2.InterfaceVpcEndpointAwsService.STS,
  Kms: ec2.InterfaceVpcEndpointAwsService.KMS,
  Logs: ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
};

export class SecureNotebookStack extends Stack {
  public readonly vpc: ec2.Vpc;
  public readonly data: s3.Bucket;
  public readonly accessLogs: s3.Bucket;
  public readonly idleStop: notebook.LifecycleConfig;
  public readonly notebook: notebook.NotebookInstance;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, {
      description: 'A notebook instance in a VPC without a way to the internet, with a bucket for its data',
      ...props,
    });
    const key = new kms.Key(this, 'DataKey', { enableKeyRotation: true, description: 'Data of the notebook' });
    this.accessLogs = this.bucket('AccessLogs', { encryption: s3.BucketEncryption.S3_MANAGED });
    this.vpc = this.isolatedVpc(this.accessLogs);
    this.data = this.bucket('Data', {
      encryptionKey: key,
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: 'data/',
    });

    this.idleStop = new notebook.LifecycleConfig(this, 'IdleStop', {
      onStart: notebook.LifecycleScript.fromFile(join(__dirname, 'scripts', 'on-start.sh')),
    });
    this.notebook = new notebook.NotebookInstance(this, 'Notebook', {
      vpc: this.vpc,
      vpcSubnets: { subnets: [this.vpc.isolatedSubnets[0]] },
      instanceType: notebook.InstanceType.T3_LARGE,
      volumeSize: Size.gibibytes(20),
      lifecycleConfig: this.idleStop,
    });
    this.connect(this.notebook);
    this.data.grantReadWrite(this.notebook);
    this.notebook.grants.startStop(this.notebook);
    this.notebook.grants.describe(this.notebook);
    this.notebook.grants.writeLogs(this.notebook);
  }

  /** Two zones, no gateway to the internet, flow logs. */
  private isolatedVpc(flowLogs: s3.IBucket): ec2.Vpc {
    const vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr('10.20.0.0/22'),
      availabilityZones: [this.availabilityZones[0], this.availabilityZones[1]],
      natGateways: 0,
      subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
      restrictDefaultSecurityGroup: false,
    });
    vpc.addFlowLog('FlowLog', { destination: ec2.FlowLogDestination.toS3(flowLogs, 'flow/') });
    vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });
    return vpc;
  }

  private bucket(id: string, props: s3.BucketProps): s3.Bucket {
    return new s3.Bucket(this, id, {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...props,
    });
  }

  /** The notebook may talk to the endpoints and to S3, whose gateway endpoint has public addresses. */
  private connect(instance: notebook.NotebookInstance): void {
    const securityGroup = new ec2.SecurityGroup(this, 'EndpointSecurityGroup', {
      vpc: this.vpc,
      allowAllOutbound: false,
      description: 'Interface endpoints',
    });
    for (const [id, service] of Object.entries(ENDPOINTS)) {
      const endpoint = this.vpc.addInterfaceEndpoint(id, { service, open: false, securityGroups: [securityGroup] });
      endpoint.addToPolicy(this.ofThisAccount());
    }
    instance.connections.allowTo(securityGroup, ec2.Port.HTTPS, 'AWS APIs by interface endpoint');
    instance.connections.allowToAnyIpv4(ec2.Port.HTTPS, 'S3 by gateway endpoint; no route leads anywhere else');
  }

  /** Whoever brings the credentials of another account along is not let through. */
  private ofThisAccount(): iam.PolicyStatement {
    return new iam.PolicyStatement({
      principals: [new iam.AnyPrincipal()],
      actions: ['*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:PrincipalAccount': this.account } },
    });
  }
}
