import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { acknowledgementFaults } from '../../test/acknowledgements/acknowledgement';
import { CONTROL_TOWER } from '../../test/acknowledgements/control-tower';
import { controlFindings, type GuardReport } from './findings';
import { TemplateResources } from './resources';
import { synthesizeConstructs } from './synthesis';
import { jsonOf, report } from './tool';

const OPTIONS = ['--output-format', 'json', '--show-summary', 'none', '--structured'];

/** What CloudFormation Guard exits with if a rule does not hold. */
const NOT_COMPLIANT = 19;

/** Checks the templates of all constructs and examples with the given CloudFormation Guard and rules. */
async function main(guard: string, rules: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  synthesizeConstructs(folder);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf-8' }).filter((file) => file.endsWith('.json'));
  // Guard reports a name without its folder.
  const fileOf = (name: string) => join(folder, files.find((file) => basename(file) === basename(name))!);
  const reports = await jsonOf<GuardReport[]>(
    guard,
    ['validate', '--rules', rules, '--data', folder, ...OPTIONS],
    (code) => code === 0 || code === NOT_COMPLIANT,
  );
  const resources = new TemplateResources();
  const findings = reports.flatMap((one) => controlFindings(one, fileOf, resources));
  const unread = files.filter((file) => !reports.some(({ name }) => basename(name) === basename(file)));
  report(
    [...unread.map((file) => `${file} was not checked`), ...acknowledgementFaults(findings, CONTROL_TOWER)],
    `${reports.length} templates, ${findings.length} findings`,
  );
}

void main(process.argv[2], process.argv[3]);
