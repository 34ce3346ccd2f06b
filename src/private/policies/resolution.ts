import { type Stack, Token } from 'aws-cdk-lib';

/** Resolves values as a stack does. */
export type Resolution = Pick<Stack, 'resolve'>;

/**
 * A resolution that resolves each text once. Policies name the same few ARNs in many statements, and packing compares and measures
 * these again and again. It must not outlive the call that needs it, since the value of a token can change until synth.
 */
export class RememberedResolution implements Resolution {
  private readonly known = new Map<string, unknown>();

  constructor(private readonly stack: Stack) {}

  public resolve(value: unknown): unknown {
    if (typeof value === 'string') {
      return this.text(value);
    }
    if (Array.isArray(value) && !Token.isUnresolved(value)) {
      return value.map((item) => this.resolve(item)).filter((item) => item !== undefined);
    }
    return isPlain(value) ? this.fields(value) : this.stack.resolve(value);
  }

  private text(text: string): unknown {
    if (!Token.isUnresolved(text)) {
      return text;
    }
    const known = this.known.get(text) ?? this.stack.resolve(text);
    this.known.set(text, known);
    return known;
  }

  private fields(object: object): object {
    const entries = Object.entries(object).map(([key, value]) => [key, this.resolve(value)] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
}

/** An object that is no token, and whose keys are none. */
function isPlain(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !Token.isUnresolved(value) &&
    !Object.keys(value).some((key) => Token.isUnresolved(key))
  );
}
