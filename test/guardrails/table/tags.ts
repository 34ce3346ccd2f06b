import { guardrails } from '../../../src';
import { action, sageMaker, sends, singleValue, valuesOf } from './judges';
import { TAG_KEYS, TAGGING_ACTION } from './parameters';
import type { GuardrailRows, Request } from './row';

const { Guardrail } = guardrails;

const COST_CENTER = 'aws:RequestTag/CostCenter';
const TEAM = 'aws:RequestTag/Team';

const later = action('AddTags', 'UpdateMonitoringSchedule', 'UpdateProject');
const TOUCHING = {
  [TAG_KEYS]: { anyOf: ['Team', 'TEAM', 'costcenter', 'Stage', 'Teams', 'sagemaker:domain-arn'] },
  [TAGGING_ACTION]: ['CreateModel', 'CreateTrainingJob'],
};
const TAG_ACTIONS = sageMaker('AddTags', 'DeleteTags', 'UpdateProject', 'UpdateMonitoringSchedule', 'CreateModel');

/** An action that creates and can be sent tags. */
function tagsOnCreate(request: Request, carried: (key: string) => boolean): boolean {
  return carried(TEAM) && !later(request);
}

function touchesProtected(request: Request): boolean {
  return valuesOf(request, TAG_KEYS).some((key) => ['team', 'costcenter'].includes(key.toLowerCase()));
}

function tagsLater(request: Request): boolean {
  return action('AddTags')(request) && !sends(request, TAGGING_ACTION);
}

export const TAGS: GuardrailRows = {
  requireTags: {
    notes: 'for all types that can be tagged on creation',
    compares: { Null: [COST_CENTER], StringNotLike: [TEAM] },
    make: () => Guardrail.requireTags({ tags: [{ key: 'CostCenter' }, { key: 'Team', values: ['ml-*'] }] }),
    denies: (request, carried) =>
      tagsOnCreate(request, carried) && !(sends(request, COST_CENTER) && singleValue(request, TEAM)?.startsWith('ml-')),
    values: { [COST_CENTER]: ['42', ''], [TEAM]: ['ml-vision', 'ml-', 'sales', 'ml'] },
    variants: {
      'any value': {
        make: () => Guardrail.requireTags({ tags: [{ key: 'CostCenter' }] }),
        denies: (request, carried) => tagsOnCreate(request, carried) && !sends(request, COST_CENTER),
        values: { [COST_CENTER]: ['42', ''], [TEAM]: ['sales'] },
      },
    },
    short: 'any value',
  },
  protectTags: {
    notes: 'creating resources with them is allowed',
    compares: { 'ForAnyValue:StringEqualsIgnoreCase': [TAG_KEYS], Null: [TAGGING_ACTION] },
    make: () => Guardrail.protectTags({ keys: ['Team', 'CostCenter'] }),
    denies: (request) =>
      touchesProtected(request) &&
      (tagsLater(request) || action('DeleteTags', 'UpdateProject', 'UpdateMonitoringSchedule')(request)),
    values: TOUCHING,
    about: [TAGGING_ACTION],
    actions: TAG_ACTIONS,
  },
  tagOnlyOnCreate: {
    notes: 'it does not deny removing tags',
    compares: { Null: [TAGGING_ACTION] },
    make: () => Guardrail.tagOnlyOnCreate(),
    denies: tagsLater,
    values: TOUCHING,
    about: [TAGGING_ACTION],
    actions: TAG_ACTIONS,
  },
};
