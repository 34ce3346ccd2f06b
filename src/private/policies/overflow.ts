import { type Fault, faultsOf } from '../errors';
import type { Packing } from './packed-documents';

export interface PolicyQuota {
  /** The most characters of one policy. */
  readonly maxLength: number;
  /** The most policies. */
  readonly maxPolicies: number;
}

/** What does not fit, with what takes how much. */
export function overflowFaults(packing: Packing, { maxLength, maxPolicies }: PolicyQuota): Fault[] {
  const lengths = packing.documents.map(({ size }) => size.atLeast);
  const tooLong = lengths.filter((length) => length > maxLength);
  const usage = packing.groups.map(({ id, length }) => `${id} ${length}`).join(', ');
  return [
    ...faultsOf(
      'PolicyOverflow',
      tooLong.map(
        (length) =>
          `a policy must have at most ${maxLength} characters, got a single statement of ${length}; characters per item: ${usage}`,
      ),
    ),
    ...faultsOf(
      'PolicyOverflow',
      lengths.length > maxPolicies
        ? [
            `there must be at most ${maxPolicies} policies of ${maxLength} characters, got ${lengths.length}; characters per item: ${usage}`,
          ]
        : [],
    ),
  ];
}
