import { operatorOf } from '../../../private/decisions/operators';
import { some } from '../../templates/truth';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { holdsWithout } from '../condition-operator';
import type { PolicyDocument } from '../document';
import { nameOf, type PolicyCondition, type PolicyStatement } from '../statement';
import { holdsFor, isGuard, matchesOf, type SourceCall } from './conditions';
import { callsOf, letsIn, OWN_CALL } from './policy';
import type { OwnPlace } from './source-match';

/** Whether a statement lets SageMaker assume the role on behalf of an account that it does not name. */
export function deputyVerdict(statement: PolicyStatement, document: PolicyDocument, place: OwnPlace): Verdict {
  const calls = callsOf('strangers').map((call) => ({ call, admitted: letsIn(statement, document, call, place) }));
  const admitted = some(calls.map((each) => each.admitted));
  const name = nameOf(statement);
  if (admitted !== 'no') {
    const { call } = calls.find((each) => each.admitted === admitted)!;
    const why = reasons(statement, call, place).join(' and ');
    return admitted === 'yes'
      ? fail(statement.path, `${name} lets SageMaker assume the role on behalf of any account: ${why}`)
      : cannotTell(statement.path, `${name} may let SageMaker assume the role on behalf of any account: ${why}`);
  }
  const foreign = letsIn(statement, document, OWN_CALL, place) === 'no' ? foreignAccounts(statement, place) : [];
  return foreign.length
    ? fail(
        statement.path,
        `${name} lets SageMaker assume the role on behalf of account ${foreign.join(', ')}, but the role is in account ${place.account}`,
      )
    : pass(statement.path);
}

/** The other accounts that every condition on the account lets in. */
function foreignAccounts({ conditions }: PolicyStatement, place: OwnPlace): string[] {
  const compared = conditions.filter(({ operator }) => !operatorOf(operator)?.negated);
  const matches = compared.map((condition) => matchesOf(condition, place)).filter(({ length }) => length > 0);
  const named = new Set(matches.flat().flatMap(({ foreign }) => foreign ?? []));
  return [...named].filter((account) =>
    matches.every((each) => each.some(({ foreign, strangers }) => foreign === account || strangers !== 'no')),
  );
}

function reasons({ conditions, notPrincipals }: PolicyStatement, call: SourceCall, place: OwnPlace): string[] {
  const guards = conditions.filter(isGuard);
  if (guards.length > 0) {
    return guards.map((guard) => reason(guard, call, place));
  }
  const who = notPrincipals.length ? ['NotPrincipal takes in whoever it does not name'] : [];
  return [...who, 'it has no condition on aws:SourceAccount or aws:SourceArn'];
}

function reason(guard: PolicyCondition, call: SourceCall, place: OwnPlace): string {
  const { operator, key } = guard;
  const wide = matchesOf(guard, place).find((match) => match[call.caller] !== 'no');
  if (operator.toLowerCase().includes('not')) {
    return `${operator} of ${key} names whom it keeps out, not whom it lets in`;
  }
  if (operator.toLowerCase() === 'null') {
    return `Null asks whether there is ${key}, not what it is`;
  }
  if (wide?.why) {
    return `in ${key}, ${wide.why}`;
  }
  const open = holdsWithout(guard) === 'yes' || holdsFor(guard, call, place) === 'maybe';
  return open ? `${operator} holds where there is no ${key}` : `${operator} of ${key} lets it in`;
}
