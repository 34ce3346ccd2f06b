import { ConditionKey } from '../../conditions';
import { type AbsenceRule, absentDenied, absentDeniedAlways, type Conditions } from '../../conditions/absence';
import { checkFormat, checkNotEmpty, knownItems } from '../../private/checks';
import { faultsOf, SecureSageMakerError } from '../../private/errors';
import { KEY_ARN } from '../../private/formats';
import { LOCAL_STORAGE_FAMILIES } from '../../private/local-storage';
import { LabelingVolumes, type OutputEncryptionOptions, type VolumeEncryptionOptions } from '../options/jobs';
import { API_PAGE, type GuardrailDefinition } from './definition';
import { absent, denyUnless, oneOf } from './deny';

/** Requests that have a key for the volumes of instances which they choose themselves. */
const CHOOSE_INSTANCES = ConditionKey.VOLUME_KMS_KEY_ARN.actions.filter(
  (action) =>
    ConditionKey.INSTANCE_TYPES.actions.includes(action) && !/^sagemaker:Create(Domain|NotebookInstance)$/.test(action),
);

export function volumeEncryption(options: VolumeEncryptionOptions): GuardrailDefinition {
  const {
    keyArns,
    instanceTypesWithoutKey = LOCAL_STORAGE_FAMILIES.map((family) => `ml.${family}.*`),
    labelingVolumes = LabelingVolumes.KEY_OPTIONAL,
    actions,
  } = options;
  SecureSageMakerError.throwIfAny(undefined, faultsOf('InvalidGuardrail', keyFaults(keyArns)));
  return {
    id: 'volume-encryption',
    description: 'Storage volumes must be encrypted with approved keys',
    controls: [
      'Security Hub SageMaker.21',
      'Checkov CKV_AWS_187',
      'Checkov CKV_AWS_368',
      'Config sagemaker-endpoint-configuration-kms-key-configured',
    ],
    documentationUrl: `${API_PAGE}/API_ResourceConfig.html`,
    statements: denyUnless(
      {
        sid: 'VolumeEncryption',
        actions,
        absence: withLabeling(labelingVolumes, unlessStoredOnHost(instanceTypesWithoutKey)),
      },
      (given) => oneOf(ConditionKey.VOLUME_KMS_KEY_ARN, keyArns, given),
    ),
  };
}

export function outputEncryption({ keyArns, actions }: OutputEncryptionOptions): GuardrailDefinition {
  SecureSageMakerError.throwIfAny(undefined, faultsOf('InvalidGuardrail', keyFaults(keyArns)));
  return {
    id: 'output-encryption',
    description: 'Job output must be encrypted with approved keys',
    controls: ['Checkov CKV_AWS_367'],
    documentationUrl: `${API_PAGE}/API_OutputDataConfig.html`,
    statements: denyUnless({ sid: 'OutputEncryption', actions }, (given) =>
      oneOf(ConditionKey.OUTPUT_KMS_KEY_ARN, keyArns, given),
    ),
  };
}

/** A key may be left out where every instance type is one that takes none; where no type is named, it may not. */
function unlessStoredOnHost(types: string[]): AbsenceRule {
  const otherType: Conditions = { 'ForAnyValue:StringNotLike': { [ConditionKey.INSTANCE_TYPES.name]: types } };
  return (key, action) => {
    if (types.length === 0 || !CHOOSE_INSTANCES.includes(action)) {
      return absentDenied(key, action);
    }
    const namesNoType = action.endsWith('MonitoringSchedule') ? [] : [absent(ConditionKey.INSTANCE_TYPES)];
    return [otherType, ...namesNoType];
  };
}

/** Only automated labeling has volumes, and no condition key distinguishes it from other labeling. */
function withLabeling(volumes: LabelingVolumes, others: AbsenceRule): AbsenceRule {
  return (key, action) =>
    volumes === LabelingVolumes.KEY_REQUIRED && action === 'sagemaker:CreateLabelingJob'
      ? absentDeniedAlways()
      : others(key, action);
}

function keyFaults(keys: readonly string[]): string[] {
  return [...checkNotEmpty('keyArns', keys), ...knownItems(keys).flatMap((key) => checkFormat('a key', key, KEY_ARN))];
}
