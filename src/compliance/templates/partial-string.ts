import { LetterCase, literalSource, patternSource, wholeText } from '../../private/iam-pattern';
import { type Absent, type Pseudo, type Reference, type Scalar, scalar, type Unknown } from './simple-values';
import type { Truth } from './truth';

export type StringPart = string | Pseudo | Reference | Unknown;

/**
 * Text whose parts need not all be known. What is not known is kept as what it stands for, so that `${AWS::AccountId}`
 * can be told to be the own account.
 */
export class PartialString {
  /** Puts parts one after another. */
  public static join(parts: readonly StringPart[]): PartialString {
    const merged: StringPart[] = [];
    for (const part of parts) {
      const last = merged.at(-1);
      if (typeof part === 'string' && typeof last === 'string') {
        merged[merged.length - 1] = last + part;
      } else if (part !== '') {
        merged.push(part);
      }
    }
    return new PartialString(merged);
  }

  public readonly kind = 'partialString';
  private glob?: RegExp;

  constructor(public readonly parts: readonly StringPart[]) {}

  /** The text where all of it is known. */
  public get literal(): string | undefined {
    return this.parts.every((part) => typeof part === 'string') ? this.parts.join('') : undefined;
  }

  /** Why it is not known; undefined where it is, or where only references and pseudo parameters are left open. */
  public get unknown(): Unknown | undefined {
    return this.parts.find((part): part is Unknown => typeof part !== 'string' && part.kind === 'unknown');
  }

  /** The simplest value that says the same. */
  public get value(): Scalar | PartialString | Reference | Unknown | Absent {
    const [only, ...more] = this.parts;
    if (this.literal !== undefined) {
      return scalar(this.literal);
    }
    return more.length === 0 && typeof only !== 'string' && only.kind !== 'pseudo' ? only : this;
  }

  /** Whether it is the text, `maybe` where that hangs on what is not known. */
  public equals(text: string): Truth {
    const { literal } = this;
    if (literal !== undefined) {
      return literal === text ? 'yes' : 'no';
    }
    return this.compare(wholeText(this.source(literalSource), LetterCase.EXACT), text);
  }

  /** Whether it begins with the text. */
  public startsWith(text: string): Truth {
    const [first] = this.parts;
    const known = typeof first === 'string' ? first : '';
    if (known.startsWith(text)) {
      return 'yes';
    }
    return this.literal === undefined && text.startsWith(known) ? 'maybe' : 'no';
  }

  /** Whether it, read as a pattern of IAM with `*` and `?`, takes in the text. The case of letters does not count, as for actions. */
  public covers(text: string): Truth {
    this.glob ??= wholeText(this.source(patternSource), LetterCase.IGNORED);
    return this.compare(this.glob, text);
  }

  /** For people: what is not known stands in braces. */
  public toString(): string {
    return this.parts.map(partText).join('');
  }

  private source(render: (literal: string) => string): string {
    return this.parts.map((part) => (typeof part === 'string' ? render(part) : '.*')).join('');
  }

  private compare(pattern: RegExp, text: string): Truth {
    if (!pattern.test(text)) {
      return 'no';
    }
    return this.literal === undefined ? 'maybe' : 'yes';
  }
}

function partText(part: StringPart): string {
  if (typeof part === 'string') {
    return part;
  }
  switch (part.kind) {
    case 'pseudo':
      return `\${${part.name}}`;
    case 'reference':
      return `\${${part.declaration.logicalId}${part.attribute === 'Ref' ? '' : `.${part.attribute}`}}`;
    default:
      return '${?}';
  }
}
