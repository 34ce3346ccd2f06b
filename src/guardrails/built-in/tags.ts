import { ConditionKey, Requirement, type RequirementOptions } from '../../conditions';
import { absentDeniedAlways } from '../../conditions/absence';
import { checkNotEmpty, checkPattern, knownItems } from '../../private/checks';
import { faultsOf, SecureSageMakerError } from '../../private/errors';
import type { ProtectTagsOptions, RequiredTag, RequireTagsOptions } from '../options/tags';
import { CONDITION_KEYS_PAGE, type GuardrailDefinition } from './definition';
import { absent, deny, denyUnless, oneOf, together } from './deny';

const TAGGING_PAGE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html';

/** What carries tags in its request without creating a resource. */
const TAG_LATER = ['sagemaker:AddTags', 'sagemaker:UpdateMonitoringSchedule', 'sagemaker:UpdateProject'];
const CREATE_TAGGED = ConditionKey.requestTag('any').actions.filter((action) => !TAG_LATER.includes(action));

export function requireTags({ tags, actions = CREATE_TAGGED }: RequireTagsOptions): GuardrailDefinition {
  SecureSageMakerError.throwIfAny(undefined, faultsOf('InvalidGuardrail', checkNotEmpty('tags', tags)));
  return {
    id: 'require-tags',
    description: 'Resources must be created with the required tags',
    controls: [6, 7].map((number) => `Security Hub SageMaker.${number}`),
    documentationUrl: TAGGING_PAGE,
    statements: tags.flatMap((tag) =>
      denyUnless({ sid: 'RequireTags', actions, absence: absentDeniedAlways }, (options) => tagged(tag, options)),
    ),
  };
}

function tagged({ key, values }: RequiredTag, options: RequirementOptions): Requirement {
  const requestTag = ConditionKey.requestTag(key);
  return values ? oneOf(requestTag, values, options) : Requirement.isPresent(requestTag, options.actions);
}

export function protectTags({ keys }: ProtectTagsOptions): GuardrailDefinition {
  const malformed = knownItems(keys).flatMap((key) =>
    checkPattern('a tag key', key, /^[^\s*?][^*?]{0,127}$/, 'a key of up to 128 characters without wildcards'),
  );
  SecureSageMakerError.throwIfAny(
    undefined,
    faultsOf('InvalidGuardrail', [...checkNotEmpty('keys', keys), ...malformed]),
  );
  const touched = { 'ForAnyValue:StringEqualsIgnoreCase': { [ConditionKey.TAG_KEYS.name]: keys } };
  return {
    id: 'protect-tags',
    description: 'Protected tags must not be changed or removed',
    documentationUrl: TAGGING_PAGE,
    statements: [
      deny({
        sid: 'ProtectTags',
        actions: ['sagemaker:AddTags'],
        conditions: together(touched, absent(ConditionKey.TAGGING_ACTION)),
      }),
      deny({
        sid: 'ProtectTagsElsewhere',
        actions: ['sagemaker:DeleteTags', ...TAG_LATER.slice(1)],
        conditions: touched,
      }),
    ],
  };
}

export function tagOnlyOnCreate(): GuardrailDefinition {
  return {
    id: 'tag-only-on-create',
    description: 'Tags must not be added to existing resources',
    documentationUrl: CONDITION_KEYS_PAGE,
    statements: [
      deny({ sid: 'TagOnlyOnCreate', actions: ['sagemaker:AddTags'], conditions: absent(ConditionKey.TAGGING_ACTION) }),
    ],
  };
}
