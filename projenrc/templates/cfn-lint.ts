import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acknowledgementFaults } from '../../test/acknowledgements/acknowledgement';
import { CFN_LINT, SKIPPED_SAMPLES } from '../../test/acknowledgements/cfn-lint';
import { extractFaults, extracts, writeExtracts } from './extracts';
import { type CfnLintFinding, cfnLintFinding } from './findings';
import { TemplateResources } from './resources';
import { Schemas } from './schemas';
import { skipFaults } from './skipped';
import { REGIONS, synthesizeExamples, synthesizeSamples } from './synthesis';
import { jsonOf, report } from './tool';

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
  const resources = new TemplateResources();
  const faults = [
    ...skipFaults(samples, SKIPPED_SAMPLES),
    ...acknowledgementFaults(
      findings.map((finding) => cfnLintFinding(finding, resources)),
      CFN_LINT,
    ),
    ...extractFaults(contents),
  ];
  const count = folders.reduce((sum, [, path]) => sum + readdirSync(path).length, 0);
  report(faults, `${count} templates, ${findings.length} findings`);
}

function lint(executable: string, region: string, folder: string): Promise<CfnLintFinding[]> {
  const files = readdirSync(folder).map((file) => join(folder, file));
  const args = ['--regions', region, '--format', 'json', '--', ...files];
  return jsonOf(executable, args, (code) => (code & ~FINDING_BITS) === 0);
}

void main(process.argv[2], process.argv[3], process.argv[4]);
