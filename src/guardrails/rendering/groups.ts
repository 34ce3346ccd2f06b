import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { checkNotEmpty } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import type { StatementGroup } from '../../private/policies/packed-documents';
import { warn } from '../../private/warnings';
import type { Exemption } from '../exemption';
import type { Guardrail } from '../guardrail';
import { RCP_SERVICES } from './rcp-services';

/** What is rendered: guardrails, and whom they do not bind. */
export interface Rendered {
  readonly guardrails: readonly Guardrail[];
  readonly exemptions?: readonly Exemption[];
}

export function groupsOf({ guardrails, exemptions = [] }: Rendered): StatementGroup[] {
  return guardrails.map((guardrail) => ({
    id: guardrail.id,
    statements: guardrail.statements().map((statement) => exempted(statement, exemptions)),
  }));
}

/** What cannot be rendered where callers are judged: in service control policies, boundaries and managed policies. */
export function callerPolicyFaults({ guardrails, exemptions = [] }: Rendered): Fault[] {
  return renderingFaults({ guardrails, exemptions }, (id, statement) => {
    if (statement.hasPrincipal) {
      return faultsOf('UnsupportedStatement', [`${id} names a principal, which is for a ResourceControlPolicy`]);
    }
    const messages = statement.validateForIdentityPolicy().map((message) => `${id} is incomplete: ${message}`);
    return faultsOf('UnsupportedStatement', messages);
  });
}

/** What cannot be rendered where resources are judged, whoever calls. */
export function resourceControlFaults(rendered: Rendered): Fault[] {
  return renderingFaults(rendered, (id, statement) => {
    const { Principal, NotAction, Action, Resource, NotResource } = statement.toStatementJson();
    const foreign = [Action ?? []].flat().filter((action: string) => !isReached(action));
    return [
      ...check(
        Principal === '*',
        'UnsupportedStatement',
        `${id} must be for the principal "*", as statements of a resource control policy are: render it as a ServiceControlPolicy`,
      ),
      ...check(
        NotAction === undefined,
        'UnsupportedStatement',
        `${id} must name its actions, since a resource control policy has no NotAction`,
      ),
      ...check(Boolean(Resource || NotResource), 'UnsupportedStatement', `${id} must name resources`),
      ...faultsOf(
        'UnsupportedStatement',
        foreign.map(
          (action) => `${id} must name actions of services that resource control policies reach, got ${action}`,
        ),
      ),
    ];
  });
}

/** Whether an action is of a service that resource control policies reach. */
function isReached(action: string): boolean {
  const [service, name] = action.split(':');
  return name !== undefined && RCP_SERVICES.includes(service);
}

function renderingFaults(
  { guardrails, exemptions = [] }: Rendered,
  statementFaults: (id: string, statement: iam.PolicyStatement) => Fault[],
): Fault[] {
  const perStatement = guardrails.flatMap((guardrail) =>
    guardrail.statements().map((statement) => ({ id: guardrail.id, statement })),
  );
  return [
    ...faultsOf('InvalidGuardrail', checkNotEmpty('guardrails', guardrails)),
    ...perStatement.flatMap(({ id, statement }) => statementFaults(id, statement)),
    ...faultsOf(
      'InvalidExemption',
      perStatement.flatMap(({ id, statement }) => exemptionConflicts(id, statement, exemptions)),
    ),
  ];
}

/** What a boundary allows besides what its guardrails deny. */
export function allowEverything(): StatementGroup {
  return {
    id: 'allow',
    statements: [new iam.PolicyStatement({ sid: 'AllowEverythingElse', actions: ['*'], resources: ['*'] })],
  };
}

/** Warns of guardrails that deny what AWS services do with roles of the account. */
export function warnOfServiceRoles(scope: IConstruct, { guardrails }: Rendered): void {
  if (guardrails.some(({ _deniesServiceRoles: denies }) => denies)) {
    warn(
      scope,
      'guardrails.serviceRolesDenied',
      'Name the serviceRoleArns of apiFromNetwork, or those who start pipelines and tuning jobs will find them denied.',
    );
  }
}

type Conditions = Record<string, Record<string, unknown>>;

/**
 * The statement for everybody but who is exempt. A negated operator holds where a value is none of its list, so that a
 * statement which excepts somebody itself excepts both.
 */
export function exempted(statement: iam.PolicyStatement, exemptions: readonly Exemption[]): iam.PolicyStatement {
  const conditions = exemptions.reduce(
    (all, { _bystanders: { operator, key, values } }) => withValues(all, operator, key, values),
    statement.conditions as Conditions,
  );
  return exemptions.length ? statement.copy({ conditions }) : statement;
}

function withValues(conditions: Conditions, operator: string, key: string, values: readonly string[]): Conditions {
  const keys = conditions[operator] ?? {};
  const present = [keys[key] ?? []].flat();
  return { ...conditions, [operator]: { ...keys, [key]: [...new Set([...present, ...values])] } };
}

/** What would turn an exemption around: a list of both truth values never holds where one of them was asked for. */
function exemptionConflicts(id: string, statement: iam.PolicyStatement, exemptions: readonly Exemption[]): string[] {
  const conflicting = exemptions.filter(({ _bystanders: { operator, key, values } }) => {
    const present = (statement.conditions as Conditions)[operator]?.[key];
    return operator.startsWith('Bool') && present !== undefined && String(present) !== String(values);
  });
  return conflicting.map(
    ({ _bystanders: { operator, key } }) =>
      `${id} compares ${key} with ${operator} itself, so that it cannot be exempted from by the same key`,
  );
}
