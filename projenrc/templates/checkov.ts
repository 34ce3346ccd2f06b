import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acknowledgementFaults } from '../../test/acknowledgements/acknowledgement';
import { CHECKOV } from '../../test/acknowledgements/checkov';
import { type CheckovReport, checkovFindings } from './findings';
import { TemplateResources } from './resources';
import { synthesizeConstructs } from './synthesis';
import { jsonOf, report } from './tool';

const OPTIONS = ['--framework', 'cloudformation', '--output', 'json', '--compact', '--quiet', '--skip-download'];

/** Checks the templates of all constructs and examples with the given Checkov. */
async function main(executable: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  synthesizeConstructs(folder);
  // It exits with 1 if a check fails.
  const result = await jsonOf<CheckovReport>(executable, [...OPTIONS, '--directory', folder], (code) => code <= 1);
  const findings = checkovFindings(result, new TemplateResources());
  const unread = (result.results.parsing_errors ?? []).map((file) => `${file} cannot be read`);
  report(
    [...unread, ...acknowledgementFaults(findings, CHECKOV)],
    `${result.summary.passed} passed, ${findings.length} findings`,
  );
}

void main(process.argv[2]);
