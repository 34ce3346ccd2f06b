/**
 * The one walk over the JSON of a template. A reader says what each form is worth to it and walks into the parts that it
 * wants with `readJson`, since functions such as `Fn::If` do not evaluate all of their arguments.
 */
export interface JsonReader<T> {
  /** A text, number, truth value or null, or a value that JSON leaves out. */
  scalar(value: unknown): T;
  list(items: readonly unknown[]): T;
  /** An object that is no call of an intrinsic function. */
  object(fields: Readonly<Record<string, unknown>>): T;
  /** `{ "Fn::Join": argument }`, and the same of `Ref` and every other intrinsic function. */
  call(name: string, argument: unknown): T;
}

export function readJson<T>(json: unknown, reader: JsonReader<T>): T {
  if (Array.isArray(json)) {
    return reader.list(json);
  }
  if (typeof json !== 'object' || json === null) {
    return reader.scalar(json);
  }
  const [[name, argument] = ['', undefined], ...others] = Object.entries(json);
  const isCall = others.length === 0 && isIntrinsicName(name);
  return isCall ? reader.call(name, argument) : reader.object(json as Record<string, unknown>);
}

export function isIntrinsicName(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

/** What `Fn::Join` puts together; undefined where its items are not a literal list. */
export interface JoinArguments {
  readonly separator: string;
  readonly items: readonly unknown[];
}

export function joinArguments(argument: unknown): JoinArguments | undefined {
  const [separator, items] = Array.isArray(argument) ? argument : [];
  return typeof separator === 'string' && Array.isArray(items) ? { separator, items } : undefined;
}

/** A piece of the text of `Fn::Sub`: literal text, or the name of what replaces it. */
export type SubPiece = { readonly text: string } | { readonly name: string };

/** The pieces of the text of `Fn::Sub`, in order. `${!Name}` is the literal text `${Name}`. */
export function subPieces(template: string): SubPiece[] {
  return template.split(/\$\{([^}]*)\}/).flatMap((piece, index): SubPiece[] => {
    if (index % 2 === 0) {
      return piece ? [{ text: piece }] : [];
    }
    return [piece.startsWith('!') ? { text: `\${${piece.slice(1)}}` } : { name: piece }];
  });
}
