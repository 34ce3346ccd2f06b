import type { Stack } from 'aws-cdk-lib';
import type { permissions } from '../../../src';
import { ACTIONS } from '../../../src/conditions/catalogue';
import { keyNamed } from '../../../src/conditions/known-key';
import { namesAction, type Request } from '../../../src/private/decisions/decision';
import { type Statement, statementsOf } from '../../../src/private/decisions/document';
import { ENVIRONMENTS } from '../../effects/environment';
import { resolveIntrinsics } from '../../effects/intrinsics';
import { pick, type Random } from '../../random';

/** The statements of a permission, as they are in an account. */
export function statementsIn(stack: Stack, permission: permissions.Permission): Statement[] {
  const json = permission.statements().map((statement) => stack.resolve(statement.toStatementJson()));
  return statementsOf(resolveIntrinsics({ Version: '2012-10-17', Statement: json }, {}, ENVIRONMENTS[0]));
}

/** The actions of SageMaker that both name. */
export function commonActions(one: readonly Statement[], other: readonly Statement[]): string[] {
  const names = (statements: readonly Statement[], action: string) =>
    statements.some((statement) => namesAction(statement, action));
  return ACTIONS.map((name) => `sagemaker:${name}`).filter((action) => names(one, action) && names(other, action));
}

/** A request for an action whose keys and resource have values that the statements compare, others, or none. */
export function requestFor(action: string, statements: readonly Statement[], random: Random): Request {
  const naming = statements.filter((statement) => namesAction(statement, action));
  const resources = naming.flatMap(({ resources: scope }) => scope?.patterns.map(({ text }) => text) ?? []);
  const values = new Map<string, string[]>();
  for (const { key, values: compared } of naming.flatMap(({ conditions }) => conditions)) {
    values.set(key, [...(values.get(key) ?? []), ...compared.map(({ text }) => text)]);
  }
  const context = [...values].map(([key, compared]) => [key, given(key, compared, random)]);
  return { action, resource: example(pick(resources, random)), context: Object.fromEntries(context) };
}

function given(key: string, compared: readonly string[], random: Random): string | string[] | undefined {
  const texts = compared.filter((text) => !['true', 'false'].includes(text) || keyNamed(key)?.type === 'Bool');
  const [value, other] = [texts, texts].map((each) => example(pick([...each, ...each, 'other'], random)));
  const present = keyNamed(key)?.multiValued ? pick([[value], [value, other]], random) : value;
  return pick([present, present, present, undefined], random);
}

function example(pattern: string): string {
  return pattern.replaceAll('*', 'some').replaceAll('?', 'x');
}
