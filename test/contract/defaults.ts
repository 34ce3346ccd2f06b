import * as spec from '@jsii/spec';
import * as core from 'aws-cdk-lib';
import * as library from '../../src';
import { localName, typesOf } from './assembly';

/** A default that the documentation states as code. */
export interface StatedDefault {
  /** The prop, such as `trust.SageMakerPrincipalOptions.source`. */
  readonly prop: string;
  readonly literal: string;
}

/** How to see the effect of a prop. */
export interface DefaultRow {
  /** What a minimal construct makes of the prop; it is left out where no value is given. */
  readonly observe: (value?: never) => unknown;
  /** A value that is not the default: the row would prove nothing if it made no difference. */
  readonly other: unknown;
}

const WORDS = /^- .*$/s;
const LITERAL = /^(?:`([^`]+)`|(.+?))(?: - .*)?$/s;

/** All defaults of the assembly but those that describe the behaviour in words, which begin with a dash. */
export function statedDefaults(assembly: spec.Assembly): StatedDefault[] {
  return typesOf(assembly)
    .filter((type) => !spec.isEnumType(type))
    .flatMap((type) =>
      (type.properties ?? []).map(({ name, docs }) => ({
        prop: `${localName(assembly, type.fqn)}.${name}`,
        text: docs?.default?.trim(),
      })),
    )
    .flatMap(({ prop, text }) => (text === undefined || WORDS.test(text) ? [] : [{ prop, literal: literalOf(text) }]));
}

/** What stands before the explanation: `` `X` - why `` and `X - why` state the literal X. */
export function literalOf(text: string): string {
  const [, quoted, bare] = LITERAL.exec(text) ?? [];
  return quoted ?? bare ?? text;
}

/** The value of a literal, as a user of that submodule would write it. */
export function evaluate({ prop, literal }: StatedDefault): unknown {
  const { Duration, RemovalPolicy, Size, TimeZone } = core;
  const names: Record<string, unknown> = { Duration, RemovalPolicy, Size, TimeZone, ...library, ...submoduleOf(prop) };
  try {
    return new Function(...Object.keys(names), `'use strict'; return (${literal});`)(...Object.values(names));
  } catch (error) {
    throw new Error(
      `${prop}: the default ${JSON.stringify(literal)} is no code; one in words begins with a dash (${error})`,
    );
  }
}

function submoduleOf(prop: string): Record<string, unknown> {
  const path = prop.split('.').slice(0, -2);
  return path.reduce(
    (module, name) => (module[name] ?? {}) as Record<string, unknown>,
    library as Record<string, unknown>,
  );
}
