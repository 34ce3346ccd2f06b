import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { ConditionKey, Requirement, WhenAbsent } from '../../conditions';
import { check, type Fault, SecureSageMakerError } from '../../private/errors';
import type { SecureNotebooksOptions, TaggedNotebooksOptions } from '../options/notebooks';
import type { TagMatch } from '../tag-match';
import { allowed, throughEndpoints, urlEndpointFaults } from './allowed';
import { emptyFaults, everyOf, type PermissionDefinition } from './definition';
import { lifeCycle, requestedTag } from './life-cycle';
import { executionRoleFaults } from './pass-role';

const OPERATION = 'CreateNotebookInstance';
const CREATE = `sagemaker:${OPERATION}`;
const UPDATE = 'sagemaker:UpdateNotebookInstance';

export function secureNotebooks(options: SecureNotebooksOptions): PermissionDefinition {
  const { endpoints, tag } = options;
  SecureSageMakerError.throwIfAny(undefined, secureNotebookFaults(options));
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
      ...secureCreation(options),
      ...(tag ? notebookUrls(tag, endpoints) : []),
      ...lifeCycle({ ...options, operations: [OPERATION], without: ['UpdateNotebookInstance'] }),
    ],
  };
}

function secureNotebookFaults(options: SecureNotebooksOptions): Fault[] {
  const { subnets, securityGroups, lifecycleConfigArns, endpoints, tag } = options;
  return [
    ...executionRoleFaults(options),
    ...emptyFaults({ subnets, securityGroups, lifecycleConfigArns }),
    ...urlEndpointFaults(endpoints),
    ...check(
      endpoints === undefined || tag !== undefined,
      'ConflictingProps',
      'endpoints need tag, got none: only URLs of tagged notebook instances may be made',
    ),
  ];
}

function secureCreation(options: SecureNotebooksOptions): iam.PolicyStatement[] {
  const { subnets, securityGroups, lifecycleConfigArns, tag } = options;
  const resources = everyOf('notebook-instance');
  const create = [
    ...lockedDown(),
    Requirement.isOneOf(ConditionKey.DIRECT_INTERNET_ACCESS, ['Disabled']),
    inSubnets(subnets),
    inGroups(securityGroups),
    ...requestedTag(options),
  ];
  // An update leaves out what stays as it is.
  const update = [...lockedDown(WhenAbsent.ALLOW), ...(tag ? [tag._existing()] : [])];
  return lifecycleConfigs(lifecycleConfigArns).flatMap((script) => [
    allowed({ actions: [CREATE], resources, requirements: [...create, script] }),
    allowed({ actions: [UPDATE], resources, requirements: [...update, script] }),
  ]);
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

/** A user who opens a notebook instance has the permissions of its role, so only tagged ones can be opened. */
function notebookUrls(tag: TagMatch, endpoints: ec2.IVPCEndpointRef[] | undefined): iam.PolicyStatement[] {
  const through = endpoints ? [throughEndpoints(endpoints, [PRESIGNED_URL])] : [];
  const requirements = [tag._existing(), ...through];
  return [allowed({ actions: [PRESIGNED_URL], resources: everyOf('notebook-instance'), requirements })];
}

export function taggedNotebooks(options: TaggedNotebooksOptions): PermissionDefinition {
  const { endpoints, tag } = options;
  SecureSageMakerError.throwIfAny(undefined, [...executionRoleFaults(options), ...urlEndpointFaults(endpoints)]);
  return {
    id: 'tagged-notebooks',
    description: `Allows using and creating notebook instances with the tag ${tag.key} of the caller.`,
    guardrails: ['protectTags', 'requireTags'],
    statements: [
      allowed({ actions: [CREATE], resources: everyOf('notebook-instance'), requirements: [tag._requested()] }),
      ...notebookUrls(tag, endpoints),
      ...lifeCycle({ ...options, operations: [OPERATION] }),
    ],
  };
}
