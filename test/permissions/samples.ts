import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { conditions, permissions } from '../../src';
import { testApp } from '../app';

const { ConditionKey, FileSystemAccessMode, FileSystemType, Requirement } = conditions;
const { ConsoleAccess, FileSystemUse, Permission, StudioProfileName, TagMatch } = permissions;

export function newStack(): Stack {
  return new Stack(testApp(), 'Stack');
}

export function executionRole(stack: Stack): iam.IRole {
  return existing(stack, 'execution', (id) => iam.Role.fromRoleArn(stack, id, iamArn(stack, 'role/execution')));
}

function existing<T>(stack: Stack, id: string, make: (id: string) => T): T {
  return (stack.node.tryFindChild(id) as T | undefined) ?? make(id);
}

function iamArn(stack: Stack, resource: string): string {
  return `arn:${stack.partition}:iam::${stack.account}:${resource}`;
}

function subnets(stack: Stack): ec2.ISubnetRef[] {
  return ['subnet-a', 'subnet-b'].map((subnetId) =>
    existing(stack, subnetId, (id) => ec2.Subnet.fromSubnetId(stack, id, subnetId)),
  );
}

function securityGroups(stack: Stack): ec2.ISecurityGroupRef[] {
  return ['sg-a', 'sg-b'].map((groupId) =>
    existing(stack, groupId, (id) => ec2.SecurityGroup.fromSecurityGroupId(stack, id, groupId)),
  );
}

function endpoints(stack: Stack): ec2.IVPCEndpointRef[] {
  return ['vpce-api', 'vpce-studio'].map((vpcEndpointId) =>
    existing(stack, vpcEndpointId, (id) =>
      ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(stack, id, { vpcEndpointId, port: 443 }),
    ),
  );
}

function key(stack: Stack, keyId: string): kms.IKeyRef {
  return kms.Key.fromKeyArn(stack, keyId, `arn:${stack.partition}:kms:${stack.region}:${stack.account}:key/${keyId}`);
}

function labelingData(stack: Stack): permissions.LabelingDataOptions {
  return {
    buckets: [s3.Bucket.fromBucketName(stack, 'Labels', 'labels')],
    functions: [lambda.Function.fromFunctionName(stack, 'Before', 'before-labeling')],
    userPools: [cognito.UserPool.fromUserPoolId(stack, 'Workers', 'pool_Workers')],
  };
}

const cidrs = ['192.0.2.0/24', '2001:db8::/32'];
const roles = (stack: Stack) => ({ executionRoles: [executionRole(stack)] });
const train = { id: 'fs-12345678', type: FileSystemType.EFS, directories: ['/train', '/train/*'] };
const models = {
  id: 'fs-87654321',
  type: FileSystemType.FSX_LUSTRE,
  directories: ['/models'],
  accessMode: FileSystemAccessMode.READ_WRITE,
};

export type Sample = (stack: Stack) => permissions.Permission;

/** Every factory of permissions, each by its name and, where there are several samples, what is special. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  ownPermissions: () => Permission.ownPermissions(),
  'ownPermissions with groups and policies': (stack) =>
    Permission.ownPermissions({
      groups: [iam.Group.fromGroupArn(stack, 'Group', iamArn(stack, 'group/science'))],
      policies: [iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Policy', iamArn(stack, 'policy/science'))],
    }),
  console: (stack) => Permission.console(roles(stack)),
  'console with full access': (stack) => Permission.console({ ...roles(stack), access: ConsoleAccess.FULL }),
  'console without roles': () => Permission.console(),
  groundTruthConsole: (stack) => Permission.groundTruthConsole(labelingData(stack)),
  augmentedAiConsole: (stack) => Permission.augmentedAiConsole({ ...roles(stack), ...labelingData(stack) }),
  fileSystemTraining: (stack) => Permission.fileSystemTraining({ ...roles(stack), fileSystems: [train, models] }),
  'fileSystemTraining with security groups': (stack) =>
    Permission.fileSystemTraining({ ...roles(stack), fileSystems: [train], securityGroups: securityGroups(stack) }),
  'fileSystemTraining with jobs from S3': (stack) =>
    Permission.fileSystemTraining({ ...roles(stack), fileSystems: [train], fileSystemUse: FileSystemUse.OPTIONAL }),
  vpcTraining: (stack) =>
    Permission.vpcTraining({ ...roles(stack), subnets: subnets(stack), securityGroups: securityGroups(stack) }),
  labelingWith: (stack) => Permission.labelingWith(roles(stack)),
  'labelingWith named teams': (stack) =>
    Permission.labelingWith({
      ...roles(stack),
      workteamArns: [`arn:${stack.partition}:sagemaker:${stack.region}:${stack.account}:workteam/private-crowd/team-*`],
    }),
  encryptedJobs: (stack) =>
    Permission.encryptedJobs({
      ...roles(stack),
      volumeKeys: [key(stack, 'volumes')],
      outputKeys: [key(stack, 'output')],
    }),
  'encryptedJobs with local storage': (stack) =>
    Permission.encryptedJobs({
      ...roles(stack),
      volumeKeys: [key(stack, 'volumes')],
      outputKeys: [key(stack, 'output')],
      localStorageInstanceTypes: ['ml.g5.*', 'ml.p5.*'],
    }),
  isolatedTraining: (stack) => Permission.isolatedTraining(roles(stack)),
  trainingOnInstanceTypes: (stack) =>
    Permission.trainingOnInstanceTypes({ ...roles(stack), instanceTypes: ['ml.c5.*'] }),
  secureNotebooks: (stack) => Permission.secureNotebooks(roles(stack)),
  'secureNotebooks with named network and scripts': (stack) =>
    Permission.secureNotebooks({
      ...roles(stack),
      subnets: subnets(stack),
      securityGroups: securityGroups(stack),
      lifecycleConfigArns: [
        `arn:${stack.partition}:sagemaker:${stack.region}:${stack.account}:notebook-instance-lifecycle-config/approved-*`,
      ],
    }),
  apiFromVpc: (stack) =>
    Permission.apiFromVpc({
      vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-a', availabilityZones: ['a'] }),
      actions: ['sagemaker:InvokeEndpoint*', 'sagemaker:Describe*'],
    }),
  'apiFromVpc through endpoints': (stack) =>
    Permission.apiFromVpc({ endpoints: endpoints(stack), actions: ['sagemaker:DescribeTrainingJob'] }),
  apiFromAddresses: () =>
    Permission.apiFromAddresses({ cidrs, actions: ['sagemaker:InvokeEndpoint', 'sagemaker:DescribeTrainingJob'] }),
  notebookUrlFromAddresses: () => Permission.notebookUrlFromAddresses({ cidrs, notebookInstanceNames: ['Team-*'] }),
  taggedNotebooks: (stack) =>
    Permission.taggedNotebooks({ ...roles(stack), tag: TagMatch.oneOf('Project', ['A', 'B']) }),
  'taggedNotebooks by the tag of the caller': (stack) =>
    Permission.taggedNotebooks({ ...roles(stack), tag: TagMatch.ofPrincipal('Project', 'Team') }),
  'taggedNotebooks through endpoints': (stack) =>
    Permission.taggedNotebooks({
      ...roles(stack),
      tag: TagMatch.oneOf('Project', ['A', 'B']),
      endpoints: endpoints(stack),
    }),
  tagOnCreate: () => Permission.tagOnCreate({ operations: ['CreateModel', 'CreateTrainingJob'] }),
  'tagOnCreate with demands': () =>
    Permission.tagOnCreate({
      operations: ['CreateTrainingJob'],
      requiredTags: [TagMatch.oneOf('Project', ['A'])],
      tagKeys: ['Cost'],
    }),
  createInDomain: (stack) =>
    Permission.createInDomain({
      ...roles(stack),
      domainArn: `arn:${stack.partition}:sagemaker:${stack.region}:${stack.account}:domain/d-abc`,
    }),
  searchVisible: () => Permission.searchVisible({ tagKey: 'Project', values: ['A', 'B'] }),
  ownStudioProfile: () =>
    Permission.ownStudioProfile({
      domainId: 'd-abc',
      profileName: StudioProfileName.ofPrincipalTag('StudioUserProfile'),
    }),
  'ownStudioProfile by user name': () =>
    Permission.ownStudioProfile({ domainId: 'd-abc', profileName: StudioProfileName.ofUserName() }),
  'ownStudioProfile by source identity': () =>
    Permission.ownStudioProfile({ domainId: 'd-abc', profileName: StudioProfileName.ofSourceIdentity() }),
  'ownStudioProfile through endpoints': (stack) =>
    Permission.ownStudioProfile({
      domainId: 'd-abc',
      profileName: StudioProfileName.ofPrincipalTag('StudioUserProfile'),
      endpoints: endpoints(stack),
    }),
  privateSpaces: () => Permission.privateSpaces(),
  'privateSpaces with URLs': (stack) => Permission.privateSpaces({ endpoints: endpoints(stack) }),
  allow: () =>
    Permission.allow({
      id: 'isolated-processing',
      actions: ['sagemaker:CreateProcessingJob'],
      resources: ['*'],
      requirements: [
        Requirement.isTrue(ConditionKey.NETWORK_ISOLATION),
        Requirement.isPresent(ConditionKey.VPC_SUBNETS),
      ],
    }),
};

/** The factories that have a sample. */
export const SAMPLED = [...new Set(Object.keys(SAMPLES).map((name) => name.split(' ')[0]))].sort();

/** The static members of `Permission`. */
export const FACTORIES = Object.getOwnPropertyNames(Permission)
  .filter((name) => !['length', 'name', 'prototype'].includes(name))
  .sort();
