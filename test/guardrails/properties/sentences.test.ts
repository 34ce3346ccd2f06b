import fc from 'fast-check';
import { SAMPLE_NAMES } from '../table';
import { compared, documentsOf } from './decisions';

const RUNS = 160;

describe('the policy decides as the sentence says', () => {
  test.each(SAMPLE_NAMES)('of %s', async (name) => {
    const { details, seen } = await compared(name, documentsOf(name), RUNS);
    // Tells the request, the seed and the path where they differ.
    expect(details.failed ? fc.defaultReportMessage(details) : undefined).toBeUndefined();
    expect(seen.denied + seen.allowed).toBe(RUNS);
    expect(Math.min(seen.denied, seen.allowed)).toBeGreaterThan(RUNS / 40);
  });
});
