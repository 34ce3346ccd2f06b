import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { permissions } from '../../../src';
import { testApp } from '../../app';

export function newStack(): Stack {
  return new Stack(testApp(), 'Stack');
}

export function executionRole(stack: Stack): iam.IRole {
  return existing(stack, 'execution', (id) => iam.Role.fromRoleArn(stack, id, iamArn(stack, 'role/execution')));
}

/** The role that may be passed. */
export function roles(stack: Stack): permissions.ExecutionRolesOptions {
  return { executionRoles: [executionRole(stack)] };
}

function existing<T>(stack: Stack, id: string, make: (id: string) => T): T {
  return (stack.node.tryFindChild(id) as T | undefined) ?? make(id);
}

export function iamArn(stack: Stack, resource: string): string {
  return `arn:${stack.partition}:iam::${stack.account}:${resource}`;
}

export function subnets(stack: Stack): ec2.ISubnetRef[] {
  return ['subnet-a', 'subnet-b'].map((subnetId) =>
    existing(stack, subnetId, (id) => ec2.Subnet.fromSubnetId(stack, id, subnetId)),
  );
}

export function securityGroups(stack: Stack): ec2.ISecurityGroupRef[] {
  return ['sg-a', 'sg-b'].map((groupId) =>
    existing(stack, groupId, (id) => ec2.SecurityGroup.fromSecurityGroupId(stack, id, groupId)),
  );
}

export function endpoints(stack: Stack): ec2.IVPCEndpointRef[] {
  return ['vpce-api', 'vpce-studio'].map((vpcEndpointId) =>
    existing(stack, vpcEndpointId, (id) =>
      ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, id, { vpcEndpointId, port: 443 }),
    ),
  );
}

export function key(stack: Stack, keyId: string): kms.IKeyRef {
  return kms.Key.fromKeyArn(stack, keyId, `arn:${stack.partition}:kms:${stack.region}:${stack.account}:key/${keyId}`);
}

export function labelingData(stack: Stack): permissions.LabelingDataOptions {
  return {
    buckets: [s3.Bucket.fromBucketName(stack, 'Labels', 'labels')],
    functions: [lambda.Function.fromFunctionName(stack, 'Before', 'before-labeling')],
    userPools: [cognito.UserPool.fromUserPoolId(stack, 'Workers', 'pool_Workers')],
  };
}

export const CIDRS = ['192.0.2.0/24', '2001:db8::/32'];

/** A pattern of resources of SageMaker in the stack's region and account. */
export function sageMakerArn(stack: Stack, resource: string): string {
  return `arn:${stack.partition}:sagemaker:${stack.region}:${stack.account}:${resource}`;
}
