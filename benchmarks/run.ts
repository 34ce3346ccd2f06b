import { isDeepStrictEqual } from 'node:util';
import { type App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { notebook } from 'cdk-secure-sagemaker';
import type { Construct } from 'constructs';
import { testApp } from '../test/app';
import { measureAccess } from './access';
import { tellOfChecks } from './checks';
import { tellOfGuardrails, tellOfProofs } from './guardrails';
import { HandWrittenNotebook, UsualNotebook } from './hand-written';
import { reportLoading } from './loading';
import { medians, retained, timed } from './measure';

type Way = 'ours' | 'usual' | 'l1';
type Build = (scope: Construct, id: string, vpc: ec2.IVpc) => unknown;

const BUILDS: Record<Way, Build> = {
  ours: (scope, id, vpc) => new notebook.NotebookInstance(scope, id, { vpc }),
  usual: (scope, id, vpc) => new UsualNotebook(scope, id, vpc),
  l1: (scope, id, vpc) => new HandWrittenNotebook(scope, id, vpc),
};
const SIZES = [1, 10, 100];
const ROUNDS = 15;

/**
 * Compares our constructs with the same template written by hand, in one process, and times loading, the checks on large
 * templates, and the handlers of private access under load. Exits with 1 if the templates differ or a limit is exceeded.
 */
async function main(): Promise<void> {
  // CDK takes many stack traces; mapping them to TypeScript would be most of what is measured.
  process.setSourceMapsEnabled(false);
  const templates = perWay((way) => synthesized(way, 2));
  if (!isDeepStrictEqual(templates.ours, templates.l1) || !isDeepStrictEqual(templates.ours, templates.usual)) {
    throw new Error('the templates differ, so that nothing can be compared');
  }
  say('The templates of all three ways are equal. Synthesis is measured without the template validation of CDK.\n');
  tellOfNotebooks();
  tellOfGuardrails();
  tellOfProofs();
  const misses = [...reportLoading(), ...tellOfChecks(), ...(await measureAccess())];
  if (misses.length > 0) {
    throw new Error(`limits were exceeded\n${misses.join('\n')}`);
  }
  say('\nLoading, the checks and the handlers of private access stay within their limits.');
}

/** What is measured of notebooks, for each way to write them. */
const MEASURES: readonly {
  readonly what: string;
  readonly unit: string;
  readonly rounds: number;
  readonly measure: (way: Way, size: number) => number;
}[] = [
  { what: 'construct', unit: 'ms', rounds: ROUNDS, measure: constructionTime },
  { what: 'synth', unit: 'ms', rounds: ROUNDS, measure: synthesisTime },
  { what: 'heap', unit: 'KiB', rounds: 5, measure: (way, size) => retained(() => stackWith(way, size)) / 1024 },
];

function tellOfNotebooks(): void {
  say(
    '"usual" uses CDK constructs for role, key and security group and L1 for the notebook instance; "L1" uses L1 for all.\n',
  );
  say('notebooks | what      |     ours |    usual |       L1 | ours/usual | ours/L1 | ours per notebook');
  say('----------|-----------|----------|----------|----------|------------|---------|------------------');
  for (const size of SIZES) {
    for (const { what, unit, rounds, measure } of MEASURES) {
      tell(
        size,
        what,
        unit,
        medians(
          rounds,
          perWay((way) => () => measure(way, size)),
        ),
      );
    }
  }
}

function perWay<T>(make: (way: Way) => T): Record<Way, T> {
  return { ours: make('ours'), usual: make('usual'), l1: make('l1') };
}

function stackWith(way: Way, size: number): Stack {
  const { stack, vpc } = emptyStack();
  fill(stack, vpc, way, size);
  return stack;
}

function emptyStack(): { stack: Stack; vpc: ec2.IVpc } {
  const stack = new Stack(testApp(), 'Stack');
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-12345678',
    availabilityZones: ['a'],
    isolatedSubnetIds: ['subnet-12345678'],
  });
  return { stack, vpc };
}

function fill(stack: Stack, vpc: ec2.IVpc, way: Way, size: number): void {
  for (let i = 0; i < size; i++) {
    BUILDS[way](stack, `Notebook${i}`, vpc);
  }
}

function constructionTime(way: Way, size: number): number {
  const { stack, vpc } = emptyStack();
  return timed(() => fill(stack, vpc, way, size));
}

function synthesisTime(way: Way, size: number): number {
  const app = stackWith(way, size).node.root as App;
  return timed(() => app.synth());
}

function synthesized(way: Way, size: number): unknown {
  const stack = stackWith(way, size);
  return (stack.node.root as App).synth().getStackByName(stack.stackName).template;
}

function tell(size: number, what: string, unit: string, { ours, usual, l1 }: Record<Way, number>): void {
  const values = [ours, usual, l1].map((value) => value.toFixed(1).padStart(8));
  const ratios = [(ours / usual).toFixed(2).padStart(10), (ours / l1).toFixed(2).padStart(7)];
  say(
    [String(size).padStart(9), what.padEnd(9), ...values, ...ratios, `${(ours / size).toFixed(2)} ${unit}`].join(' | '),
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
