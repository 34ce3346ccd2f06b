import { FINDING, type GuardClause, guardPattern } from '../../guard-clause';
import type { TemplateResource } from '../../templates/resource';
import { at, itemsOf, literalOf } from '../../templates/values';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { ControlIds, RuleDefinition } from '../definition';

const TAGS = 'Tags';
const OF_AWS = /^aws:.*$/;

const OWN_TAG: GuardClause = {
  paths: [TAGS],
  lines: [`some ${TAGS}[*].Key not in [${guardPattern(OF_AWS)}]${FINDING}`],
};

/** Tags are no matter of security by themselves, so these are for those who ask for them. */
function tagged(id: string, name: string, type: string, controls: ControlIds, replaces = 'nothing'): RuleDefinition {
  const keeping = replaces === 'nothing' ? '' : 'To keep an existing resource, tag it with the API operation AddTags. ';
  return {
    id: `${id}-tagged`,
    severity: Severity.INFO,
    title: `${name} must have a tag`,
    rationale: 'Tags say who answers for a resource, and are what policies by attribute go by.',
    remediation: `${keeping}Put a tag of yours on the resource, such as Tags.of(scope).add('owner', 'team'). This replaces ${replaces}. Tags of the stack do not show in a template.`,
    url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AddTags.html',
    controls,
    optional: true,
    types: [type],
    check: expectTag,
    guard: () => [OWN_TAG],
  };
}

/** Tags with `aws:` before their keys come from AWS, and do not count. */
function expectTag(resource: TemplateResource): Verdict[] {
  const tags = resource.get(TAGS);
  if (tags.kind === 'unknown') {
    return [cannotTell(TAGS, `${TAGS} cannot be told: ${tags.why}`)];
  }
  const keys = itemsOf(tags).map((tag) => at(tag, 'Key'));
  if (keys.some((key) => key.kind !== 'unknown' && key.kind !== 'absent' && !OF_AWS.test(literalOf(key) ?? ''))) {
    return [pass(TAGS)];
  }
  const open = keys.find((key) => key.kind === 'unknown');
  return [
    open
      ? cannotTell(TAGS, `${TAGS} must have a tag of yours, but ${open.why}`)
      : fail(TAGS, `${TAGS} must have a tag of yours, got none`),
  ];
}

export const appImageConfigTagged = tagged(
  'app-image-config',
  'App image configurations',
  'AWS::SageMaker::AppImageConfig',
  {
    securityHub: ['SageMaker.6'],
    config: ['sagemaker-app-image-config-tagged'],
  },
);

export const domainTagged = tagged('domain', 'Domains', 'AWS::SageMaker::Domain', {
  config: ['sagemaker-domain-tagged'],
});

export const featureGroupTagged = tagged(
  'feature-group',
  'Feature groups',
  'AWS::SageMaker::FeatureGroup',
  { config: ['sagemaker-feature-group-tagged'] },
  'the feature group',
);

export const imageTagged = tagged('image', 'Images', 'AWS::SageMaker::Image', {
  securityHub: ['SageMaker.7'],
  config: ['sagemaker-image-tagged'],
});

export const inferenceExperimentTagged = tagged(
  'inference-experiment',
  'Inference experiments',
  'AWS::SageMaker::InferenceExperiment',
  {
    config: ['sagemaker-inferenceexperiment-tagged'],
  },
);
