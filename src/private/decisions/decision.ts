import { conditionHolds, type KeyValue } from './comparisons';
import type { PrincipalKind, Scope, Statement } from './document';
import type { Pattern, Variables } from './glob';

/** A request as the policies see it. */
export interface Request {
  /** Who asks, for policies that name principals: the ARN of a role or a user, or the name of a service. */
  readonly principal?: { readonly kind: PrincipalKind; readonly id: string };
  readonly action: string;
  readonly resource: string;
  /** By the names of the keys in lower case. A key that the request does not have is missing. */
  readonly context: Readonly<Record<string, KeyValue>>;
}

export type Decision = 'allowed' | 'explicitly denied' | 'implicitly denied';

/**
 * What statements of policies of one kind say about a request, as IAM combines them.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(statements: readonly Statement[], request: Request): Decision {
  const deciding = decidingStatements(statements, request);
  if (deciding.length === 0) {
    return 'implicitly denied';
  }
  return deciding[0].effect === 'Deny' ? 'explicitly denied' : 'allowed';
}

/** The statements that decide: those that deny, otherwise those that allow. */
export function decidingStatements(statements: readonly Statement[], request: Request): Statement[] {
  const applying = statements.filter((statement) => applies(statement, request));
  const denying = applying.filter(({ effect }) => effect === 'Deny');
  return denying.length > 0 ? denying : applying;
}

/** Whether a statement applies to a request. */
export function applies(statement: Statement, request: Request): boolean {
  const { context } = request;
  const variables = (key: string) => {
    const value = context[key];
    return typeof value === 'string' ? value : undefined;
  };
  return (
    namesAction(statement, request.action) &&
    namesPrincipal(statement, request.principal) &&
    namesResource(statement, request.resource, variables) &&
    statement.conditions.every((condition) => conditionHolds(condition, context[condition.key], variables))
  );
}

/** Whether a statement names an action, whatever else it asks. */
export function namesAction({ actions: { names, wild, inverted } }: Statement, action: string): boolean {
  const isNamed = names.has(action.toLowerCase()) || wild.some((pattern) => pattern.matches(action, () => undefined));
  return isNamed !== inverted;
}

/** Whether a statement is about a resource. Those of trust policies are about the role that has them. */
export function namesResource({ resources }: Statement, resource: string, variables: Variables): boolean {
  return !resources || inScope(resources, (pattern) => pattern.matches(resource, variables));
}

function inScope({ patterns, inverted }: Scope, matches: (pattern: Pattern) => boolean): boolean {
  return patterns.some(matches) !== inverted;
}

/** Whether a statement is about a principal. Those of policies that principals have are about these. */
export function namesPrincipal({ principals }: Statement, principal: Request['principal']): boolean {
  if (!principals) {
    return true;
  }
  return principals.some(
    ([kind, id]) => id === '*' || (principal?.kind === kind && isPrincipal(id, principal.id, kind)),
  );
}

/** An account stands for all of its principals. */
function isPrincipal(named: string, id: string, kind: PrincipalKind): boolean {
  if (kind !== 'AWS') {
    return named === id;
  }
  return named === id || id.split(':')[4] === named.replace(/^arn:[^:]+:iam::/, '').replace(/:root$/, '');
}
