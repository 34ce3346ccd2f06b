import type { Stack } from 'aws-cdk-lib';
import type { permissions } from '../../../src';
import { ACTIONS } from '../../../src/conditions/catalogue';
import { keyNamed } from '../../../src/conditions/known-key';
import { namesAction, type Request } from '../../../src/private/decisions/decision';
import { type Statement, statementsOf } from '../../../src/private/decisions/document';
import { ENVIRONMENTS } from '../../effects/environment';
import { resolveIntrinsics } from '../../effects/intrinsics';

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

/** Numbers that look random and are the same in every run. */
export class Sequence {
  private state = 1;

  public pick<T>(items: readonly T[]): T {
    this.state = (this.state * 48_271) % 2_147_483_647;
    return items[this.state % items.length];
  }
}

/** A request for an action whose keys and resource have values that the statements compare, others, or none. */
export function requestFor(action: string, statements: readonly Statement[], sequence: Sequence): Request {
  const naming = statements.filter((statement) => namesAction(statement, action));
  const resources = naming.flatMap(({ resources: scope }) => scope?.patterns.map(({ text }) => text) ?? []);
  const values = new Map<string, string[]>();
  for (const { key, values: compared } of naming.flatMap(({ conditions }) => conditions)) {
    values.set(key, [...(values.get(key) ?? []), ...compared.map(({ text }) => text)]);
  }
  const context = [...values].map(([key, compared]) => [key, given(key, compared, sequence)]);
  return { action, resource: example(sequence.pick(resources)), context: Object.fromEntries(context) };
}

function given(key: string, compared: readonly string[], sequence: Sequence): string | string[] | undefined {
  const texts = compared.filter((text) => !['true', 'false'].includes(text) || keyNamed(key)?.type === 'Bool');
  const [value, other] = [texts, texts].map((each) => example(sequence.pick([...each, ...each, 'other'])));
  const present = keyNamed(key)?.multiValued ? sequence.pick([[value], [value, other]]) : value;
  return sequence.pick([present, present, present, undefined]);
}

function example(pattern: string): string {
  return pattern.replaceAll('*', 'some').replaceAll('?', 'x');
}
