import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { EXPECTED_FINDINGS, SKIPPED_SAMPLES } from '../../test/nag/cfn-lint';
import { extractFaults, extracts, writeExtracts } from './extracts';
import { type Finding, findingFaults, skipFaults } from './findings';
import { Schemas } from './schemas';
import { REGIONS, synthesizeExamples, synthesizeSamples } from './synthesis';

/** What cfn-lint exits with where it has findings is a sum of these; 1 is a failure of its own. */
const FINDING_BITS = 2 + 4 + 8;

/** Lints the templates of all samples and examples with the given executable, or writes what the tests know about its schemas. */
async function main(executable: string, schemaFolder: string, option?: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  const samples = synthesizeSamples(folder);
  const contents = extracts(samples, new Schemas(schemaFolder));
  if (option === '--extract') {
    writeExtracts(contents);
    return;
  }
  const examples = join(folder, 'examples');
  const folders = [
    ...REGIONS.map((region): [string, string] => [region, join(folder, region)]),
    ...synthesizeExamples(examples).map((region): [string, string] => [region, join(examples, region)]),
  ];
  const findings = (await Promise.all(folders.map(([region, path]) => lint(executable, region, path)))).flat();
  const faults = [
    ...skipFaults(samples, SKIPPED_SAMPLES),
    ...findingFaults(findings, EXPECTED_FINDINGS, typeReader()),
    ...extractFaults(contents),
  ];
  const count = folders.reduce((sum, [, path]) => sum + readdirSync(path).length, 0);
  console.log([...faults, `${count} templates, ${findings.length} findings, ${faults.length} faults`].join('\n'));
  process.exitCode = faults.length ? 1 : 0;
}

async function lint(executable: string, region: string, folder: string): Promise<Finding[]> {
  const files = readdirSync(folder).map((file) => join(folder, file));
  const child = spawn(executable, ['--regions', region, '--format', 'json', '--', ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  const [output, code] = await Promise.all([text(child.stdout), exited]);
  if (code === null || code & ~FINDING_BITS) {
    throw new Error(`cfn-lint failed for ${region} with ${code}: ${output}`);
  }
  return JSON.parse(output);
}

function typeReader(): (file: string, logicalId: string) => string | undefined {
  const templates = new Map<string, Record<string, { Type: string } | undefined>>();
  return (file, logicalId) => {
    const resources = templates.get(file) ?? JSON.parse(readFileSync(file, 'utf-8')).Resources;
    templates.set(file, resources);
    return resources[logicalId]?.Type;
  };
}

void main(process.argv[2], process.argv[3], process.argv[4]);
