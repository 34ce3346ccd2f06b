import { permissions } from '../../../src';
import { roles } from './parameters';
import type { PermissionRows } from './row';

const { Permission, TagMatch } = permissions;

export const COMBINATIONS: PermissionRows = {
  intersection: {
    notes: 'an action of another service must be allowed by those permissions that name it',
    compares: {
      Bool: ['sagemaker:NetworkIsolation'],
      'ForAllValues:StringLike': ['sagemaker:InstanceTypes'],
      Null: ['sagemaker:InstanceTypes'],
      StringEquals: ['aws:RequestTag/Project', 'aws:ResourceTag/Project'],
    },
    make: (stack) => {
      const ofTeam = { ...roles(stack), tag: TagMatch.ofPrincipal('Project') };
      return Permission.intersection([
        Permission.isolatedTraining(ofTeam),
        Permission.trainingOnInstanceTypes({ ...ofTeam, instanceTypes: ['ml.c5.*'] }),
      ]);
    },
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
