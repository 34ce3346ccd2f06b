import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ConditionKey, Requirement, WhenAbsent } from '../../conditions';
import { SecureSageMakerError } from '../../private/errors';
import type { SecureNotebooksOptions, TaggedNotebooksOptions } from '../options/notebooks';
import { allowed, allowedWithUrl } from './allowed';
import { emptyFaults, everyOf, type PermissionDefinition } from './definition';
import { executionRoleFaults, passRole } from './pass-role';

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
    inSubnets(subnets),
    inGroups(securityGroups),
  ];
  const scripts = lifecycleConfigs(lifecycleConfigArns);
  return {
    id: 'secure-notebooks',
    description:
      'Allows notebook instances in a VPC that require IMDSv2, without root access and direct internet access.',
    guardrails: [
      'imdsV2Notebooks',
      'noNotebookRootAccess',
      'noNotebookDirectInternet',
      'notebookLifecycleConfigs',
      'approvedNetwork',
    ],
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

function inSubnets(subnets: readonly ec2.ISubnetRef[] | undefined): Requirement {
  const key = ConditionKey.VPC_SUBNETS;
  const ids = subnets?.map(({ subnetRef }) => subnetRef.subnetId);
  return ids ? Requirement.isOneOf(key, ids) : Requirement.isPresent(key);
}

function inGroups(securityGroups: readonly ec2.ISecurityGroupRef[] | undefined): Requirement {
  const key = ConditionKey.VPC_SECURITY_GROUP_IDS;
  const ids = securityGroups?.map(({ securityGroupRef }) => securityGroupRef.securityGroupId);
  return ids ? Requirement.isOneOf(key, ids) : Requirement.isPresent(key);
}

/** None, or one of the given ones: each in a statement of its own, since a comparison of an absent list always holds. */
function lifecycleConfigs(arns?: string[]): Requirement[] {
  const key = ConditionKey.NOTEBOOK_INSTANCE_LIFECYCLE_CONFIG_ARNS;
  const none = Requirement.isAbsent(key);
  return arns ? [none, Requirement.matches(key, arns)] : [none];
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
    description: `Allows using and creating notebook instances with the tag ${options.tag.key} of the caller.`,
    guardrails: ['protectTags', 'requireTags'],
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
