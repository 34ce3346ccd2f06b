import { permissions } from '../../../src';
import { roles } from './parameters';
import type { PermissionRows } from './row';

const { Permission, TagMatch } = permissions;

export const COMBINATIONS: PermissionRows = {
  intersection: {
    notes: 'an action of another service must be allowed by those permissions that name it',
    compares: {
      StringEquals: [
        'sagemaker:DirectInternetAccess',
        'sagemaker:MinimumInstanceMetadataServiceVersion',
        'sagemaker:RootAccess',
        'aws:RequestTag/Project',
        'aws:ResourceTag/Project',
        'sagemaker:TaggingAction',
      ],
      StringEqualsIfExists: ['sagemaker:MinimumInstanceMetadataServiceVersion', 'sagemaker:RootAccess'],
      Null: ['sagemaker:NotebookInstanceLifecycleConfigArns', 'sagemaker:VpcSecurityGroupIds', 'sagemaker:VpcSubnets'],
    },
    make: (stack) =>
      Permission.intersection([
        Permission.secureNotebooks(roles(stack)),
        Permission.taggedNotebooks({ ...roles(stack), tag: TagMatch.ofPrincipal('Project') }),
      ]),
  },
  union: {
    notes: 'on purpose; `PermissionPolicy` warns where permissions beside each other do the same',
    compares: { StringEquals: ['sagemaker:SearchVisibilityCondition/Tags.Project/EqualsIfExists'] },
    make: () =>
      Permission.union([
        Permission.searchVisible({ tagKey: 'Project', values: ['churn'] }),
        Permission.searchVisible({ tagKey: 'Project', values: ['pricing'] }),
      ]),
  },
};
