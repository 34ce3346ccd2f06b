import { Token } from 'aws-cdk-lib';
import { checkCidr, checkFormat, checkPattern } from '../private/checks';
import { check, type Fault, faultsOf } from '../private/errors';
import { ACTION_PATTERN, ARN, KEY_ARN } from '../private/formats';
import { hasWildcard } from '../private/iam-pattern';
import { isUnknown } from '../private/life-cycle/unknown';
import { ComparisonKind, isKmsKey, operatorsFor } from './comparison';
import type { ConditionKey } from './condition-key';
import { KNOWN_VALUES, PRESENCE_ONLY } from './key-facts';
import { ConditionKeyType } from './values';

interface CheckedRequirement {
  readonly key: ConditionKey;
  readonly kind: ComparisonKind | 'isPresent' | 'isAbsent';
  readonly values: readonly string[];
  readonly actions?: readonly string[];
}

export function requirementFaults(requirement: CheckedRequirement): Fault[] {
  const { kind } = requirement;
  if (kind === 'isPresent' || kind === 'isAbsent') {
    return actionFaults(requirement);
  }
  const unsupported = kindFaults(requirement, kind);
  // Values are judged by what the requirement does with them, if it can do anything.
  const ofValues = unsupported.length > 0 ? unsupported : valueFaults(requirement);
  return [...actionFaults(requirement), ...ofValues];
}

/** All actions that carry the key where none are named, each with the name of its service. */
export function actionsOf(key: ConditionKey, actions: readonly string[] | undefined): string[] {
  return [...new Set(actions?.map(qualified) ?? key.actions)].sort();
}

function qualified(action: string): string {
  return Token.isUnresolved(action) || action.includes(':') ? action : `sagemaker:${action}`;
}

function actionFaults({ key, actions }: CheckedRequirement): Fault[] {
  if (actions === undefined) {
    return check(key.actions.length > 0, 'UnsupportedAction', `${key.name} ${whyNoActions(key)}`);
  }
  const unsupported = actions.map(qualified).filter((action) => !isUnknown(action) && !supports(key, action));
  const expected = key.everyAction
    ? 'an action such as sagemaker:CreateModel'
    : `one that carries ${key.name} (${key.actions.join(', ')})`;
  return [
    ...check(
      actions.length > 0,
      'UnsupportedAction',
      `a requirement on ${key.name} needs at least one action, got none`,
    ),
    ...faultsOf(
      'UnsupportedAction',
      unsupported.map((action) => `an action must be ${expected}, got ${action}`),
    ),
  ];
}

function whyNoActions({ everyAction }: ConditionKey): string {
  return everyAction
    ? 'is sent with every action, so the actions must be named'
    : 'is carried by no action: it is a policy variable';
}

function supports(key: ConditionKey, action: string): boolean {
  return key.everyAction ? ACTION_PATTERN.pattern.test(action) : key.actions.includes(action);
}

function kindFaults({ key }: CheckedRequirement, kind: ComparisonKind): Fault[] {
  if (PRESENCE_ONLY.includes(key.name)) {
    const message = `${kind} does not work with ${key.name}: IAM compares it with Null alone: use isPresent or isAbsent`;
    return faultsOf('UnsupportedComparison', [message]);
  }
  return check(
    operatorsFor(kind, key) !== undefined,
    'UnsupportedComparison',
    `${kind} does not work with ${key.name}: its values are of the type ${key.type}`,
  );
}

function valueFaults({ key, kind, values }: CheckedRequirement): Fault[] {
  if (Token.isUnresolved(values)) {
    return [];
  }
  const literal = values.filter((value) => !isUnknown(value));
  return [
    ...check(
      values.length > 0,
      'InvalidConditionValue',
      `a requirement on ${key.name} needs at least one value, got none`,
    ),
    ...faultsOf(
      'InvalidConditionValue',
      literal.flatMap((value) => valueMessages(key, kind, value)),
    ),
  ];
}

function valueMessages(key: ConditionKey, kind: CheckedRequirement['kind'], value: string): string[] {
  const what = `a value of ${key.name}`;
  if (kind === ComparisonKind.MATCHES) {
    return key.type === ConditionKeyType.ARN ? checkFormat(what, value, ARN) : [];
  }
  const known = KNOWN_VALUES[key.name];
  if (known) {
    return known.includes(value) ? [] : [`${what} must be one of ${known.join(', ')}, got ${JSON.stringify(value)}`];
  }
  if (hasWildcard(value)) {
    return [`${what} must have no wildcard, got ${JSON.stringify(value)}: use matches`];
  }
  return typeMessages(key, what, value);
}

function typeMessages({ name, type }: ConditionKey, what: string, value: string): string[] {
  switch (type) {
    case ConditionKeyType.ARN:
      return isKmsKey(name) ? checkFormat(what, value, KEY_ARN) : checkFormat(what, value, ARN);
    case ConditionKeyType.NUMERIC:
      return checkPattern(what, value, /^\d+$/, 'a whole number');
    case ConditionKeyType.IP_ADDRESS:
      return checkCidr(what, value);
    default:
      return [];
  }
}
