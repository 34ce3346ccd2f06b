import { ConditionKey, Requirement } from '../../conditions';
import { CATALOGUE_KEYS } from '../../conditions/catalogue';
import { checkFormat, checkMaxLength, knownItems } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { DOMAIN_ARN } from '../../private/formats';
import { isUnknown } from '../../private/life-cycle/unknown';
import type { CreateInDomainOptions, SearchVisibleOptions, TagOnCreateOptions } from '../options/tags';
import { TagMatch } from '../tag-match';
import { allowed } from './allowed';
import { emptyFaults, ownArn, type PermissionDefinition, sageMaker } from './definition';
import { lifeCycle, typesOf } from './life-cycle';
import { executionRoleFaults } from './pass-role';

const ADD_TAGS = 'sagemaker:AddTags';

/** Operations that take tags, and make the resource that gets them. */
const TAGGING_OPERATIONS = CATALOGUE_KEYS['aws:RequestTag/${TagKey}'].actions!.filter(
  (name) => name !== 'AddTags' && !name.startsWith('Update'),
);

export function tagOnCreate({ operations, requiredTags = [], tagKeys }: TagOnCreateOptions): PermissionDefinition {
  SecureSageMakerError.throwIfAny(undefined, [...operationFaults(operations), ...emptyFaults({ tagKeys })]);
  const requirements = [
    Requirement.isOneOf(ConditionKey.TAGGING_ACTION, operations),
    ...requiredTags.map((tag) => tag._requested()),
  ];
  if (tagKeys) {
    const allKeys = [...tagKeys, ...requiredTags.map(({ key }) => key)];
    requirements.push(Requirement.isOneOf(ConditionKey.TAG_KEYS, allKeys));
  }
  return {
    id: 'tag-on-create',
    description: 'Allows tagging resources while they are created, and not later.',
    guardrails: ['tagOnlyOnCreate'],
    statements: [allowed({ actions: [ADD_TAGS], resources: [ownArn('sagemaker', '*')], requirements })],
  };
}

const DOMAIN_OPERATIONS = [
  'CreateAutoMLJobV2',
  'CreateEndpoint',
  'CreateEndpointConfig',
  'CreateHyperParameterTuningJob',
  'CreateModel',
  'CreatePipeline',
  'CreateProcessingJob',
  'CreateTrainingJob',
  'CreateTransformJob',
];

export function createInDomain(options: CreateInDomainOptions): PermissionDefinition {
  const { domainArn, operations = DOMAIN_OPERATIONS } = options;
  SecureSageMakerError.throwIfAny(undefined, [
    ...executionRoleFaults(options),
    ...domainFaults(domainArn),
    ...operationFaults(operations),
  ]);
  const tag = TagMatch.oneOf('sagemaker:domain-arn', [domainArn]);
  const created = sageMaker(...operations);
  return {
    id: 'create-in-domain',
    description: 'Allows creating resources that are tagged with the given Studio domain, and using those.',
    guardrails: ['domainIsolation'],
    statements: [
      allowed({ actions: created, resources: typesOf(created), requirements: [tag._requested()] }),
      ...lifeCycle({ ...options, operations, tag }),
    ],
  };
}

function operationFaults(operations: readonly string[]): Fault[] {
  const unknown = knownItems(operations).filter((name) => !isUnknown(name) && !TAGGING_OPERATIONS.includes(name));
  return [
    ...emptyFaults({ operations }),
    ...faultsOf(
      'UnsupportedAction',
      unknown.map(
        (name) => `an operation must be one that creates a resource with tags, such as CreateTrainingJob, got ${name}`,
      ),
    ),
  ];
}

function domainFaults(domainArn: string): Fault[] {
  return faultsOf('InvalidResourceArn', checkFormat('domainArn', domainArn, DOMAIN_ARN));
}

/** @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_VisibilityConditions.html */
const VISIBILITY_MAX = { key: 128, value: 256 };

export function searchVisible({ tagKey, values }: SearchVisibleOptions): PermissionDefinition {
  const filter = `Tags.${tagKey}`;
  SecureSageMakerError.throwIfAny(
    undefined,
    faultsOf('InvalidPermission', [
      ...checkMaxLength('Tags. and the tag key', filter, VISIBILITY_MAX.key),
      ...knownItems(values).flatMap((value) =>
        checkMaxLength('a value that makes visible', value, VISIBILITY_MAX.value),
      ),
    ]),
  );
  const visible = Requirement.isOneOf(ConditionKey.searchVisibility(`${filter}/EqualsIfExists`), values);
  return {
    id: 'search-visible',
    description: `Allows searches that find nothing with another value of the tag ${tagKey}.`,
    statements: [allowed({ actions: ['sagemaker:Search'], resources: ['*'], requirements: [visible] })],
  };
}
