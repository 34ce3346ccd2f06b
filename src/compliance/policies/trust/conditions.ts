import { type ConditionOperator, operatorOf } from '../../../private/decisions/operators';
import type { PartialString } from '../../templates/partial-string';
import { opposite, some, type Truth } from '../../templates/truth';
import { holdsWithout } from '../condition-operator';
import type { PolicyCondition } from '../statement';
import { arnMatch } from './source-arn';
import { accountMatch, everybody, nobody, notKnown, type OwnPlace, type SourceMatch, WILDCARD } from './source-match';

/** Who asks SageMaker to assume a role. */
export type Caller = 'own' | 'strangers';

/** What SageMaker says of its caller when it assumes a role. */
export interface SourceCall {
  readonly caller: Caller;
  readonly sendsAccount: boolean;
  readonly sendsArn: boolean;
}

type Matcher = (
  value: PartialString,
  operator: ConditionOperator,
  condition: PolicyCondition,
  place: OwnPlace,
) => SourceMatch;

/** The keys that say on whose behalf a service acts. */
const GUARDS: ReadonlyMap<string, Matcher> = new Map([
  [
    'aws:sourceaccount',
    (value, { family, wildcards }, _, { account }) => textual(family, value) ?? accountMatch(value, wildcards, account),
  ],
  ['aws:sourcearn', (value, operator, { values }, place) => arnMatch(value, operator, values, place)],
  ['aws:sourceorgid', (value, { family, wildcards }) => textual(family, value) ?? organizationMatch(value, wildcards)],
  [
    'aws:sourceorgpaths',
    (value, { family, wildcards }) => textual(family, value) ?? organizationMatch(value, wildcards),
  ],
] as const);

/** What requests of a service acting for itself do not have: they have no account, network, session or federation. */
const NEVER_SENT =
  /^(sagemaker:.*|aws:(principal(account|arn|orgid|orgpaths|tag\/.*)|userid|username|federatedprovider|multifactorauth(age|present)|source(ip|vpc|vpce|vpcarn|identity)|vpcsourceip|vpceaccount|vpceorgid)|sts:externalid|saml:.*)$/;

/** Whether the key says, when it is there, on whose behalf SageMaker acts. */
export function isGuard({ key }: PolicyCondition): boolean {
  return GUARDS.has(key.toLowerCase());
}

export function isNeverSent({ key }: PolicyCondition): boolean {
  return NEVER_SENT.test(key.toLowerCase());
}

/** Whether a condition holds for a call. What says nothing of the caller is taken to hold. */
export function holdsFor(condition: PolicyCondition, call: SourceCall, place: OwnPlace): Truth {
  if (!isGuard(condition)) {
    return isNeverSent(condition) ? holdsWithout(condition) : 'yes';
  }
  const isSent = condition.key.toLowerCase() === 'aws:sourcearn' ? call.sendsArn : call.sendsAccount;
  if (!isSent) {
    return holdsWithout(condition);
  }
  const operator = operatorOf(condition.operator);
  if (!operator || operator.family === 'Null') {
    return operator ? opposite(holdsWithout(condition)) : 'maybe';
  }
  const fits = some(matchesOf(condition, place).map((match) => match[call.caller]));
  return operator.negated ? opposite(fits) : fits;
}

/** Whom each value of a condition lets in. */
export function matchesOf(condition: PolicyCondition, place: OwnPlace): SourceMatch[] {
  const operator = operatorOf(condition.operator);
  const matcher = GUARDS.get(condition.key.toLowerCase());
  return operator && matcher && operator.family !== 'Null'
    ? condition.values.map((value) => matcher(value, operator, condition, place))
    : [];
}

function textual(family: ConditionOperator['family'], value: PartialString): SourceMatch | undefined {
  return family === 'String' || family === 'Numeric' ? undefined : nobody(`${family} operators never take in ${value}`);
}

/** An organization is known to its members; whoever is in it is no stranger. */
function organizationMatch(value: PartialString, pattern: boolean): SourceMatch {
  const { literal } = value;
  if (literal === undefined) {
    return value.unknown ? notKnown(value.unknown.why) : { own: 'yes', strangers: 'no' };
  }
  const [organization] = literal.split('/');
  const isPattern = WILDCARD.test(organization);
  if (!isPattern) {
    return { own: 'yes', strangers: 'no' };
  }
  return pattern
    ? everybody(`${literal} names no organization`)
    : nobody(`the wildcards of ${literal} are taken literally`);
}
