import type * as iam from 'aws-cdk-lib/aws-iam';
import { ConditionKey, type FileSystemAccess, FileSystemAccessMode, Requirement } from '../../conditions';
import { checkPattern, knownItems } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { mayBePatterns, UPWARD_PATHS } from '../../private/patterns';
import type { ExecutionRolesOptions } from '../props/execution-roles-props';
import type { FileSystemTrainingOptions } from '../props/file-system-training-props';
import { FileSystemUse } from '../props/file-system-use';
import type { TrainingOnInstanceTypesOptions } from '../props/training-on-instance-types-props';
import type { VpcTrainingOptions } from '../props/vpc-training-props';
import { allowed } from './allowed';
import { emptyFaults } from './checks';
import type { PermissionDefinition } from './definition';
import { executionRoleFaults, passRole } from './pass-role';
import { everyOf } from './resources';

export const TRAINING_ACTIONS = ['sagemaker:CreateHyperParameterTuningJob', 'sagemaker:CreateTrainingJob'];

/** A training job with a training plan is authorized on the plan and its capacity too. */
export function trainingResources(): string[] {
  return everyOf('hyper-parameter-tuning-job', 'reserved-capacity', 'training-job', 'training-plan');
}

function trainingThat(...requirements: Requirement[]) {
  return allowed({ actions: TRAINING_ACTIONS, resources: trainingResources(), requirements });
}

export function fileSystemTraining(options: FileSystemTrainingOptions): PermissionDefinition {
  const { fileSystems, securityGroups, fileSystemUse = FileSystemUse.REQUIRED } = options;
  SecureSageMakerError.throwIfAny(undefined, [
    ...executionRoleFaults(options),
    ...emptyFaults({ fileSystems, securityGroups }),
    ...fileSystems.flatMap(fileSystemFaults),
  ]);
  const groups = securityGroups ? [inGroups(securityGroups)] : [];
  const fromS3 = trainingThat(Requirement.isAbsent(ConditionKey.FILE_SYSTEM_ID, TRAINING_ACTIONS));
  return {
    id: 'file-system-training',
    description: 'Allows training jobs that mount the given directories of the given file systems.',
    guardrail: 'fileSystems',
    statements: [
      // One for each file system: in a common one, a directory of one would be open on all of them.
      ...fileSystems.map((fileSystem) =>
        withoutUpwardPaths(trainingThat(...mounting(fileSystem), ...groups), fileSystem),
      ),
      ...(fileSystemUse === FileSystemUse.OPTIONAL ? [fromS3] : []),
      ...passRole(options),
    ],
  };
}

function mounting({ id, type, accessMode, directories }: FileSystemAccess): Requirement[] {
  const modes =
    accessMode === FileSystemAccessMode.READ_WRITE
      ? Object.values(FileSystemAccessMode)
      : [FileSystemAccessMode.READ_ONLY];
  const whole = mayBePatterns(directories) ? Requirement.matches : Requirement.isOneOf;
  return [
    Requirement.isOneOf(ConditionKey.FILE_SYSTEM_ID, [id]),
    Requirement.isOneOf(ConditionKey.FILE_SYSTEM_TYPE, [type]),
    Requirement.isOneOf(ConditionKey.FILE_SYSTEM_ACCESS_MODE, modes),
    whole(ConditionKey.FILE_SYSTEM_DIRECTORY_PATH, directories),
  ];
}

/** A pattern would admit paths that lead out of its directory. */
function withoutUpwardPaths(statement: iam.PolicyStatement, { directories }: FileSystemAccess): iam.PolicyStatement {
  if (mayBePatterns(directories)) {
    statement.addCondition('StringNotLike', { [ConditionKey.FILE_SYSTEM_DIRECTORY_PATH.name]: UPWARD_PATHS });
  }
  return statement;
}

function fileSystemFaults({ id, directories }: FileSystemAccess): Fault[] {
  const expected = 'a path with a leading slash, without wildcards but for /* at the end';
  return [
    ...emptyFaults({ [`the directories of ${id}`]: directories }),
    ...faultsOf('InvalidPermission', [
      ...checkPattern('the id of a file system', id, /^fs-[0-9a-f]+$/, 'an id such as fs-12345678'),
      ...knownItems(directories).flatMap((directory) =>
        checkPattern(`a directory of ${id}`, directory, /^\/([^*?]*\/)?([^*?]*|\*)$/, expected),
      ),
    ]),
  ];
}

function inGroups(securityGroups: VpcTrainingOptions['securityGroups']): Requirement {
  return Requirement.isOneOf(
    ConditionKey.VPC_SECURITY_GROUP_IDS,
    securityGroups.map(({ securityGroupRef }) => securityGroupRef.securityGroupId),
  );
}

export function vpcTraining(options: VpcTrainingOptions): PermissionDefinition {
  const { subnets, securityGroups } = options;
  SecureSageMakerError.throwIfAny(undefined, [
    ...executionRoleFaults(options),
    ...emptyFaults({ subnets, securityGroups }),
  ]);
  const inSubnets = Requirement.isOneOf(
    ConditionKey.VPC_SUBNETS,
    subnets.map(({ subnetRef }) => subnetRef.subnetId),
  );
  return {
    id: 'vpc-training',
    description: 'Allows training jobs in the given subnets, with the given security groups.',
    guardrail: 'approvedNetwork',
    statements: [trainingThat(inSubnets, inGroups(securityGroups)), ...passRole(options)],
  };
}

export function isolatedTraining(options: ExecutionRolesOptions): PermissionDefinition {
  SecureSageMakerError.throwIfAny(undefined, executionRoleFaults(options));
  return {
    id: 'isolated-training',
    description: 'Allows training jobs whose containers have no network.',
    guardrail: 'networkIsolation',
    statements: [trainingThat(Requirement.isTrue(ConditionKey.NETWORK_ISOLATION)), ...passRole(options)],
  };
}

export function trainingOnInstanceTypes(options: TrainingOnInstanceTypesOptions): PermissionDefinition {
  const { instanceTypes } = options;
  SecureSageMakerError.throwIfAny(undefined, [
    ...executionRoleFaults(options),
    ...emptyFaults({ instanceTypes }),
    ...instanceTypeFaults(instanceTypes),
  ]);
  return {
    id: 'training-on-instance-types',
    description: 'Allows training jobs on the given instance types.',
    guardrail: 'instanceTypes',
    statements: [trainingThat(Requirement.matches(ConditionKey.INSTANCE_TYPES, instanceTypes)), ...passRole(options)],
  };
}

export function instanceTypeFaults(instanceTypes: readonly string[]): Fault[] {
  const expected = 'an instance type or a pattern such as ml.c5.*';
  return faultsOf(
    'InvalidPermission',
    knownItems(instanceTypes).flatMap((type) =>
      checkPattern('an instance type', type, /^ml\.[a-z0-9*?-]+\.[a-z0-9*?-]+$/, expected),
    ),
  );
}
