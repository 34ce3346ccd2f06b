import { permissions } from '../../../src';
import { endpoints, roles, sageMakerArn, securityGroups, subnets } from './parameters';
import type { PermissionRows } from './row';

const { Permission, TagMatch } = permissions;

const IMDS = 'sagemaker:MinimumInstanceMetadataServiceVersion';
const LIFECYCLE_CONFIGS = 'sagemaker:NotebookInstanceLifecycleConfigArns';
const ROOT = 'sagemaker:RootAccess';
const SECURITY_GROUPS = 'sagemaker:VpcSecurityGroupIds';
const SUBNETS = 'sagemaker:VpcSubnets';

export const NOTEBOOKS: PermissionRows = {
  secureNotebooks: {
    notes:
      'any subnet and security group; no lifecycle configuration except `lifecycleConfigArns`, because the scripts run as root',
    compares: {
      StringEquals: ['sagemaker:DirectInternetAccess', IMDS, ROOT],
      StringEqualsIfExists: [IMDS, ROOT],
      'ForAllValues:StringEquals': [SECURITY_GROUPS, SUBNETS],
      'ForAllValues:ArnLike': [LIFECYCLE_CONFIGS],
      Null: [LIFECYCLE_CONFIGS, SECURITY_GROUPS, SUBNETS],
    },
    make: (stack) => Permission.secureNotebooks(roles(stack)),
    variants: {
      'with named network and scripts': (stack) =>
        Permission.secureNotebooks({
          ...roles(stack),
          subnets: subnets(stack),
          securityGroups: securityGroups(stack),
          lifecycleConfigArns: [sageMakerArn(stack, 'notebook-instance-lifecycle-config/approved-*')],
        }),
    },
  },
  taggedNotebooks: {
    notes: 'fixed values, or those of a tag of the caller; presigned URLs from anywhere unless `endpoints` are given',
    compares: {
      StringEquals: ['aws:RequestTag/Project', 'aws:ResourceTag/Project', 'aws:SourceVpce', 'sagemaker:TaggingAction'],
    },
    make: (stack) => Permission.taggedNotebooks({ ...roles(stack), tag: TagMatch.oneOf('Project', ['A', 'B']) }),
    variants: {
      'by the tag of the caller': (stack) =>
        Permission.taggedNotebooks({ ...roles(stack), tag: TagMatch.ofPrincipal('Project', 'Team') }),
      'through endpoints': (stack) =>
        Permission.taggedNotebooks({
          ...roles(stack),
          tag: TagMatch.oneOf('Project', ['A', 'B']),
          endpoints: endpoints(stack),
        }),
    },
  },
};
