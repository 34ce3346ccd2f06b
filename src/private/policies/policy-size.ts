import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type JsonReader, joinArguments, readJson, subPieces } from '../intrinsics';
import { knownPseudo } from '../pseudo-parameters';
import type { Resolution } from './resolution';

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
export function policySize(scope: IConstruct, document: unknown, resolution: Resolution = Stack.of(scope)): PolicySize {
  return readJson(resolution.resolve(document), new ValueReader(new TextReader(Stack.of(scope))));
}

/** Measures JSON values, of which texts have quotes. */
class ValueReader implements JsonReader<PolicySize> {
  constructor(private readonly texts: TextReader) {}

  public scalar(value: unknown): PolicySize {
    return exactly(JSON.stringify(value)?.length ?? 0);
  }

  public list(items: readonly unknown[]): PolicySize {
    return enclosed(items.map((item) => readJson(item, this)));
  }

  public object(fields: Readonly<Record<string, unknown>>): PolicySize {
    const present = Object.entries(fields).filter(([, field]) => field !== undefined);
    return enclosed(present.map(([key, field]) => plus(readJson(field, this), JSON.stringify(key).length + 1)));
  }

  public call(name: string, argument: unknown): PolicySize {
    return plus(this.texts.call(name, argument), 2);
  }
}

/** Measures texts without their quotes, since intrinsic functions nest and only the outermost becomes a JSON string. */
class TextReader implements JsonReader<PolicySize> {
  constructor(private readonly stack: Stack) {}

  public scalar(value: unknown): PolicySize {
    return typeof value === 'string' ? exactly(textLength(value)) : UNKNOWN;
  }

  public list(): PolicySize {
    return UNKNOWN;
  }

  public object(): PolicySize {
    return UNKNOWN;
  }

  public call(name: string, argument: unknown): PolicySize {
    switch (name) {
      case 'Ref':
        return this.reference(String(argument));
      case 'Fn::Join':
        return this.join(argument);
      case 'Fn::Sub':
        return this.sub(String(Array.isArray(argument) ? argument[0] : argument));
      default:
        return UNKNOWN;
    }
  }

  private reference(name: string): PolicySize {
    const known = knownPseudo(this.stack, name);
    return known === undefined ? (UNKNOWN_PSEUDO[name] ?? UNKNOWN) : exactly(known.length);
  }

  private join(argument: unknown): PolicySize {
    const joined = joinArguments(argument);
    if (!joined) {
      return UNKNOWN;
    }
    const separators = exactly(textLength(joined.separator) * Math.max(joined.items.length - 1, 0));
    return sum([separators, ...joined.items.map((item) => readJson(item, this))]);
  }

  private sub(template: string): PolicySize {
    return sum(
      subPieces(template).map((piece) => ('name' in piece ? this.reference(piece.name) : this.scalar(piece.text))),
    );
  }
}

/** The length of a text inside a JSON string, escapes included, quotes not. */
function textLength(text: string): number {
  return JSON.stringify(text).length - 2;
}

/** Brackets or braces around the items, commas between them. */
function enclosed(items: PolicySize[]): PolicySize {
  return plus(sum(items), 2 + Math.max(items.length - 1, 0));
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
