import { ConditionKey, Requirement, WhenAbsent } from '../../conditions';
import { SecureSageMakerError } from '../../private/errors';
import type { SecureNotebooksOptions } from '../props/secure-notebooks-props';
import type { TaggedNotebooksOptions } from '../props/tagged-notebooks-props';
import { allowed } from './allowed';
import { emptyFaults } from './checks';
import type { PermissionDefinition } from './definition';
import { executionRoleFaults, passRole } from './pass-role';
import { allowedWithUrl } from './presigned-url';
import { everyOf } from './resources';

const CREATE = 'sagemaker:CreateNotebookInstance';
const UPDATE = 'sagemaker:UpdateNotebookInstance';

export function secureNotebooks(options: SecureNotebooksOptions): PermissionDefinition {
  const { subnets, securityGroups, lifecycleConfigArns } = options;
  SecureSageMakerError.throwIfAny(undefined, [
    ...executionRoleFaults(options),
    ...emptyFaults({ subnets, securityGroups, lifecycleConfigArns }),
  ]);
  const resources = everyOf('notebook-instance');
  const create = [
    ...lockedDown(),
    Requirement.isOneOf(ConditionKey.DIRECT_INTERNET_ACCESS, ['Disabled']),
    ...network(options),
  ];
  const scripts = lifecycleConfigs(lifecycleConfigArns);
  return {
    id: 'secure-notebooks',
    description:
      'Allows notebook instances in a VPC that speak IMDSv2 alone, without root access and direct internet access.',
    guardrail: 'imdsV2Notebooks',
    statements: [
      ...scripts.map((script) => allowed({ actions: [CREATE], resources, requirements: [...create, script] })),
      // An update leaves out what stays as it is.
      ...scripts.map((script) =>
        allowed({ actions: [UPDATE], resources, requirements: [...lockedDown(WhenAbsent.ALLOW), script] }),
      ),
      ...passRole(options),
    ],
  };
}

function lockedDown(whenAbsent?: WhenAbsent): Requirement[] {
  return [
    Requirement.isOneOf(ConditionKey.MINIMUM_INSTANCE_METADATA_SERVICE_VERSION, ['2'], { whenAbsent }),
    Requirement.isOneOf(ConditionKey.ROOT_ACCESS, ['Disabled'], { whenAbsent }),
  ];
}

function network({ subnets, securityGroups }: SecureNotebooksOptions): Requirement[] {
  const subnetIds = subnets?.map(({ subnetRef }) => subnetRef.subnetId);
  const groupIds = securityGroups?.map(({ securityGroupRef }) => securityGroupRef.securityGroupId);
  return [
    subnetIds
      ? Requirement.isOneOf(ConditionKey.VPC_SUBNETS, subnetIds)
      : Requirement.isPresent(ConditionKey.VPC_SUBNETS),
    groupIds
      ? Requirement.isOneOf(ConditionKey.VPC_SECURITY_GROUP_IDS, groupIds)
      : Requirement.isPresent(ConditionKey.VPC_SECURITY_GROUP_IDS),
  ];
}

/** None, or one of the given ones: each in a statement of its own, since a comparison of an absent list always holds. */
function lifecycleConfigs(arns?: string[]): Requirement[] {
  const key = ConditionKey.NOTEBOOK_INSTANCE_LIFECYCLE_CONFIG_ARNS;
  return [Requirement.isAbsent(key), ...(arns ? [Requirement.matches(key, arns)] : [])];
}

const PRESIGNED_URL = 'sagemaker:CreatePresignedNotebookInstanceUrl';

/** What else is done with a notebook instance that exists. */
const USE = [
  'sagemaker:DeleteNotebookInstance',
  'sagemaker:DescribeNotebookInstance',
  'sagemaker:StartNotebookInstance',
  'sagemaker:StopNotebookInstance',
  UPDATE,
];

export function taggedNotebooks(options: TaggedNotebooksOptions): PermissionDefinition {
  const { endpoints } = options;
  SecureSageMakerError.throwIfAny(undefined, [...executionRoleFaults(options), ...emptyFaults({ endpoints })]);
  const resources = everyOf('notebook-instance');
  const requested = options.tag._requested();
  const onCreate = Requirement.isOneOf(ConditionKey.TAGGING_ACTION, ['CreateNotebookInstance']);
  return {
    id: 'tagged-notebooks',
    description: `Allows to use, and to create, notebook instances with the tag ${options.tag.key} of the caller.`,
    guardrail: 'protectTags',
    statements: [
      ...allowedWithUrl({
        url: PRESIGNED_URL,
        actions: USE,
        resources,
        requirements: [options.tag._existing()],
        endpoints,
      }),
      allowed({ actions: [CREATE], resources, requirements: [requested] }),
      allowed({ actions: ['sagemaker:AddTags'], resources, requirements: [requested, onCreate] }),
      allowed({ actions: ['sagemaker:ListNotebookInstances'], resources: ['*'] }),
      ...passRole(options),
    ],
  };
}
