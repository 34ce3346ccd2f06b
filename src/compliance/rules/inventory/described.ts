import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectPresent } from '../expectations';

/** Descriptions are no matter of security, so these are for those who ask for them. */
const COMMON = {
  severity: Severity.INFO,
  rationale: 'Whoever chooses among resources of others needs to know what they are for.',
  optional: true,
};

export const featureGroupDescribed: RuleDefinition = {
  ...COMMON,
  id: 'feature-group-described',
  title: 'Feature groups must have a description',
  remediation:
    'Set Description before the feature group is first deployed. To keep the records of an existing one, create a second feature group and ingest them again: setting Description replaces the feature group.',
  url: 'https://docs.aws.amazon.com/config/latest/developerguide/sagemaker-featuregroup-description.html',
  controls: { config: ['sagemaker-featuregroup-description'] },
  types: ['AWS::SageMaker::FeatureGroup'],
  check: (group) => expectPresent(group, 'Description', 'a description'),
};

export const imageDescribed: RuleDefinition = {
  ...COMMON,
  id: 'image-described',
  title: 'Images must have a description',
  remediation: 'Set ImageDescription.',
  url: 'https://docs.aws.amazon.com/config/latest/developerguide/sagemaker-image-description.html',
  controls: { config: ['sagemaker-image-description'] },
  types: ['AWS::SageMaker::Image'],
  check: (image) => expectPresent(image, 'ImageDescription', 'a description'),
};
