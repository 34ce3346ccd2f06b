/** Splits a list into lists of at most some items, in their order. */
export function batchesOf<T>(items: readonly T[], max: number): T[][] {
  const count = Math.ceil(items.length / max);
  return Array.from({ length: count }, (_, index) => items.slice(index * max, (index + 1) * max));
}
