/** Gives the next of the numbers from 0 to below 1 that look random and are the same in every run. */
export type Random = () => number;

export function randomNumbers(seed: number): Random {
  let state = seed + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** An item of a list, by the next number. */
export function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)];
}
