import { decide, decidingStatements, type Request } from '../../src/private/decisions/decision';
import { type Statement, statementsOf } from '../../src/private/decisions/document';
import type { Policy, PolicyKind } from './policies';
import type { Decision, EffectRequest } from './simulate';

/** What AWS attaches to organizations beside the policies of users. */
const FULL_ACCESS = statementsOf({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });
/** Policies that limit what others allow. */
const LIMITS: Readonly<Partial<Record<PolicyKind, readonly Statement[]>>> = {
  boundary: [],
  endpoint: [],
  rcp: FULL_ACCESS,
  scp: FULL_ACCESS,
};
const GRANTS: readonly PolicyKind[] = ['identity', 'resource', 'trust'];
/** Services whose resources must allow a request themselves, whatever the policies of the principal say: keys and roles. */
const OWN_POLICIES: Readonly<Record<string, PolicyKind>> = { kms: 'resource', sts: 'trust' };
/** A resource that allows an account leaves it to the policies in the account who may. */
const ACCOUNT = /^(arn:[^:]+:iam::)?\d{12}(:root)?$/;

/** A policy whose statements are read once for all requests. */
interface ReadPolicy {
  readonly kind: PolicyKind;
  readonly statements: readonly Statement[];
}

/** Decides requests with the evaluator of the library instead of the simulator. */
export function evaluatorOf(policies: readonly Policy[]): (effect: EffectRequest) => Decision {
  const decide = requestEvaluatorOf(policies);
  return (effect) => decide(requestOf(effect));
}

/** The same for requests as the evaluator reads them. */
export function requestEvaluatorOf(documents: readonly Policy[]): (request: Request) => Decision {
  const policies = documents.map(({ kind, document }) => ({ kind, statements: statementsOf(document) }));
  return (request) => evaluate(policies, request);
}

function evaluate(policies: readonly ReadPolicy[], request: Request): Decision {
  const decisionOf = (kinds: readonly PolicyKind[], beside: readonly Statement[] = []) => {
    const attached = policies.filter(({ kind }) => kinds.includes(kind));
    return attached.length > 0
      ? decide([...attached.flatMap(({ statements }) => statements), ...beside], request)
      : undefined;
  };
  const limits = Object.entries(LIMITS).map(([kind, beside]) => decisionOf([kind as PolicyKind], beside));
  const ownKind = OWN_POLICIES[request.action.split(':')[0]];
  const own = ownKind && decisionOf([ownKind]);
  const left = own && ownKind === 'resource' && leavesToAccount(policies, request);
  const grants = decisionOf(left ? ['identity'] : GRANTS) ?? 'implicitly denied';
  const decisions = [...limits, own, grants].filter(Boolean);
  if (decisions.includes('explicitly denied')) {
    return 'ExplicitlyDenied';
  }
  return decisions.every((decision) => decision === 'allowed') ? 'Allowed' : 'ImplicitlyDenied';
}

function leavesToAccount(policies: readonly ReadPolicy[], request: Request): boolean {
  const statements = policies.filter(({ kind }) => kind === 'resource').flatMap((policy) => policy.statements);
  const deciding = decidingStatements(statements, request);
  return deciding.every(({ principals = [] }) => principals.every(([, id]) => ACCOUNT.test(id)));
}

function requestOf({ principal: id, action, resource, context }: EffectRequest): Request {
  return {
    principal: { kind: id.startsWith('arn:') ? 'AWS' : 'Service', id },
    action,
    resource,
    context: Object.fromEntries(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value])),
  };
}
