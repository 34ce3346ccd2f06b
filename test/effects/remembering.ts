/** Computes once for each text, and from then on gives what came out. */
export function remembering<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly result: T }>();
  return (text) => {
    const { result } = known.get(text) ?? { result: compute(text) };
    known.set(text, { result });
    return result;
  };
}
