import { checkMaxLength, checkNotBlank, checkPattern } from '../private/checks';
import { check, type Fault, faultsOf } from '../private/errors';
import { FEATURE_GROUP_NAME, SAGEMAKER_NAME } from '../private/formats';
import { FROZEN_RESOURCE_TYPES } from '../private/frozen-resource-types';
import { isUnknown } from '../private/life-cycle/unknown';
import { FeatureResource } from './feature-resource';
import { ACCOUNT_WIDE, CONFUSED_DEPUTY_PAGE } from './feature-table';

const SOURCE_ARN_PATTERN = /^(\*|([a-z0-9-]+)(\/(\*|[a-zA-Z0-9][a-zA-Z0-9_-]*(\/[a-zA-Z0-9_-]+)*(\/\*)?))?)$/;

/** The longest names, where they are not of at most 63 characters. */
const NAME_MAX: Partial<Record<FeatureResource, number>> = {
  [FeatureResource.AUTOML_JOB]: 32,
  [FeatureResource.FEATURE_GROUP]: 64,
  [FeatureResource.HYPERPARAMETER_TUNING_JOB]: 32,
  [FeatureResource.INFERENCE_EXPERIMENT]: 120,
  [FeatureResource.INFERENCE_RECOMMENDATIONS_JOB]: 64,
  [FeatureResource.MLFLOW_TRACKING_SERVER]: 256,
  [FeatureResource.PIPELINE]: 256,
};

/** What is wrong with the name of one resource. */
export function nameFaults(type: FeatureResource, name: string): Fault[] {
  const what = `the name of a ${type}`;
  const { pattern } = type === FeatureResource.FEATURE_GROUP ? FEATURE_GROUP_NAME : SAGEMAKER_NAME;
  const separators = type === FeatureResource.FEATURE_GROUP ? 'inner hyphens and underscores' : 'inner hyphens';
  const expected = `letters, digits and ${separators}, without wildcard, slash or ARN`;
  return faultsOf('InvalidFeatureName', [
    ...checkPattern(what, name, pattern, expected),
    ...checkMaxLength(what, name, NAME_MAX[type] ?? 63),
  ]);
}

interface CheckedFeature {
  readonly name: string;
  readonly sourceArnPatterns: readonly string[];
}

/** What is wrong with a feature that is not in the table. */
export function customFeatureFaults({ name, sourceArnPatterns }: CheckedFeature): Fault[] {
  return [
    ...faultsOf('InvalidFeature', checkNotBlank('the name of a feature', name)),
    ...check(
      sourceArnPatterns.length > 0,
      'InvalidFeature',
      `feature ${name} needs at least one source ARN pattern, got none`,
    ),
    ...sourceArnPatterns.flatMap(patternFaults),
  ];
}

function patternFaults(pattern: string): Fault[] {
  if (isUnknown(pattern) || pattern === ACCOUNT_WIDE) {
    return [];
  }
  const expected = "'*', 'type/*' or 'type/name'";
  const malformed = checkPattern('a source ARN pattern of a feature', pattern, SOURCE_ARN_PATTERN, expected);
  return malformed.length ? faultsOf('InvalidFeature', malformed) : frozenFaults(pattern.split('/')[0]);
}

function frozenFaults(resourceType: string): Fault[] {
  const feature = FROZEN_RESOURCE_TYPES[resourceType];
  return check(
    feature === undefined,
    'NarrowingForbidden',
    `AWS forbids narrowing ${feature} to ${resourceType} ARNs: use the feature as it is (${CONFUSED_DEPUTY_PAGE})`,
  );
}

/** What is wrong with an ARN of a resource of the type, which is absent for other ARNs. */
export function arnFaults(arn: string, resourceType: string | undefined): Fault[] {
  const types: readonly string[] = Object.values(FeatureResource);
  const frozen = resourceType === undefined ? [] : frozenFaults(resourceType);
  if (frozen.length > 0) {
    return frozen;
  }
  return check(
    resourceType !== undefined && types.includes(resourceType),
    'InvalidResourceArn',
    `the source ARN must be the literal ARN of one of: ${types.join(', ')}, got ${JSON.stringify(arn)}`,
  );
}
