import { permissions } from '../../../src';
import { roles, sageMakerArn } from './parameters';
import type { PermissionRows } from './row';

const { Permission, TagMatch } = permissions;

const TAG_KEYS = 'aws:TagKeys';
const TAGGING_ACTION = 'sagemaker:TaggingAction';

export const TAGS: PermissionRows = {
  tagOnCreate: {
    notes: 'any tag; `requiredTags` and `tagKeys` limit them',
    compares: {
      StringEquals: ['aws:RequestTag/Project', TAGGING_ACTION],
      'ForAllValues:StringEquals': [TAG_KEYS],
      Null: [TAG_KEYS],
    },
    make: () => Permission.tagOnCreate({ operations: ['CreateModel', 'CreateTrainingJob'] }),
    variants: {
      'with demands': () =>
        Permission.tagOnCreate({
          operations: ['CreateTrainingJob'],
          requiredTags: [TagMatch.oneOf('Project', ['A'])],
          tagKeys: ['Cost'],
        }),
    },
  },
  createInDomain: {
    notes: 'jobs, models, endpoints and pipelines; `operations` sets others',
    compares: {
      StringEquals: ['aws:RequestTag/sagemaker:domain-arn', 'aws:ResourceTag/sagemaker:domain-arn', TAGGING_ACTION],
    },
    make: (stack) => Permission.createInDomain({ ...roles(stack), domainArn: sageMakerArn(stack, 'domain/d-abc') }),
  },
  searchVisible: {
    notes: 'isolates nothing: SageMaker also finds resources without the tag',
    compares: { StringEquals: ['sagemaker:SearchVisibilityCondition/Tags.Project/EqualsIfExists'] },
    make: () => Permission.searchVisible({ tagKey: 'Project', values: ['A', 'B'] }),
  },
};
