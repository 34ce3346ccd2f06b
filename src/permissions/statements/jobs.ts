import type * as kms from 'aws-cdk-lib/aws-kms';
import { ConditionKey, Requirement } from '../../conditions';
import { SecureSageMakerError } from '../../private/errors';
import type { EncryptedJobsOptions } from '../props/encrypted-jobs-props';
import { allowed } from './allowed';
import { emptyFaults } from './checks';
import type { PermissionDefinition } from './definition';
import { executionRoleFaults, passRole } from './pass-role';
import { everyOf } from './resources';
import { instanceTypeFaults, TRAINING_ACTIONS, trainingResources } from './training';

/** Jobs that say on which instance types they run. */
const ON_INSTANCES = [...TRAINING_ACTIONS, 'sagemaker:CreateProcessingJob', 'sagemaker:CreateTransformJob'];

/** Labeling jobs have a volume only where they label automatically, and human review workflows have no key at all. */
const ENCRYPTED = [...ON_INSTANCES, 'sagemaker:CreateAutoMLJob', 'sagemaker:CreateAutoMLJobV2'];

export function encryptedJobs(options: EncryptedJobsOptions): PermissionDefinition {
  const { volumeKeys, outputKeys = volumeKeys, localStorageInstanceTypes } = options;
  SecureSageMakerError.throwIfAny(undefined, [
    ...executionRoleFaults(options),
    ...emptyFaults({ volumeKeys, outputKeys, localStorageInstanceTypes }),
    ...instanceTypeFaults(localStorageInstanceTypes ?? []),
  ]);
  const resources = [...trainingResources(), ...everyOf('processing-job', 'transform-job')];
  const output = Requirement.isOneOf(ConditionKey.OUTPUT_KMS_KEY_ARN, arnsOf(outputKeys));
  const volume = Requirement.isOneOf(ConditionKey.VOLUME_KMS_KEY_ARN, arnsOf(volumeKeys));
  const onLocalStorage = (types: string[]) => [
    Requirement.matches(ConditionKey.INSTANCE_TYPES, types),
    Requirement.isAbsent(ConditionKey.VOLUME_KMS_KEY_ARN, ON_INSTANCES),
  ];
  return {
    id: 'encrypted-jobs',
    description: 'Allows jobs that encrypt their storage volumes and their output with the given keys.',
    guardrail: 'volumeEncryption',
    statements: [
      allowed({
        actions: ENCRYPTED,
        resources: [...resources, ...everyOf('automl-job')],
        requirements: [output, volume],
      }),
      ...(localStorageInstanceTypes
        ? [
            allowed({
              actions: ON_INSTANCES,
              resources,
              requirements: [output, ...onLocalStorage(localStorageInstanceTypes)],
            }),
          ]
        : []),
      ...passRole(options),
    ],
  };
}

function arnsOf(keys: readonly kms.IKeyRef[]): string[] {
  return keys.map(({ keyRef }) => keyRef.keyArn);
}
