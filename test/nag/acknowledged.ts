import type { Stack } from 'aws-cdk-lib';
import { type Acknowledgement, acknowledge, allFindings } from './packs';

/**
 * Shows that the rule packs find in a stack what is acknowledged and nothing else, and that no acknowledgement is superfluous.
 *
 * @param findingsWithout what is found where one acknowledgement is missing; all packs are asked unless it asks fewer
 */
export function testAcknowledgements(
  make: () => Stack,
  acknowledgements: readonly Acknowledgement[],
  findingsWithout: (stack: Stack, missing: Acknowledgement) => string[] = allFindings,
): void {
  test('find what is acknowledged, and nothing else', () => {
    expect(allFindings(make())).toEqual(acknowledgements.map(told).sort());
  });

  test('find nothing once all of it is acknowledged', () => {
    const stack = make();
    acknowledge(stack, acknowledgements);
    expect(allFindings(stack)).toEqual([]);
  });

  test.each(acknowledgements)('find $finding of $path where that alone is not acknowledged', (missing) => {
    const stack = make();
    acknowledge(
      stack,
      acknowledgements.filter((one) => one !== missing),
    );
    expect(findingsWithout(stack, missing)).toEqual([told(missing)]);
  });
}

function told({ path, finding }: Acknowledgement): string {
  return `${path}: ${finding}`;
}
