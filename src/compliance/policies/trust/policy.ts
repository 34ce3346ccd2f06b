import { every, opposite, some, type Truth } from '../../templates/truth';
import type { PolicyDocument } from '../document';
import type { PolicyPrincipal, PolicyStatement } from '../statement';
import { type Caller, holdsFor, type SourceCall } from './conditions';
import type { OwnPlace } from './source-match';

/** SageMaker assumes roles by these names, which are the same in every partition. */
const SERVICES = ['sagemaker.amazonaws.com', 'sagemaker-geospatial.amazonaws.com'];
const ASSUME_ROLE = 'sts:AssumeRole';

/** What SageMaker may say of its caller: some features send both keys, some one of them, and some neither. */
const SENT = [true, false].flatMap((sendsAccount) => [true, false].map((sendsArn) => ({ sendsAccount, sendsArn })));

/** Whether a principal is SageMaker, by a name that is right. */
export function isSageMaker({ type, name }: PolicyPrincipal): Truth {
  return type === 'Service' ? some(SERVICES.map((service) => name.equals(service))) : 'no';
}

/** The beginning of a name that is meant to be SageMaker's. */
export const MEANT_AS_SAGEMAKER = /^sagemaker(-geospatial)?\./i; // unanchored: the domain may be open

/** Whether a principal is meant to be SageMaker, even if no partition has its name. */
export function isMeantAsSageMaker({ type, name }: PolicyPrincipal): boolean {
  return type === 'Service' && MEANT_AS_SAGEMAKER.test(String(name));
}

function isEverybody({ type, name }: PolicyPrincipal): boolean {
  return type === 'AWS' && name.literal === '*';
}

/** Whether a statement is about SageMaker, or about everybody. */
export function admits({ principals, notPrincipals }: PolicyStatement): Truth {
  return notPrincipals.length
    ? opposite(some(notPrincipals.map(isSageMaker)))
    : some(principals.map((each) => (isEverybody(each) ? 'yes' : isSageMaker(each))));
}

export function isAboutAssumingRoles({ actions, notActions }: PolicyStatement): Truth {
  return notActions.length
    ? opposite(some(notActions.map((action) => action.covers(ASSUME_ROLE))))
    : some(actions.map((action) => action.covers(ASSUME_ROLE)));
}

/** Whether a trust policy is made for SageMaker. */
export function isForSageMaker({ statements }: PolicyDocument): Truth {
  const trusted = statements.filter(({ effect }) => effect !== 'Deny').flatMap(({ principals }) => principals);
  return some(trusted.map((principal) => (isMeantAsSageMaker(principal) ? 'yes' : isSageMaker(principal))));
}

/** The statements that let SageMaker assume the role under some conditions. */
export function trustingStatements({ statements }: PolicyDocument): PolicyStatement[] {
  return statements.filter((statement) => statement.effect === 'Allow' && concerns(statement) !== 'no');
}

function concerns(statement: PolicyStatement): Truth {
  return every([admits(statement), isAboutAssumingRoles(statement)]);
}

/** Whether a statement lets SageMaker assume the role, all Deny statements of the document considered. */
export function letsIn(
  statement: PolicyStatement,
  { statements }: PolicyDocument,
  call: SourceCall,
  place: OwnPlace,
): Truth {
  const denied = some(statements.filter(({ effect }) => effect === 'Deny').map((other) => applies(other, call, place)));
  return every([applies(statement, call, place), opposite(denied)]);
}

function applies(statement: PolicyStatement, call: SourceCall, place: OwnPlace): Truth {
  return every([concerns(statement), ...statement.conditions.map((condition) => holdsFor(condition, call, place))]);
}

/** All ways in which a caller may come. */
export function callsOf(caller: Caller): SourceCall[] {
  return SENT.map((sent) => ({ caller, ...sent }));
}

/** The call of whom the role is for, with all that SageMaker can say of it. */
export const OWN_CALL: SourceCall = { caller: 'own', sendsAccount: true, sendsArn: true };
