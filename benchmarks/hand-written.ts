import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';

/** The template of a default notebook instance, written by hand with the `Cfn` layer and under the same paths. */
export class HandWrittenNotebook extends Construct {
  constructor(scope: Construct, id: string, vpc: ec2.IVpc) {
    super(scope, id);
    const group = new ec2.CfnSecurityGroup(new Construct(this, 'SecurityGroup'), 'Resource', {
      groupDescription: 'A SageMaker notebook instance',
      securityGroupEgress: [{ cidrIp: '127.0.0.1/32', description: 'No way out but by other rules', ipProtocol: '-1' }],
      vpcId: vpc.vpcId,
    });
    const role = new iam.CfnRole(new Construct(new Construct(this, 'Role'), 'Role'), 'Resource', {
      assumeRolePolicyDocument: trustPolicy(),
      description: 'Assumed by SageMaker for notebook instance',
    });
    const key = new kms.CfnKey(new Construct(this, 'Key'), 'Resource', {
      description: `Volume of the notebook instance ${this.node.id}`,
      enableKeyRotation: true,
      keyPolicy: keyPolicy(role),
    });
    key.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    addInstance(this, vpc, { kmsKeyId: key.attrArn, roleArn: role.attrArn, securityGroupIds: [group.attrGroupId] });
  }
}

function addInstance(
  scope: Construct,
  vpc: ec2.IVpc,
  references: Pick<sagemaker.CfnNotebookInstanceProps, 'kmsKeyId' | 'roleArn' | 'securityGroupIds'>,
): void {
  const instance = new sagemaker.CfnNotebookInstance(scope, 'Resource', {
    directInternetAccess: 'Disabled',
    instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
    instanceType: 'ml.t3.medium',
    platformIdentifier: 'notebook-al2023-v1',
    rootAccess: 'Disabled',
    subnetId: vpc.isolatedSubnets[0].subnetId,
    volumeSizeInGb: 5,
    ...references,
  });
  instance.applyRemovalPolicy(RemovalPolicy.DESTROY);
}

function trustPolicy(): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Action: 'sts:AssumeRole',
        Effect: 'Allow',
        Principal: { Service: 'sagemaker.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${Aws.ACCOUNT_ID}:*` },
        },
      },
    ],
  };
}

function keyPolicy(role: iam.CfnRole): object {
  const services = [`ec2.${Aws.REGION}.${Aws.URL_SUFFIX}`, `sagemaker.${Aws.REGION}.${Aws.URL_SUFFIX}`];
  const forRole = { Effect: 'Allow', Principal: { AWS: role.attrArn }, Resource: '*' };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Action: 'kms:*',
        Effect: 'Allow',
        Principal: { AWS: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:root` },
        Resource: '*',
      },
      {
        ...forRole,
        Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext'],
        Condition: { StringEquals: { 'kms:ViaService': services } },
        Sid: 'VolumeKeyUse',
      },
      {
        ...forRole,
        Action: 'kms:CreateGrant',
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' }, StringEquals: { 'kms:ViaService': services } },
        Sid: 'VolumeKeyGrants',
      },
    ],
  };
}

/** The same, as somebody would write it who uses CDK's constructs for all but the notebook instance. */
export class UsualNotebook extends Construct {
  constructor(scope: Construct, id: string, vpc: ec2.IVpc) {
    super(scope, id);
    const group = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      allowAllOutbound: false,
      description: 'A SageMaker notebook instance',
    });
    group.addEgressRule(ec2.Peer.ipv4('127.0.0.1/32'), ec2.Port.allTraffic(), 'No way out but by other rules');
    const { account, region, urlSuffix } = Stack.of(this);
    const role = new iam.Role(new Construct(this, 'Role'), 'Role', {
      description: 'Assumed by SageMaker for notebook instance',
      assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:sagemaker:${region}:${account}:*` },
        },
      }),
    });
    const key = new kms.Key(this, 'Key', {
      enableKeyRotation: true,
      description: `Volume of the notebook instance ${this.node.id}`,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const viaService = { 'kms:ViaService': [`ec2.${region}.${urlSuffix}`, `sagemaker.${region}.${urlSuffix}`] };
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'VolumeKeyUse',
        principals: [role],
        resources: ['*'],
        actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext'],
        conditions: { StringEquals: viaService },
      }),
    );
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'VolumeKeyGrants',
        principals: [role],
        resources: ['*'],
        actions: ['kms:CreateGrant'],
        conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' }, StringEquals: viaService },
      }),
    );
    addInstance(this, vpc, { kmsKeyId: key.keyArn, roleArn: role.roleArn, securityGroupIds: [group.securityGroupId] });
  }
}
