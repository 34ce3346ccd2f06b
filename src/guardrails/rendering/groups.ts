import * as iam from 'aws-cdk-lib/aws-iam';
import { checkNotEmpty } from '../../private/checks';
import { type Fault, faultsOf } from '../../private/errors';
import type { StatementGroup } from '../../private/packed-documents';
import type { Exemption } from '../exemption';
import type { Guardrail } from '../guardrail';
import { exempted, exemptionConflicts } from './exempted';
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
  return renderingFaults({ guardrails, exemptions }, (id, statement) =>
    statement.hasPrincipal
      ? [`${id} names a principal, which is for a ResourceControlPolicy`]
      : statement.validateForIdentityPolicy().map((message) => `${id} is incomplete: ${message}`),
  );
}

/** What cannot be rendered where resources are judged, whoever calls. */
export function resourceControlFaults(rendered: Rendered): Fault[] {
  return renderingFaults(rendered, (id, statement) => {
    const { Principal, NotAction, Action, Resource, NotResource } = statement.toStatementJson();
    const foreign = [Action ?? []]
      .flat()
      .filter((action: string) => !RCP_SERVICES.includes(action.split(':')[0]) || !action.includes(':'));
    return [
      ...(Principal === '*'
        ? []
        : [
            `${id} must be for the principal "*", as statements of a resource control policy are: render it as a ServiceControlPolicy`,
          ]),
      ...(NotAction ? [`${id} must name its actions, since a resource control policy has no NotAction`] : []),
      ...(Resource || NotResource ? [] : [`${id} must name resources`]),
      ...foreign.map(
        (action: string) => `${id} must name actions of services that resource control policies reach, got ${action}`,
      ),
    ];
  });
}

function renderingFaults(
  { guardrails, exemptions = [] }: Rendered,
  check: (id: string, statement: iam.PolicyStatement) => string[],
): Fault[] {
  const perStatement = guardrails.flatMap((guardrail) =>
    guardrail.statements().map((statement) => ({ id: guardrail.id, statement })),
  );
  return [
    ...faultsOf('InvalidGuardrail', checkNotEmpty('guardrails', guardrails)),
    ...faultsOf(
      'UnsupportedStatement',
      perStatement.flatMap(({ id, statement }) => check(id, statement)),
    ),
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
