import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { mark, say } from './console';
import type { PackFindings } from './findings';

const EXAMPLES = join(__dirname, '..', '..', 'examples');

/** An example after its synthesis with the CDK. */
export interface Synthesis {
  readonly example: string;
  /** The directory with the templates. */
  readonly output: string;
  readonly succeeded: boolean;
}

/** Synthesizes an example with the CDK, with strict template validation and warnings as errors. */
export function synthesize(name: string): Synthesis {
  const { stderr, ...synthesis } = run(name, ['--strict']);
  if (!synthesis.succeeded) {
    stderr
      .split('\n')
      .filter((line) => line.length < 500)
      .forEach(say);
  }
  return synthesis;
}

/** Synthesizes an example that has findings, which it tells of by itself. */
export function synthesizeWithFindings(name: string): Synthesis {
  const { stderr: _, ...synthesis } = run(name, []);
  return synthesis;
}

/** What the synthesis and the rule packs found. */
export function tellOfSynthesis(succeeded: boolean, packs: readonly PackFindings[] = []): void {
  mark(succeeded, 'CDK synthesis with the compliance checks and strict template validation, warnings as errors');
  for (const { pack, open, acknowledged } of packs) {
    mark(open.length === 0, `${pack.padEnd(16)} ${open.length} findings, ${acknowledged} acknowledged with a reason`);
  }
}

export function synthesisFailures(example: string, succeeded: boolean): string[] {
  return succeeded ? [] : [`the synthesis of ${example} failed`];
}

function run(name: string, options: readonly string[]): Synthesis & { readonly stderr: string } {
  const example = join(EXAMPLES, name);
  const output = join(example, 'cdk.out');
  rmSync(output, { recursive: true, force: true });
  const cdk = join(EXAMPLES, '..', 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const { TSX_TSCONFIG_PATH: _, ...env } = process.env;
  const { status, stderr } = spawnSync(
    process.execPath,
    [cdk, 'synth', ...options, '--quiet', '--no-notices', '--output', output],
    {
      cwd: example,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf-8',
      env: { ...env, AWS_EC2_METADATA_DISABLED: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_VALIDATION: 'true' },
    },
  );
  return { example, output, succeeded: status === 0, stderr };
}
