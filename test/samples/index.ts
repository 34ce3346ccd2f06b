import type { Construct } from 'constructs';
import { ACCESS_SAMPLES } from './access';
import { ADOPTED } from './adopted';
import { NETWORK_SAMPLES } from './network';
import { NOTEBOOK_SAMPLES } from './notebooks';
import { POLICY_SAMPLES } from './policies';
import type { Sample, Samples } from './sample';
import { STUDIO_SAMPLES } from './studio';

const ALL: Samples = {
  ...ACCESS_SAMPLES,
  ...NETWORK_SAMPLES,
  ...NOTEBOOK_SAMPLES,
  ...POLICY_SAMPLES,
  ...STUDIO_SAMPLES,
};

/** The samples of every exported construct, by its name. A contract test compares the names with the assembly. */
export const SAMPLES: Samples = Object.fromEntries(
  Object.entries(ALL).map(([name, sample]) => [name, { ...sample, adopted: ADOPTED[name] }]),
);

type Kind = keyof Sample;
type Build = (scope: Construct) => void;

const KINDS: readonly Kind[] = ['minimal', 'customized', 'adopted'];

/** A row for each of them, for `test.each`. */
export const SAMPLE_ROWS: readonly (readonly [name: string, kind: Kind, build: Build])[] = Object.keys(SAMPLES)
  .sort()
  .flatMap((name) => KINDS.flatMap((kind) => rowOf(name, kind)));

function rowOf(name: string, kind: Kind): (readonly [name: string, kind: Kind, build: Build])[] {
  const build = SAMPLES[name][kind];
  return build === undefined ? [] : [[name, kind, build]];
}
