import * as iam from 'aws-cdk-lib/aws-iam';
import { permissions } from '../../../src';
import { iamArn, roles } from './parameters';
import type { PermissionRows } from './row';

const { ConsoleAccess, Permission } = permissions;

export const CONSOLES: PermissionRows = {
  ownPermissions: {
    notes: '`groups` and `policies` add those that users may read; the lists of the IAM console stay closed',
    compares: {},
    make: () => Permission.ownPermissions(),
    variants: {
      'with groups and policies': (stack) =>
        Permission.ownPermissions({
          groups: [iam.Group.fromGroupArn(stack, 'Group', iamArn(stack, 'group/science'))],
          policies: [iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Policy', iamArn(stack, 'policy/science'))],
        }),
    },
  },
  console: {
    notes: 'read-only; `access: ConsoleAccess.FULL` allows `sagemaker:*`, which bypasses every other condition',
    compares: {},
    make: (stack) => Permission.console(roles(stack)),
    variants: {
      'with full access': (stack) => Permission.console({ ...roles(stack), access: ConsoleAccess.FULL }),
      'without roles': () => Permission.console(),
    },
  },
};
