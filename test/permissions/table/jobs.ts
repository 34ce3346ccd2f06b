import { conditions, permissions } from '../../../src';
import { key, roles, securityGroups, subnets } from './parameters';
import type { PermissionRows } from './row';

const { FileSystemAccessMode, FileSystemType } = conditions;
const { FileSystemUse, Permission } = permissions;

const FILE_SYSTEM = 'sagemaker:FileSystemId';
const DIRECTORY = 'sagemaker:FileSystemDirectoryPath';
const INSTANCE_TYPES = 'sagemaker:InstanceTypes';
const SECURITY_GROUPS = 'sagemaker:VpcSecurityGroupIds';
const SUBNETS = 'sagemaker:VpcSubnets';
const OUTPUT_KEY = 'sagemaker:OutputKmsKeyArn';
const VOLUME_KEY = 'sagemaker:VolumeKmsKeyArn';

const TRAIN = { id: 'fs-12345678', type: FileSystemType.EFS, directories: ['/train', '/train/*'] };
const MODELS = {
  id: 'fs-87654321',
  type: FileSystemType.FSX_LUSTRE,
  directories: ['/models'],
  accessMode: FileSystemAccessMode.READ_WRITE,
};

export const JOBS: PermissionRows = {
  fileSystemTraining: {
    notes:
      'read-only, `accessMode` widens it; a file system is required, `fileSystemUse: FileSystemUse.OPTIONAL` allows jobs from S3; any security group',
    compares: {
      StringEquals: [FILE_SYSTEM, DIRECTORY, 'sagemaker:FileSystemAccessMode', 'sagemaker:FileSystemType'],
      StringLike: [DIRECTORY],
      StringNotLike: [DIRECTORY],
      'ForAllValues:StringEquals': [SECURITY_GROUPS],
      Null: [FILE_SYSTEM, SECURITY_GROUPS],
    },
    make: (stack) => Permission.fileSystemTraining({ ...roles(stack), fileSystems: [TRAIN, MODELS] }),
    variants: {
      'with security groups': (stack) =>
        Permission.fileSystemTraining({ ...roles(stack), fileSystems: [TRAIN], securityGroups: securityGroups(stack) }),
      'with jobs from S3': (stack) =>
        Permission.fileSystemTraining({ ...roles(stack), fileSystems: [TRAIN], fileSystemUse: FileSystemUse.OPTIONAL }),
    },
  },
  vpcTraining: {
    notes: 'every item of both lists must be named',
    compares: {
      'ForAllValues:StringEquals': [SECURITY_GROUPS, SUBNETS],
      Null: [SECURITY_GROUPS, SUBNETS],
    },
    make: (stack) =>
      Permission.vpcTraining({ ...roles(stack), subnets: subnets(stack), securityGroups: securityGroups(stack) }),
  },
  encryptedJobs: {
    notes:
      'output uses the keys of volumes unless `outputKeys` are given; `localStorageInstanceTypes` need no volume key, because SageMaker rejects one there; labeling jobs are left to `labelingWith`',
    compares: {
      ArnEquals: [OUTPUT_KEY, VOLUME_KEY],
      'ForAllValues:StringLike': [INSTANCE_TYPES],
      Null: [INSTANCE_TYPES, VOLUME_KEY],
    },
    make: (stack) =>
      Permission.encryptedJobs({
        ...roles(stack),
        volumeKeys: [key(stack, 'volumes')],
        outputKeys: [key(stack, 'output')],
      }),
    variants: {
      'with local storage': (stack) =>
        Permission.encryptedJobs({
          ...roles(stack),
          volumeKeys: [key(stack, 'volumes')],
          outputKeys: [key(stack, 'output')],
          localStorageInstanceTypes: ['ml.g5.*', 'ml.p5.*'],
        }),
    },
  },
  isolatedTraining: {
    compares: { Bool: ['sagemaker:NetworkIsolation'] },
    make: (stack) => Permission.isolatedTraining(roles(stack)),
  },
  trainingOnInstanceTypes: {
    notes: '`ml.c5.*` does not include `ml.c5d.xlarge`',
    compares: { 'ForAllValues:StringLike': [INSTANCE_TYPES], Null: [INSTANCE_TYPES] },
    make: (stack) => Permission.trainingOnInstanceTypes({ ...roles(stack), instanceTypes: ['ml.c5.*'] }),
  },
};
