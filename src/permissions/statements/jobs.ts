import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { ConditionKey, type FileSystemAccess, FileSystemAccessMode, Requirement, WhenAbsent } from '../../conditions';
import { checkFormat, checkPattern, knownItems } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { FILE_SYSTEM_ID, INSTANCE_TYPE_PATTERN } from '../../private/formats';
import { mayBePatterns, UPWARD_PATHS } from '../../private/iam-pattern';
import {
  type EncryptedJobsOptions,
  type FileSystemTrainingOptions,
  FileSystemUse,
  type TrainingOnInstanceTypesOptions,
  type VpcTrainingOptions,
} from '../options/jobs';
import type { LifeCycleOptions } from '../options/life-cycle';
import { allowed } from './allowed';
import { emptyFaults, everyOf, type PermissionDefinition, sageMaker } from './definition';
import { lifeCycle, requestedTag } from './life-cycle';
import { executionRoleFaults } from './pass-role';

const TRAINING_OPERATIONS = ['CreateHyperParameterTuningJob', 'CreateTrainingJob'];
const TRAINING = sageMaker(...TRAINING_OPERATIONS);

/** Jobs that say on which instance types they run. */
const ON_INSTANCES_OPERATIONS = [...TRAINING_OPERATIONS, 'CreateProcessingJob', 'CreateTransformJob'];
const ON_INSTANCES = sageMaker(...ON_INSTANCES_OPERATIONS);

/** Labeling jobs have a volume only where they label automatically, and human review workflows have no key at all. */
const ENCRYPTED_OPERATIONS = [...ON_INSTANCES_OPERATIONS, 'CreateAutoMLJob', 'CreateAutoMLJobV2'];
const ENCRYPTED = sageMaker(...ENCRYPTED_OPERATIONS);

/** A training job with a training plan is authorized on the plan and its capacity too. */
function trainingResources(): string[] {
  return everyOf('hyper-parameter-tuning-job', 'reserved-capacity', 'training-job', 'training-plan');
}

function trainingThat(options: LifeCycleOptions, ...wanted: Requirement[]): iam.PolicyStatement {
  const requirements = [...wanted, ...requestedTag(options)];
  return allowed({ actions: TRAINING, resources: trainingResources(), requirements });
}

/** What goes with training jobs and tuning jobs. */
function trainingLifeCycle(options: LifeCycleOptions, updates: readonly Requirement[] = []): iam.PolicyStatement[] {
  return lifeCycle({ ...options, operations: TRAINING_OPERATIONS, updates });
}

export function fileSystemTraining(options: FileSystemTrainingOptions): PermissionDefinition {
  const { fileSystems, securityGroups } = options;
  SecureSageMakerError.throwIfAny(undefined, [
    ...executionRoleFaults(options),
    ...emptyFaults({ fileSystems, securityGroups }),
    ...fileSystems.flatMap(fileSystemFaults),
  ]);
  return {
    id: 'file-system-training',
    description: 'Allows training jobs that mount the given directories of the given file systems.',
    guardrails: ['fileSystems'],
    statements: [
      // One for each file system: in a common one, a directory of one would be open on all of them.
      ...fileSystems.map((fileSystem) => mountingTraining(fileSystem, options)),
      ...trainingFromS3(options),
      ...trainingLifeCycle(options),
    ],
  };
}

function mountingTraining(fileSystem: FileSystemAccess, options: FileSystemTrainingOptions): iam.PolicyStatement {
  const requirements = mounting(fileSystem);
  if (options.securityGroups) {
    requirements.push(inGroups(options.securityGroups));
  }
  return withoutUpwardPaths(trainingThat(options, ...requirements), fileSystem);
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

function trainingFromS3(options: FileSystemTrainingOptions): iam.PolicyStatement[] {
  if (options.fileSystemUse !== FileSystemUse.OPTIONAL) {
    return [];
  }
  return [trainingThat(options, Requirement.isAbsent(ConditionKey.FILE_SYSTEM_ID, TRAINING))];
}

function fileSystemFaults({ id, directories }: FileSystemAccess): Fault[] {
  const expected = 'a path with a leading slash, without wildcards but for /* at the end';
  return [
    ...emptyFaults({ [`the directories of ${id}`]: directories }),
    ...faultsOf('InvalidPermission', [
      ...checkFormat('the id of a file system', id, FILE_SYSTEM_ID),
      ...knownItems(directories).flatMap((directory) =>
        checkPattern(`a directory of ${id}`, directory, /^\/([^*?]*\/)?([^*?]*|\*)$/, expected),
      ),
    ]),
  ];
}

function inGroups(securityGroups: readonly ec2.ISecurityGroupRef[]): Requirement {
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
    guardrails: ['approvedNetwork'],
    statements: [trainingThat(options, inSubnets, inGroups(securityGroups)), ...trainingLifeCycle(options)],
  };
}

export function isolatedTraining(options: LifeCycleOptions): PermissionDefinition {
  SecureSageMakerError.throwIfAny(undefined, executionRoleFaults(options));
  return {
    id: 'isolated-training',
    description: 'Allows training jobs whose containers have no network.',
    guardrails: ['networkIsolation'],
    statements: [
      trainingThat(options, Requirement.isTrue(ConditionKey.NETWORK_ISOLATION)),
      ...trainingLifeCycle(options),
    ],
  };
}

export function trainingOnInstanceTypes(options: TrainingOnInstanceTypesOptions): PermissionDefinition {
  const { instanceTypes } = options;
  SecureSageMakerError.throwIfAny(undefined, [
    ...executionRoleFaults(options),
    ...emptyFaults({ instanceTypes }),
    ...instanceTypeFaults(instanceTypes),
  ]);
  // An update leaves out what stays as it is.
  const kept = { actions: ['UpdateTrainingJob'], whenAbsent: WhenAbsent.ALLOW };
  return {
    id: 'training-on-instance-types',
    description: 'Allows training jobs on the given instance types.',
    guardrails: ['instanceTypes'],
    statements: [
      trainingThat(options, Requirement.matches(ConditionKey.INSTANCE_TYPES, instanceTypes)),
      ...trainingLifeCycle(options, [Requirement.matches(ConditionKey.INSTANCE_TYPES, instanceTypes, kept)]),
    ],
  };
}

function instanceTypeFaults(instanceTypes: readonly string[] | undefined): Fault[] {
  return faultsOf(
    'InvalidPermission',
    knownItems(instanceTypes).flatMap((type) => checkFormat('an instance type', type, INSTANCE_TYPE_PATTERN)),
  );
}

export function encryptedJobs(options: EncryptedJobsOptions): PermissionDefinition {
  const { volumeKeys, outputKeys = volumeKeys, localStorageInstanceTypes } = options;
  SecureSageMakerError.throwIfAny(undefined, [
    ...executionRoleFaults(options),
    ...emptyFaults({ volumeKeys, outputKeys, localStorageInstanceTypes }),
    ...instanceTypeFaults(localStorageInstanceTypes),
  ]);
  const resources = [...trainingResources(), ...everyOf('processing-job', 'transform-job')];
  const output = Requirement.isOneOf(ConditionKey.OUTPUT_KMS_KEY_ARN, arnsOf(outputKeys));
  const volume = Requirement.isOneOf(ConditionKey.VOLUME_KMS_KEY_ARN, arnsOf(volumeKeys));
  const statements = [
    allowed({
      actions: ENCRYPTED,
      resources: [...resources, ...everyOf('automl-job')],
      requirements: [output, volume, ...requestedTag(options)],
    }),
  ];
  if (localStorageInstanceTypes) {
    const requirements = [output, ...onLocalStorage(localStorageInstanceTypes), ...requestedTag(options)];
    statements.push(allowed({ actions: ON_INSTANCES, resources, requirements }));
  }
  return {
    id: 'encrypted-jobs',
    description: 'Allows jobs that encrypt their storage volumes and their output with the given keys.',
    guardrails: ['volumeEncryption', 'outputEncryption'],
    statements: [...statements, ...lifeCycle({ ...options, operations: ENCRYPTED_OPERATIONS })],
  };
}

function onLocalStorage(instanceTypes: string[]): Requirement[] {
  return [
    Requirement.matches(ConditionKey.INSTANCE_TYPES, instanceTypes),
    Requirement.isAbsent(ConditionKey.VOLUME_KMS_KEY_ARN, ON_INSTANCES),
  ];
}

function arnsOf(keys: readonly kms.IKeyRef[]): string[] {
  return keys.map(({ keyRef }) => keyRef.keyArn);
}
