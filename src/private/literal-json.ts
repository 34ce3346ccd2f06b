import type { Stack } from 'aws-cdk-lib';
import { knownPseudo } from './pseudo-parameters';

export interface LiteralJson {
  readonly value: unknown;
  /** The intrinsic functions for which no value is known. */
  readonly unresolved: readonly string[];
}

/** JSON without intrinsic functions, as far as the environment of the stack says what they give. */
export function literalJson(stack: Stack, json: unknown): LiteralJson {
  const unresolved = new Set<string>();
  const value = literal(stack, stack.resolve(json), unresolved);
  return { value, unresolved: [...unresolved].sort() };
}

function literal(stack: Stack, value: unknown, unresolved: Set<string>): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => literal(stack, item, unresolved));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [];
  if (entries.length === 1 && (name === 'Ref' || name?.startsWith('Fn::'))) {
    return intrinsic(stack, name, argument, unresolved);
  }
  return Object.fromEntries(entries.map(([key, item]) => [key, literal(stack, item, unresolved)]));
}

function intrinsic(stack: Stack, name: string, argument: unknown, unresolved: Set<string>): unknown {
  if (name === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
    return argument[1].map((item) => literal(stack, item, unresolved)).join(String(argument[0]));
  }
  const known = name === 'Ref' ? knownPseudo(stack, String(argument)) : undefined;
  if (known === undefined) {
    unresolved.add(name === 'Ref' ? String(argument) : name);
  }
  return known;
}

/** JSON without white space; a token where values are only known once deployed. */
export function jsonText(stack: Stack, json: unknown): string {
  const { value, unresolved } = literalJson(stack, json);
  return unresolved.length ? stack.toJsonString(json) : JSON.stringify(value);
}
