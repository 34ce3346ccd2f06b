import { CfnParameter, Stack, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';

/** SageMaker as people write it without this library, with some of the mistakes that they make. */
export class HandWrittenStack extends Stack {
  public readonly notebook: sagemaker.CfnNotebookInstance;
  public readonly endpointConfig: sagemaker.CfnEndpointConfig;
  private readonly key: kms.Key;
  private readonly vpc: ec2.Vpc;
  private readonly securityGroup: ec2.SecurityGroup;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, { description: 'A notebook instance and an endpoint, in plain CloudFormation', ...props });
    this.key = new kms.Key(this, 'Key', { enableKeyRotation: true });
    this.vpc = new ec2.Vpc(this, 'Vpc', { natGateways: 0, restrictDefaultSecurityGroup: false });
    this.securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', { vpc: this.vpc, allowAllOutbound: false });
    this.notebook = this.notebookOfResearchers();
    this.endpointConfig = this.endpointOfModel();
  }

  /** Goes to the internet past its VPC, gives root, and compares a condition key that does not exist. */
  private notebookOfResearchers(): sagemaker.CfnNotebookInstance {
    const role = this.role('NotebookRole');
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['sagemaker:CreateTrainingJob'],
        resources: ['*'],
        conditions: {
          StringEquals: { 'sagemaker:VpcSubnet': this.vpc.isolatedSubnets.map(({ subnetId }) => subnetId) },
        },
      }),
    );
    return new sagemaker.CfnNotebookInstance(this, 'Notebook', {
      instanceType: 'ml.t3.medium',
      platformIdentifier: 'notebook-al2023-v1',
      roleArn: role.roleArn,
      kmsKeyId: this.key.keyArn,
      subnetId: this.vpc.isolatedSubnets[0].subnetId,
      securityGroupIds: [this.securityGroup.securityGroupId],
      directInternetAccess: 'Enabled',
      rootAccess: 'Enabled',
      instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
    });
  }

  /** Whether its containers have a network is said when it is deployed. */
  private endpointOfModel(): sagemaker.CfnEndpointConfig {
    const isolated = new CfnParameter(this, 'NetworkIsolation', {
      description: 'Whether containers make no connections of their own',
    });
    const model = new sagemaker.CfnModel(this, 'Model', {
      executionRoleArn: this.role('ModelRole').roleArn,
      primaryContainer: {
        image: `${this.account}.dkr.ecr.${this.region}.${this.urlSuffix}/churn@sha256:${'0123456789abcdef'.repeat(4)}`,
      },
      vpcConfig: {
        subnets: this.vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
        securityGroupIds: [this.securityGroup.securityGroupId],
      },
      enableNetworkIsolation: isolated.value,
    });
    return new sagemaker.CfnEndpointConfig(this, 'EndpointConfig', {
      kmsKeyId: this.key.keyArn,
      productionVariants: [
        {
          variantName: 'All',
          modelName: model.attrModelName,
          instanceType: 'ml.m5.large',
          initialInstanceCount: 1,
          initialVariantWeight: 1,
        },
      ],
    });
  }

  private role(id: string): iam.Role {
    const ofThisAccount = { StringEquals: { 'aws:SourceAccount': this.account } };
    return new iam.Role(this, id, {
      assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com', { conditions: ofThisAccount }),
    });
  }
}
