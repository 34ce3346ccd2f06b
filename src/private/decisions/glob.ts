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

/** A variable in a pattern. */
interface PolicyVariable {
  /** In lower case. */
  readonly name: string;
  readonly byDefault?: string;
}

/** A pattern, taken apart before the values of its variables are known. */
type Parts = readonly (string | Wildcard | PolicyVariable)[];

function partsOf(pattern: string, hasWildcards: boolean): Parts {
  return (pattern.match(PIECE) ?? []).map((piece) => {
    const wildcard = hasWildcards ? WILDCARDS[piece] : undefined;
    if (wildcard !== undefined || piece.length === 1) {
      return wildcard ?? piece;
    }
    const [, name, byDefault] = VARIABLE.exec(piece) ?? [];
    if (name === undefined) {
      return piece;
    }
    return Object.hasOwn(ESCAPED, name) ? ESCAPED[name] : { name: name.toLowerCase(), byDefault };
  });
}

function isVariable(part: Parts[number]): part is PolicyVariable {
  return typeof part === 'object';
}

/** Values of variables stand for themselves, wildcards in them included. */
function filled(parts: Parts, variables: Variables): Glob | undefined {
  const glob: (string | Wildcard)[] = [];
  for (const part of parts) {
    if (isVariable(part)) {
      const value = variables(part.name) ?? part.byDefault;
      if (value === undefined) {
        return undefined;
      }
      glob.push(...value);
    } else {
      glob.push(part);
    }
  }
  return glob;
}

/** What another pattern has where one has a variable, if it is like that one and has no wildcard there. */
export function valuesIn(template: string, variable: string, pattern: string): string[] {
  const sources = (template.match(PIECE) ?? []).map((piece) => {
    const name = VARIABLE.exec(piece)?.[1];
    if (name === undefined) {
      return literalSource(piece);
    }
    return name.toLowerCase() === variable ? '([^*?$]+?)' : '.+?';
  });
  const found = new RegExp(`^${sources.join('')}$`).exec(pattern);
  return found ? found.slice(1) : [];
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
  const sources: string[] = [];
  let literal = '';
  for (const [index, part] of glob.entries()) {
    if (typeof part === 'string') {
      literal += part;
    } else {
      sources.push(literalSource(literal), `${crosses[index] ? '[^]' : '[^:]'}${part === Wildcard.MANY ? '*' : ''}`);
      literal = '';
    }
  }
  sources.push(literalSource(literal));
  return new RegExp(`^${sources.join('')}$`, comparison === Comparison.FOLDED ? 'i' : '');
}

/** A pattern of a policy, which is taken apart once. */
export class Pattern {
  /** The names of its variables, in lower case. */
  public readonly variables: readonly string[];
  private readonly parts: Parts;
  private expression?: RegExp;

  constructor(
    public readonly text: string,
    hasWildcards: boolean,
    public readonly comparison: Comparison,
  ) {
    this.parts = partsOf(text, hasWildcards);
    this.variables = this.parts.filter(isVariable).map(({ name }) => name);
  }

  /**
   * The pattern with the values of its variables.
   *
   * @returns undefined where a variable has neither a value nor a default
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
   */
  public globWith(variables: Variables): Glob | undefined {
    return filled(this.parts, variables);
  }

  /** Whether a text is what the pattern says. A pattern with a variable that has no value matches nothing. */
  public matches(text: string, variables: Variables): boolean {
    if (this.expression) {
      return this.expression.test(text);
    }
    const glob = this.globWith(variables);
    if (!glob) {
      return false;
    }
    const expression = expressionOf(glob, this.comparison);
    if (this.variables.length === 0) {
      this.expression = expression;
    }
    return expression.test(text);
  }

  /** Only the text, so that equal patterns have equal JSON. */
  public toJSON(): string {
    return this.text;
  }
}
