import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Stack, Token } from 'aws-cdk-lib';
import { PATH_METADATA_ENABLE_CONTEXT } from 'aws-cdk-lib/cx-api';
import { testApp } from '../../test/app';
import { contextOf, SOUND_EXAMPLES } from '../../test/examples/catalogue';
import { SAMPLE_ROWS, SAMPLES } from '../../test/samples';
import { README_ROWS } from '../../test/samples/readmes';

/** A region of each partition. */
export const REGIONS = ['us-west-2', 'cn-north-1', 'us-gov-west-1'] as const;

export type Region = (typeof REGIONS)[number];

/** Templates say with it which construct a resource belongs to. */
const WITH_PATHS = { [PATH_METADATA_ENABLE_CONTEXT]: true };

const WITHOUT_RESOURCES = 'no template has resources';

interface Build {
  readonly sample: string;
  readonly file: string;
  build(scope: Stack): void;
}

/** The samples of every construct. */
const CONSTRUCTS: readonly Build[] = SAMPLE_ROWS.map(([sample, kind, build]) => ({
  sample,
  file: `${sample}-${kind}`,
  build,
}));

/** The same, and the examples of the READMEs. */
const BUILDS: readonly Build[] = [
  ...CONSTRUCTS,
  ...README_ROWS.map(([sample, build]) => ({ sample, file: sample.replaceAll(/\W+/g, '-'), build })),
];

/** A template of a sample, or why there is none. */
export interface Synthesized {
  readonly sample: string;
  readonly region: Region;
  readonly templates: readonly string[];
  readonly failure?: string;
}

/** Writes the templates of all samples into a folder for each region, nested ones included. */
export function synthesizeSamples(folder: string): Synthesized[] {
  return REGIONS.flatMap((region) => {
    // Examples of the READMEs need not create anything.
    return synthesizeIn(region, folder, BUILDS).filter(
      ({ sample, failure }) => sample in SAMPLES || failure !== WITHOUT_RESOURCES,
    );
  });
}

/** Writes the templates of constructs and examples into a folder. READMEs also show what to avoid, so they are not here. */
export function synthesizeConstructs(folder: string): void {
  synthesizeIn(REGIONS[0], folder, CONSTRUCTS);
  synthesizeExamples(join(folder, 'examples'));
}

function synthesizeIn(region: Region, folder: string, builds: readonly Build[]): Synthesized[] {
  mkdirSync(join(folder, region), { recursive: true });
  return builds.map(({ sample, file, build }) => {
    const templates = attempt(() => templatesOf(build, region));
    return { sample, region, ...written(join(folder, region, file), templates) };
  });
}

function templatesOf(build: (scope: Stack) => void, region: Region): string[] {
  // Samples share names and the VPC, so each has an app of its own.
  const app = testApp({ context: WITH_PATHS });
  build(new Stack(app, 'Stack', { env: { account: '111122223333', region } }));
  return templatesIn(app);
}

/** Nested ones included. */
function templatesIn(app: App): string[] {
  const { directory } = app.synth();
  return readdirSync(directory, { recursive: true, encoding: 'utf-8' })
    .filter((file) => file.endsWith('.template.json'))
    .sort()
    .map((file) => readFileSync(join(directory, file), 'utf-8'))
    .filter((text) => JSON.parse(text).Resources);
}

/** Writes the templates of all apps in `examples` that are sound into a folder for each of their regions, and gives these regions. */
export function synthesizeExamples(folder: string): string[] {
  const regions = SOUND_EXAMPLES.map(([name, { build }]) => {
    const app = testApp({ context: { ...contextOf(name), ...WITH_PATHS } });
    build(app);
    const region = regionOf(app);
    mkdirSync(join(folder, region), { recursive: true });
    written(join(folder, region, name), templatesIn(app));
    return region;
  });
  return [...new Set(regions)];
}

/** All stacks of an example are in one region. Where only the deployment knows it, it may be the first one. */
function regionOf(app: App): string {
  const [region] = app.node.children.filter(Stack.isStack).map((stack) => stack.region);
  return Token.isUnresolved(region) ? REGIONS[0] : region;
}

function attempt(make: () => string[]): string[] | string {
  try {
    const templates = make();
    return templates.length ? templates : WITHOUT_RESOURCES;
  } catch (error) {
    return String(error);
  }
}

function written(target: string, templates: string[] | string): Pick<Synthesized, 'templates' | 'failure'> {
  if (typeof templates === 'string') {
    return { templates: [], failure: templates };
  }
  const files = templates.map((text, index) => {
    const file = `${target}-${index}.json`;
    writeFileSync(file, text);
    return file;
  });
  return { templates: files };
}
