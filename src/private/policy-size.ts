import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { knownPseudo } from './pseudo-parameters';

/**
 * How many characters a policy document has once CloudFormation has put in the values that synth does not know.
 *
 * IAM does not count white space, so the document is measured without any.
 */
export interface PolicySize {
  /** What the document has in any case. */
  readonly atLeast: number;
  /** What it may have where unknown values are as long as they can be. */
  readonly atMost: number;
}

/** Bounds of what synth cannot know. Names and ARNs that CloudFormation makes stay below these. */
export const UNKNOWN: PolicySize = { atLeast: 1, atMost: 128 };
export const UNKNOWN_PSEUDO: Record<string, PolicySize> = {
  'AWS::AccountId': { atLeast: 12, atMost: 12 },
  'AWS::Partition': { atLeast: 'aws'.length, atMost: 'aws-us-gov'.length },
  'AWS::Region': { atLeast: 'us-east-1'.length, atMost: 'ap-southeast-1'.length + 1 },
  'AWS::URLSuffix': { atLeast: 'c2s.ic.gov'.length, atMost: 'amazonaws.com.cn'.length + 4 },
};

/** Measures a policy document, statement or any other JSON value of a stack. */
export function policySize(scope: IConstruct, document: unknown): PolicySize {
  const stack = Stack.of(scope);
  return sizeOf(stack, stack.resolve(document));
}

function sizeOf(stack: Stack, value: unknown): PolicySize {
  if (Array.isArray(value)) {
    return enclosed(value.map((item) => sizeOf(stack, item)));
  }
  if (isObject(value)) {
    const intrinsic = intrinsicSize(stack, value);
    return intrinsic
      ? plus(intrinsic, 2)
      : enclosed(entriesOf(value).map(([k, v]) => plus(sizeOf(stack, v), JSON.stringify(k).length + 1)));
  }
  return exactly(JSON.stringify(value)?.length ?? 0);
}

/** Without the quotes, since intrinsics nest in each other and only the outermost one becomes a JSON string. */
function intrinsicSize(stack: Stack, value: Record<string, unknown>): PolicySize | undefined {
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
  if (others.length > 0 || (name !== 'Ref' && !name.startsWith('Fn::'))) {
    return undefined;
  }
  if (name === 'Ref') {
    return pseudoSize(stack, String(argument));
  }
  if (name === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
    return joinSize(stack, String(argument[0]), argument[1]);
  }
  if (name === 'Fn::Sub') {
    return subSize(stack, Array.isArray(argument) ? String(argument[0]) : String(argument));
  }
  return UNKNOWN;
}

function joinSize(stack: Stack, delimiter: string, items: unknown[]): PolicySize {
  const delimiters = exactly(textLength(delimiter) * Math.max(items.length - 1, 0));
  return sum([delimiters, ...items.map((item) => textSize(stack, item))]);
}

function subSize(stack: Stack, template: string): PolicySize {
  const parts = template.split(/(\$\{[^}!]+\})/).filter(Boolean);
  return sum(
    parts.map((part) =>
      part.startsWith('${') && !part.startsWith('${!')
        ? pseudoSize(stack, part.slice(2, -1))
        : exactly(textLength(part.replaceAll('${!', '${'))),
    ),
  );
}

function textSize(stack: Stack, value: unknown): PolicySize {
  return typeof value === 'string'
    ? exactly(textLength(value))
    : isObject(value)
      ? (intrinsicSize(stack, value) ?? UNKNOWN)
      : UNKNOWN;
}

function pseudoSize(stack: Stack, name: string): PolicySize {
  const known = knownPseudo(stack, name);
  return known === undefined ? (UNKNOWN_PSEUDO[name] ?? UNKNOWN) : exactly(known.length);
}

/** The length of a text inside a JSON string, escapes included, quotes not. */
function textLength(text: string): number {
  return JSON.stringify(text).length - 2;
}

/** Brackets or braces around the items, commas between them. */
function enclosed(items: PolicySize[]): PolicySize {
  return plus(sum(items), 2 + Math.max(items.length - 1, 0));
}

function entriesOf(value: Record<string, unknown>): [string, unknown][] {
  return Object.entries(value).filter(([, v]) => v !== undefined);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function exactly(length: number): PolicySize {
  return { atLeast: length, atMost: length };
}

function plus(size: PolicySize, length: number): PolicySize {
  return { atLeast: size.atLeast + length, atMost: size.atMost + length };
}

function sum(sizes: PolicySize[]): PolicySize {
  return sizes.reduce((a, b) => ({ atLeast: a.atLeast + b.atLeast, atMost: a.atMost + b.atMost }), exactly(0));
}
