import { conditions, permissions } from '../../../src';
import type { PermissionRows } from './row';

const { ConditionKey, Requirement } = conditions;
const { Permission } = permissions;

export const CUSTOM: PermissionRows = {
  allow: {
    compares: { Bool: ['sagemaker:NetworkIsolation'], Null: ['sagemaker:VpcSubnets'] },
    make: () =>
      Permission.allow({
        id: 'isolated-processing',
        actions: ['sagemaker:CreateProcessingJob'],
        resources: ['*'],
        requirements: [
          Requirement.isTrue(ConditionKey.NETWORK_ISOLATION),
          Requirement.isPresent(ConditionKey.VPC_SUBNETS),
        ],
      }),
  },
};
