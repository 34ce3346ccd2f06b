import { createHash } from 'node:crypto';
import { testApp } from '../../app';
import { contextOf, SOUND_EXAMPLES } from '../../examples/catalogue';
import { SAMPLE_ROWS } from '../../samples';
import extract from '../schemas/replacements.json';
import { inStack } from '../templates';
import { flatResources, type Resource, type Resources } from './flat';
import { TYPE_CLASSES } from './types';

/** What a diff with the present code starts from. */
export interface Baseline {
  /** The date of the registry schemas that decided what was recorded. */
  readonly schemas: string;
  readonly samples: Readonly<Record<string, Resources>>;
}

interface Replacements {
  readonly createOnly: readonly string[];
  readonly conditional: readonly string[];
}

/** CloudFormation refuses another `ServiceToken`, and the reconciler of a user directory returns its owner as the id. */
const CUSTOM_TYPES: Readonly<Record<string, Replacements>> = {
  'Custom::StudioApplicationsCleanup': { createOnly: ['ServiceToken'], conditional: [] },
  'Custom::StudioDomainCleanup': { createOnly: ['ServiceToken'], conditional: [] },
  'Custom::StudioUserDirectory': { createOnly: ['Owner', 'ServiceToken'], conditional: [] },
};

const TYPES: Readonly<Record<string, Replacements>> = { ...extract.types, ...CUSTOM_TYPES };

/** Whether it is known here what replaces resources of a type. If not, CDK decides. */
export function hasSchema(type: string): boolean {
  return type in TYPES;
}

/** Longer values are recorded as hashes, which keeps the baseline readable. */
const READABLE_LENGTH = 200;

/** The resources that the code makes of each sample in the partition `aws`, and of each example. */
export function currentResources(): Record<string, Resources> {
  const samples = SAMPLE_ROWS.map(([name, kind, build]) => {
    const app = testApp();
    build(inStack(app));
    return [`${name} (${kind})`, app] as const;
  });
  const examples = SOUND_EXAMPLES.map(([name, { build }]) => {
    const app = testApp({ context: contextOf(name) });
    build(app);
    return [`examples/${name}`, app] as const;
  });
  return Object.fromEntries([...samples, ...examples].map(([name, app]) => [name, flatResources(app)]));
}

/** What a diff with other code needs of the resources of all samples. */
export function baselineOf(resources: Readonly<Record<string, Resources>>): Baseline {
  const samples = Object.entries(resources).map(([sample, all]) => [sample, recorded(sample, all)]);
  return { schemas: extract.date, samples: Object.fromEntries(samples) };
}

/** The stateful resources of a sample and what they refer to, with the properties that can replace them. */
function recorded(sample: string, resources: Resources): Resources {
  const essential = Object.fromEntries(Object.entries(resources).map(([id, one]) => [id, essentialOf(one)]));
  const kept = new Set(Object.keys(essential).filter((id) => isStateful(sample, essential[id].Type)));
  for (const id of kept) {
    for (const other of referencesIn(essential[id].Properties)) {
      if (other in essential) {
        kept.add(other);
      }
    }
  }
  return Object.fromEntries([...kept].sort().map((id) => [id, essential[id]]));
}

export function isStateful(sample: string, type: string): boolean {
  const { stateful = true, samples = /^/ } = TYPE_CLASSES[type] ?? {};
  return stateful && samples.test(sample);
}

/** What CloudFormation can update in place is left out. This is what corrects CDK's older data. */
function essentialOf({ Type, Properties = {}, Condition, DeletionPolicy, UpdateReplacePolicy }: Resource): Resource {
  const { createOnly, conditional } = TYPES[Type] ?? { createOnly: Object.keys(Properties), conditional: [] };
  const values = [...createOnly, ...conditional].sort().flatMap((path) => {
    const value = path
      .split('/')
      .reduce<unknown>((inner, step) => (inner as Record<string, unknown>)?.[step], Properties);
    return value === undefined ? [] : [[path, readable(value)]];
  });
  return { Type, Condition, DeletionPolicy, UpdateReplacePolicy, Properties: Object.fromEntries(values) };
}

function readable(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text.length <= READABLE_LENGTH || referencesIn(value).length
    ? value
    : `sha256:${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

/** The logical ids that a value refers to. */
export function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const { Ref, 'Fn::GetAtt': attribute } = value as { readonly Ref?: string; readonly 'Fn::GetAtt'?: string[] };
  const id = Ref ?? attribute?.[0];
  return id === undefined ? Object.values(value).flatMap(referencesIn) : [id];
}

/** With one resource per line, so that a diff shows which resources have changed. */
export function textOf({ schemas, samples }: Baseline): string {
  const lines = Object.entries(samples).map(([sample, resources]) => {
    const rows = Object.entries(resources).map(
      ([id, resource]) => `   ${JSON.stringify(id)}: ${JSON.stringify(resource)}`,
    );
    return `  ${JSON.stringify(sample)}: {${rows.length ? `\n${rows.join(',\n')}\n  ` : ''}}`;
  });
  return `{\n "schemas": ${JSON.stringify(schemas)},\n "samples": {\n${lines.join(',\n')}\n }\n}\n`;
}
