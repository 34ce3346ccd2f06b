import type { Stack } from 'aws-cdk-lib';
import { type JsonReader, joinArguments, readJson } from './intrinsics';
import { knownPseudo } from './pseudo-parameters';

export interface LiteralJson {
  readonly value: unknown;
  /** The intrinsic functions for which no value is known. */
  readonly unresolved: readonly string[];
}

/** JSON without intrinsic functions, as far as the environment of the stack says what they give. */
export function literalJson(stack: Stack, json: unknown): LiteralJson {
  const reader = new LiteralReader(stack);
  const value = readJson(stack.resolve(json), reader);
  return { value, unresolved: [...reader.unresolved].sort() };
}

class LiteralReader implements JsonReader<unknown> {
  public readonly unresolved = new Set<string>();

  constructor(private readonly stack: Stack) {}

  public scalar(value: unknown): unknown {
    return value;
  }

  public list(items: readonly unknown[]): unknown {
    return items.map((item) => readJson(item, this));
  }

  public object(fields: Readonly<Record<string, unknown>>): unknown {
    return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, readJson(field, this)]));
  }

  public call(name: string, argument: unknown): unknown {
    const joined = name === 'Fn::Join' ? joinArguments(argument) : undefined;
    if (joined) {
      return joined.items.map((item) => readJson(item, this)).join(joined.separator);
    }
    const known = name === 'Ref' ? knownPseudo(this.stack, String(argument)) : undefined;
    if (known === undefined) {
      this.unresolved.add(name === 'Ref' ? String(argument) : name);
    }
    return known;
  }
}

/** JSON text for people: what only the deployment knows is a placeholder such as `${AWS::Partition}`. */
export function readableJson(stack: Stack, json: unknown): string | undefined {
  return JSON.stringify(readJson(stack.resolve(json), new ReadableReader(stack)));
}

class ReadableReader extends LiteralReader {
  public call(name: string, argument: unknown): unknown {
    return (
      super.call(name, argument) ?? `\${${name === 'Ref' ? argument : [name, JSON.stringify(argument)].join(' ')}}`
    );
  }
}

/** JSON without white space; a token where values are only known once deployed. */
export function jsonText(stack: Stack, json: unknown): string {
  const { value, unresolved } = literalJson(stack, json);
  return unresolved.length ? stack.toJsonString(json) : JSON.stringify(value);
}
