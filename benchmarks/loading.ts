import { loadAssembly, localName, ROOT } from '../test/contract/assembly';
import { median, medians, samples, timedInFreshProcess } from './measure';

type Way = 'eager' | 'root' | 'notebook' | 'all';

/** How long each way may take at most, as a share of loading everything eagerly. */
const SHARES_MAX: Record<Exclude<Way, 'eager'>, number> = { root: 0.05, notebook: 0.35, all: 1.05 };
const ROUNDS = 31;
const CLASSES_ROUNDS = 9;

/**
 * Times the whole `require` call in processes that have loaded nothing, and returns the limits that are exceeded.
 * aws-cdk-lib is part of the time, although an app loads some of it anyway: a namespace that loads more of it than it
 * needs must not look fast. Without aws-cdk-lib, the share of `notebook` would be smaller.
 */
export function reportLoading(): string[] {
  const codes = loadingCodes();
  const ways = Object.keys(codes) as Way[];
  const runs = ways.map((way) => [way, () => timedInFreshProcess(codes[way], ROOT)] as const);
  const times = samples(ROUNDS, Object.fromEntries(runs) as Record<Way, () => number>);
  say(
    `\nloading the package in a new process, and the share of loading all of it eagerly: medians of ${ROUNDS} rounds\n`,
  );
  say('what           |       ms | share | limit');
  say('---------------|----------|-------|------');
  const exceeded = ways.flatMap((way) => reportWay(way, times));
  reportClasses();
  return exceeded;
}

/** The eager way loads the same files as all namespaces together, in the same order. */
function loadingCodes(): Record<Way, string> {
  const assembly = loadAssembly();
  const namespaces = Object.keys(assembly.submodules ?? {}).map((fqn) => localName(assembly, fqn));
  const root = "const library = require('./lib')";
  return {
    eager: [root, ...namespaces.map((name) => `require('./lib/${name.replace('.', '/')}')`)].join(';'),
    root,
    notebook: `${root};library.notebook`,
    all: [root, ...namespaces.map((name) => `library.${name}`)].join(';'),
  };
}

/** Compares within each round, so that other work of the machine, which comes and goes, affects both times. */
function reportWay(way: Way, times: Record<Way, number[]>): string[] {
  const share = median(times[way].map((time, round) => time / times.eager[round]));
  const limit = way === 'eager' ? undefined : SHARES_MAX[way];
  const columns = [way.padEnd(14), median(times[way]).toFixed(1).padStart(8), share.toFixed(3)];
  say([...columns, limit?.toFixed(2) ?? ''].join(' | '));
  return limit === undefined || share <= limit
    ? []
    : [`loading ${way} takes ${share.toFixed(3)} of the time of loading everything, expected ${limit} at most`];
}

/** The package compared with the classes of aws-cdk-lib that a notebook instance uses. */
function reportClasses(): void {
  const roles = ['Role', 'ManagedPolicy', 'PolicyStatement', 'PrincipalBase'];
  const classes = [
    ...roles.map((name) => `require('aws-cdk-lib/aws-iam').${name}`),
    "require('aws-cdk-lib/aws-ec2').SecurityGroup",
    "require('aws-cdk-lib/aws-kms').Key",
    "require('aws-cdk-lib/aws-sagemaker').CfnNotebookInstance",
    "require('aws-cdk-lib/aws-events').Rule",
  ].join(';');
  const times = medians(CLASSES_ROUNDS, {
    classes: () => timedInFreshProcess(classes, ROOT),
    both: () => timedInFreshProcess(`${classes};require('./lib').notebook.NotebookInstance`, ROOT),
  });
  say(
    `\na notebook instance: ${times.classes.toFixed(0)} ms for the classes of aws-cdk-lib, ${(times.both - times.classes).toFixed(1)} ms for the package in addition`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
