import type { SkippedSample } from '../../test/acknowledgements/cfn-lint';
import type { Synthesized } from './synthesis';

/** Samples without a template that are not skipped, and skipped ones that have a template. */
export function skipFaults(samples: readonly Synthesized[], skipped: readonly SkippedSample[]): string[] {
  const unexplained = samples.filter(
    ({ sample, region, failure }) =>
      failure !== undefined &&
      !skipped.some(
        (skip) => skip.sample === sample && skip.regions.includes(region) && failure.includes(skip.because),
      ),
  );
  const superfluous = skipped.flatMap(({ sample, regions }) =>
    regions
      .filter((region) => !samples.some((one) => one.sample === sample && one.region === region && one.failure))
      .map((region) => `${sample} is skipped in ${region}, where it has a template`),
  );
  return [
    ...unexplained.map(({ sample, region, failure }) => `${sample} has no template in ${region}: ${failure}`),
    ...superfluous,
  ];
}
