import type { guardrails } from '../../../src';
import { APPROVED_NETWORK } from './approved-network';
import { CALLER_ROWS } from './callers';
import { CUSTOM } from './custom';
import { ENCRYPTION } from './encryption';
import { EXEMPTION_ROWS } from './exemptions';
import { FILE_SYSTEM_ROWS } from './file-systems';
import { GENERATIVE_AI_ROWS } from './generative-ai';
import { JOBS } from './jobs';
import { NOTEBOOKS } from './notebooks';
import { ORGANIZATION_ROWS } from './organization';
import type { GuardrailRow, GuardrailRows, Sample } from './row';
import { STUDIO } from './studio';
import { TAGS } from './tags';

/** The rows of each file of this folder; the files are named after those of `src/guardrails/built-in`. */
const FILES: Readonly<Record<string, GuardrailRows>> = {
  'notebooks.ts': NOTEBOOKS,
  'approved-network.ts': APPROVED_NETWORK,
  'jobs.ts': JOBS,
  'encryption.ts': ENCRYPTION,
  'file-systems.ts': FILE_SYSTEM_ROWS,
  'studio.ts': STUDIO,
  'callers.ts': CALLER_ROWS,
  'generative-ai.ts': GENERATIVE_AI_ROWS,
  'tags.ts': TAGS,
  'organization.ts': ORGANIZATION_ROWS,
  'exemptions.ts': EXEMPTION_ROWS,
  'custom.ts': CUSTOM,
};

/** Every guardrail by the name of its factory. The README, the tests, the demo and the benchmarks all read this table. */
export const GUARDRAIL_ROWS: GuardrailRows = Object.assign({}, ...Object.values(FILES));

/** Every sample: by the name of its factory, and with what is special about it behind a comma. */
export const SAMPLES: Readonly<Record<string, Sample>> = Object.fromEntries(
  Object.entries(GUARDRAIL_ROWS).flatMap(([name, row]) => [
    [name, row] as const,
    ...Object.entries(row.variants ?? {}).map(([special, sample]) => [`${name}, ${special}`, sample] as const),
  ]),
);

export const SAMPLE_NAMES = Object.keys(SAMPLES);

/** What TypeScript finds too, but tests run without it. */
for (const [file, rows] of Object.entries(FILES)) {
  for (const [name, row] of Object.entries(rows)) {
    checkRow(`${name} in test/guardrails/table/${file}`, row);
    checkSample(name, file, row);
  }
}

function checkRow(what: string, row: GuardrailRow): void {
  for (const { make, denies, values } of [row, ...Object.values(row.variants ?? {})]) {
    if (!make || !denies || !values) {
      throw new Error(`${what} needs make, denies and values, also in each of its variants`);
    }
  }
  if (!row.compares) {
    throw new Error(`${what} needs compares: the keys that its statements may compare, by operator`);
  }
  if (row.short !== undefined && !row.variants?.[row.short]) {
    throw new Error(`${what} has no variant "${row.short}"`);
  }
}

function checkSample(name: string, file: string, { make }: GuardrailRow): void {
  try {
    make();
  } catch (error) {
    const places = `define it in src/guardrails/built-in/${file} and add its factory to src/guardrails/guardrail.ts`;
    throw new Error(`the sample of ${name} fails: ${(error as Error).message}; ${places}`, { cause: error });
  }
}

/** The factory that a sample is named after. */
export function factoryOf(sample: string): string {
  return sample.split(',')[0];
}

export function isForResources(sample: string): boolean {
  return GUARDRAIL_ROWS[factoryOf(sample)].forResources ?? false;
}

/** All guardrails but those that users put together. */
export const BUILT_IN_ROWS: GuardrailRows = Object.fromEntries(
  Object.entries(GUARDRAIL_ROWS).filter(([name]) => name !== 'custom'),
);

/** Built-in guardrails for callers, one of each factory, as an organization that wants all of them would give them. */
export const ALL_FOR_CALLERS: readonly string[] = Object.entries(BUILT_IN_ROWS)
  .filter(([, { forResources }]) => !forResources)
  .map(([name, { short }]) => (short === undefined ? name : `${name}, ${short}`));

/** The guardrails of `ALL_FOR_CALLERS` by the names of their factories. */
export const EVERY_GUARDRAIL: Readonly<Record<string, guardrails.Guardrail>> = Object.fromEntries(
  ALL_FOR_CALLERS.map((sample) => [factoryOf(sample), SAMPLES[sample].make()]),
);

/** Every built-in guardrail for resources. */
export const EVERY_RESOURCE_GUARDRAIL: Readonly<Record<string, guardrails.Guardrail>> = Object.fromEntries(
  Object.entries(GUARDRAIL_ROWS)
    .filter(([, { forResources }]) => forResources)
    .map(([name, row]) => [name, row.make()]),
);
