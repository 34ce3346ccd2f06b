import { basename } from 'node:path';
import type { ExpectedFinding, SkippedSample } from '../../test/nag/cfn-lint';
import type { Synthesized } from './synthesis';

/** A finding in the JSON format of cfn-lint. */
export interface Finding {
  readonly Filename: string;
  readonly Level: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly (string | number)[] | null };
}

/** The type of a resource in a template file. */
export type TypeOf = (file: string, logicalId: string) => string | undefined;

/** What is found and not expected, and what is expected and not found, one per line. */
export function findingFaults(
  findings: readonly Finding[],
  expected: readonly ExpectedFinding[],
  typeOf: TypeOf,
): string[] {
  const unmatched = new Set(expected);
  const unexpected = findings.filter((finding) => {
    const row = expected.find((one) => matches(finding, one, typeOf));
    unmatched.delete(row!);
    return !row;
  });
  return [
    ...unexpected.map(textOf),
    ...[...unmatched].map(({ rule, type, path }) => `${rule} of ${type} at ${path} is expected, and never found`),
  ];
}

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

function matches(
  { Rule, Location, Filename }: Finding,
  { rule, type, path }: ExpectedFinding,
  typeOf: TypeOf,
): boolean {
  const [section, logicalId, ...rest] = Location.Path ?? [];
  const steps = path.split('/');
  return (
    Rule.Id === rule &&
    (section === 'Resources' ? typeOf(Filename, String(logicalId)) : section) === type &&
    steps.length === rest.length &&
    steps.every((step, index) => step === '*' || step === String(rest[index]))
  );
}

function textOf({ Filename, Level, Message, Rule, Location }: Finding): string {
  const place = Location.Path?.join('/') ?? 'the template';
  return `${Level} ${Rule.Id} in ${basename(Filename)} at ${place}: ${Message}`;
}
