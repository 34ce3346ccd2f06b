import { ACCESS_SAMPLES } from './access';
import { NETWORK_SAMPLES } from './network';
import { NOTEBOOK_SAMPLES } from './notebooks';
import { POLICY_SAMPLES } from './policies';
import type { Sample, Samples } from './sample';
import { STUDIO_SAMPLES } from './studio';

/** The samples of every exported construct, by its name. A contract test compares the names with the assembly. */
export const SAMPLES: Samples = {
  ...ACCESS_SAMPLES,
  ...NETWORK_SAMPLES,
  ...NOTEBOOK_SAMPLES,
  ...POLICY_SAMPLES,
  ...STUDIO_SAMPLES,
};

type Kind = keyof Sample;

/** A row for each of them, for `test.each`. */
export const SAMPLE_ROWS: readonly (readonly [name: string, kind: Kind, build: Sample[Kind]])[] = Object.keys(SAMPLES)
  .sort()
  .flatMap((name) => (['minimal', 'customized'] as const).map((kind) => [name, kind, SAMPLES[name][kind]] as const));
