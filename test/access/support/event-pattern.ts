type Json = Readonly<Record<string, unknown>>;

/**
 * Whether an event matches a pattern, as EventBridge decides it: a list has the values that a field may have, an object goes into the
 * field, and `$or` has alternatives. Refuses content filters, none of which it knows.
 */
export function matches(pattern: Json, event: unknown): boolean {
  return Object.entries(pattern).every(([name, expected]) => {
    if (name === '$or') {
      return (expected as Json[]).some((one) => matches(one, event));
    }
    const value = (event as Json | undefined)?.[name];
    if (!Array.isArray(expected)) {
      return typeof value === 'object' && value !== null && matches(expected as Json, value);
    }
    if (expected.some((one) => typeof one === 'object')) {
      throw new Error(`content filters are not known: ${JSON.stringify(expected)}`);
    }
    return Array.isArray(value) ? value.some((one) => expected.includes(one)) : expected.includes(value);
  });
}
