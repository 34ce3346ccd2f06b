import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { NOTEBOOK_CONTROLS } from './report/controls';
import { packFindings } from './report/findings';
import { asText, type Properties, readTemplate, referenced, resourcesOfType, type Template } from './report/template';
import { trustInWords } from './report/trust-in-words';

const EXAMPLE = join(__dirname, 'secure-notebook');
const OUTPUT = join(EXAMPLE, 'cdk.out');
const TEMPLATE = join(OUTPUT, 'SecureNotebook.template.json');

/** Synthesizes the reference app with the CDK and tells what came of it. Exits with 1 on any finding. */
function main(): void {
  heading('Secure notebook');
  const synthesized = synthesize();
  const packs = packFindings();
  const template = existsSync(TEMPLATE) ? readTemplate(TEMPLATE) : undefined;
  const failures = [...(synthesized ? [] : ['the synthesis failed']), ...packs.flatMap(({ open }) => open), ...(template ? tellOfTemplate(template) : [])];

  heading('Rule packs and template validation');
  for (const { pack, open, acknowledged } of packs) {
    mark(open.length === 0, `${pack.padEnd(16)} ${open.length} findings, ${acknowledged} acknowledged with a reason`);
  }
  mark(synthesized, 'CDK synthesis with strict template validation, warnings as errors');
  tellOfEnd(failures);
  process.exitCode = failures.length ? 1 : 0;
}

function synthesize(): boolean {
  rmSync(OUTPUT, { recursive: true, force: true });
  const cdk = join(__dirname, '..', 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const { TSX_TSCONFIG_PATH: _, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [cdk, 'synth', '--strict', '--quiet', '--no-notices', '--output', OUTPUT], {
    cwd: EXAMPLE,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf-8',
    env: { ...env, AWS_EC2_METADATA_DISABLED: 'true', CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_VALIDATION: 'true' },
  });
  if (status !== 0) {
    stderr
      .split('\n')
      .filter((line) => line.length < 500)
      .forEach(say);
  }
  return status === 0;
}

/** Gives the controls that do not hold. */
function tellOfTemplate(template: Template): string[] {
  tellOfResources(template);
  const failures: string[] = [];
  for (const [id, notebook] of resourcesOfType(template, 'AWS::SageMaker::NotebookInstance')) {
    heading(`The notebook instance ${id}`);
    for (const { statement, ids, holds } of NOTEBOOK_CONTROLS) {
      const held = holds(notebook, template);
      failures.push(...(held ? [] : [`${id}: ${statement}`]));
      mark(held, `${statement.padEnd(62)} ${ids.join(', ')}`);
    }
    tellOfRole(notebook, template);
  }
  return failures;
}

function tellOfResources(template: Template): void {
  const counts = new Map<string, number>();
  for (const { Type } of Object.values(template.Resources)) {
    counts.set(Type, (counts.get(Type) ?? 0) + 1);
  }
  heading(`${Object.keys(template.Resources).length} resources`);
  for (const [type, count] of [...counts].sort()) {
    say(`  ${String(count).padStart(3)}  ${type}`);
  }
}

function tellOfRole(notebook: Properties, template: Template): void {
  const id = referenced(notebook.RoleArn) ?? '';
  heading(`Who may assume its role ${id}`);
  trustInWords(template.Resources[id].Properties?.AssumeRolePolicyDocument as Properties).forEach(say);
  heading('What the role may do');
  for (const [, { PolicyDocument }] of resourcesOfType(template, 'AWS::IAM::ManagedPolicy')) {
    for (const { Action, Resource } of (PolicyDocument as { Statement: Properties[] }).Statement) {
      say(`  ${[Action].flat().join(', ')}`);
      for (const resource of [Resource].flat()) {
        say(`      on ${asText(resource)}`);
      }
    }
  }
}

function tellOfEnd(failures: readonly string[]): void {
  heading(failures.length ? 'Findings' : 'Where to go from here');
  for (const failure of failures) {
    say(`  ✗ ${failure}`);
  }
  say(`  The template lies in ${relative(process.cwd(), TEMPLATE)}`);
  say(`  The app lies in      ${relative(process.cwd(), EXAMPLE)}`);
  say('  Deploy it:           cd examples/secure-notebook && npx aws-cdk@2 deploy   (costs money as long as it runs)');
  say('  Run the tests:       npm test');
}

function heading(text: string): void {
  say(`\n${text}\n${'─'.repeat(text.length)}`);
}

function mark(held: boolean, text: string): void {
  say(`  ${held ? '✓' : '✗'} ${text}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main();
