import { type Duration, type Size, SizeRoundingBehavior } from 'aws-cdk-lib';

/** Keeps fractions, so that validation can report them. */
export function gibibytes(size: Size): number {
  return size.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
}

/** For checks: undefined for a size that only the deployment knows. */
export function knownGibibytes(size: Size | undefined): number | undefined {
  return size === undefined || size.isUnresolved() ? undefined : gibibytes(size);
}

/** For checks: undefined for a duration that only the deployment knows. Keeps fractions. */
export function knownMinutes(duration: Duration | undefined): number | undefined {
  return duration === undefined || duration.isUnresolved() ? undefined : duration.toMinutes({ integral: false });
}
