import type { Stack } from 'aws-cdk-lib';
import { type Acknowledgement, acknowledge, allFindings } from './packs';

/** Shows that the rule packs find in a stack what is acknowledged and nothing else, and that no acknowledgement is superfluous. */
export function testAcknowledgements(make: () => Stack, acknowledgements: readonly Acknowledgement[]): void {
  function findingsWith(acknowledged: readonly Acknowledgement[]): string[] {
    const stack = make();
    acknowledge(stack, acknowledged);
    return allFindings(stack);
  }

  test('find what is acknowledged, and nothing else', () => {
    expect(findingsWith([])).toEqual(acknowledgements.map(told).sort());
  });

  test('find nothing once all of it is acknowledged', () => {
    expect(findingsWith(acknowledgements)).toEqual([]);
  });

  test('find what is not acknowledged, so that no acknowledgement covers another finding', () => {
    for (const [some, others] of halves(acknowledgements)) {
      expect(findingsWith(some)).toEqual(others.map(told).sort());
    }
  });
}

/** Splits into two, so that any two items are apart in one of the splits. Each half comes first once. */
function halves<T>(items: readonly T[]): [some: T[], others: T[]][] {
  const bits = [...Array(Math.ceil(Math.log2(Math.max(items.length, 1)))).keys()];
  return bits.flatMap((bit) => {
    const [zeros, ones] = [0, 1].map((value) => items.filter((_, index) => ((index >> bit) & 1) === value));
    return [
      [zeros, ones],
      [ones, zeros],
    ] as [T[], T[]][];
  });
}

function told({ path, finding }: Acknowledgement): string {
  return `${path}: ${finding}`;
}
