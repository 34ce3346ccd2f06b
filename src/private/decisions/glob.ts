import { literalSource } from '../iam-pattern';

/** The two wildcards of IAM. */
export enum Wildcard {
  /** `?`, which stands for one character. */
  ONE = 1,
  /** `*`, which stands for any number of characters. */
  MANY = 2,
}

/** A pattern, taken apart: characters that stand for themselves, and wildcards. */
export type Glob = readonly (string | Wildcard)[];

/** How a pattern is compared with a text. */
export enum Comparison {
  EXACT = 'exact',
  /** Without regard to case. */
  FOLDED = 'folded',
  /** As ARNs: in the first five parts no wildcard stands for a colon. */
  ARN = 'arn',
}

/** The value of a policy variable; undefined where the request has none. */
export type Variables = (key: string) => string | undefined;

const PIECE = /\$\{[^}]*\}|[\s\S]/g;
const VARIABLE = /^\$\{\s*([^,}]+?)\s*(?:,\s*'([^']*)'\s*)?\}$/;
const ESCAPED: Readonly<Record<string, string>> = { '*': '*', '?': '?', $: '$' };
const WILDCARDS: Readonly<Record<string, Wildcard>> = { '?': Wildcard.ONE, '*': Wildcard.MANY };

/** The names of the variables in a pattern, in lower case. */
export function variablesIn(pattern: string): string[] {
  return (pattern.match(PIECE) ?? []).flatMap((piece) => {
    const name = VARIABLE.exec(piece)?.[1];
    return name === undefined || Object.hasOwn(ESCAPED, name) ? [] : [name.toLowerCase()];
  });
}

/**
 * Takes a pattern apart. Values of variables stand for themselves, wildcards in them included.
 *
 * @returns undefined where a variable has neither a value nor a default
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function globOf(pattern: string, hasWildcards: boolean, variables: Variables): Glob | undefined {
  const parts: (string | Wildcard)[] = [];
  for (const piece of pattern.match(PIECE) ?? []) {
    const variable = VARIABLE.exec(piece);
    const wildcard = hasWildcards ? WILDCARDS[piece] : undefined;
    if (variable) {
      const [, name, byDefault] = variable;
      const value = ESCAPED[name] ?? variables(name.toLowerCase()) ?? byDefault;
      if (value === undefined) {
        return undefined;
      }
      parts.push(...value);
    } else {
      parts.push(wildcard ?? piece);
    }
  }
  return parts;
}

/** For each part of a pattern, whether a wildcard there may stand for a colon. */
export function crossesColons(glob: Glob, comparison: Comparison): boolean[] {
  let colons = 0;
  return glob.map((part) => {
    colons += part === ':' ? 1 : 0;
    return comparison !== Comparison.ARN || colons >= 5;
  });
}

/** The texts that a pattern matches. */
export function expressionOf(glob: Glob, comparison: Comparison): RegExp {
  const crosses = crossesColons(glob, comparison);
  const sources = glob.map((part, index) => {
    if (typeof part === 'string') {
      return literalSource(part);
    }
    return `${crosses[index] ? '[^]' : '[^:]'}${part === Wildcard.MANY ? '*' : ''}`;
  });
  return new RegExp(`^${sources.join('')}$`, comparison === Comparison.FOLDED ? 'i' : '');
}

/** A pattern of a policy, whose expression is made once where it has no variables. */
export class Pattern {
  private expression?: RegExp;

  constructor(
    public readonly text: string,
    public readonly hasWildcards: boolean,
    public readonly comparison: Comparison,
  ) {}

  /** Whether a text is what the pattern says. A pattern with a variable that has no value matches nothing. */
  public matches(text: string, variables: Variables): boolean {
    if (variablesIn(this.text).length > 0) {
      const glob = globOf(this.text, this.hasWildcards, variables);
      return glob !== undefined && expressionOf(glob, this.comparison).test(text);
    }
    this.expression ??= expressionOf(globOf(this.text, this.hasWildcards, variables)!, this.comparison);
    return this.expression.test(text);
  }

  /** Without the expression, so that equal patterns have equal JSON. */
  public toJSON(): string {
    return this.text;
  }
}
