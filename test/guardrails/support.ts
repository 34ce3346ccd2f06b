import { Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { guardrails } from '../../src';
import { testApp } from '../app';

export const VIRGINIA = { account: '111122223333', region: 'us-east-1' };

export function stackIn(env?: StackProps['env']): Stack {
  return new Stack(testApp(), 'Stack', { env });
}

export interface StatementJson {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action?: string | string[];
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

/** The statements of guardrails as a service control policy has them, in its order. */
export function statementsOf(...given: guardrails.Guardrail[]): StatementJson[] {
  const stack = stackIn(VIRGINIA);
  const { documents } = new guardrails.ServiceControlPolicy(stack, 'Scp', { guardrails: given, targetIds: ['r-ab12'] });
  return documents.flatMap((document) => JSON.parse(document).Statement);
}

/** The properties of the policies of a type in the order of their logical ids. */
export function propertiesOf(stack: Stack, type: string): Record<string, unknown>[] {
  const found = Template.fromStack(stack).findResources(type);
  return Object.keys(found)
    .sort()
    .map((id) => found[id].Properties);
}
