/** A clock that only counts how much time has passed, in milliseconds. */
export type Stopwatch = () => number;

/**
 * Counts the time that either clock has seen pass. A wall clock can be set back, and a monotonic clock may stand still while Lambda
 * freezes the function, so neither of them makes anything look younger than it is.
 */
export function stopwatch(...clocks: readonly (() => number)[]): Stopwatch {
  let last = clocks.map((clock) => clock());
  let elapsed = 0;
  return () => {
    const current = clocks.map((clock) => clock());
    elapsed += Math.max(0, ...current.map((time, index) => time - last[index]));
    last = current;
    return elapsed;
  };
}
