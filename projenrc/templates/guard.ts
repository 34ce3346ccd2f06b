import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expectedDifferences } from '../../test/compliance/agreement/guard-differences';
import { GUARD_TEMPLATES } from '../../test/compliance/agreement/guard-templates';
import { differencesOf, GUARDED, NAMES } from '../../test/compliance/agreement/guarded';
import { jsonOf, report } from './tool';

const OPTIONS = ['--output-format', 'json', '--show-summary', 'none', '--structured'];

/** The verdicts on a template. */
interface GuardReport {
  readonly name: string;
  readonly not_compliant: readonly { readonly Rule: { readonly name: string } }[];
  readonly not_applicable: readonly string[];
  readonly compliant: readonly string[];
}

/** What CloudFormation Guard exits with if a rule does not hold. */
const NOT_COMPLIANT = 19;

/** Compares the verdicts of the given cfn-guard with those of our checks, on every template of the agreement table. */
async function main(guard: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'guard-'));
  const rules = GUARDED.writeTo(join(folder, 'rules', 'sagemaker.guard'));
  const data = join(folder, 'templates');
  mkdirSync(data);
  for (const [index, { json }] of GUARD_TEMPLATES.entries()) {
    writeFileSync(join(data, `${index}.json`), JSON.stringify(json));
  }
  const reports = await jsonOf<GuardReport[]>(
    guard,
    ['validate', '--rules', rules, '--data', data, ...OPTIONS],
    (code) => code === 0 || code === NOT_COMPLIANT,
  );
  const read = new Map(reports.map((one) => [GUARD_TEMPLATES[Number(basename(one.name, '.json'))]?.name, one]));
  const rejections = new Map(
    [...read].map(([name, one]) => [name, new Set(one.not_compliant.map(({ Rule }) => Rule.name))]),
  );
  report(
    [
      ...GUARD_TEMPLATES.flatMap(({ name }) => unevaluated(name, read.get(name))),
      ...unexpected(differencesOf(rejections)),
    ],
    `${reports.length} templates, ${NAMES.size} rules, ${expectedDifferences('cfn-guard').length} differences that are listed`,
  );
}

/** Guard skips a file of rules that it cannot read. */
function unevaluated(template: string, one: GuardReport | undefined): string[] {
  const evaluated = one && [...one.compliant, ...one.not_applicable, ...one.not_compliant.map(({ Rule }) => Rule.name)];
  return [...NAMES.keys()]
    .filter((name) => !evaluated?.includes(name))
    .map((name) => `${template}: ${name} was not evaluated`);
}

function unexpected(differences: readonly string[]): string[] {
  const expected = expectedDifferences('cfn-guard');
  return [
    ...differences.filter((one) => !expected.includes(one)).map((one) => `${one} is not in the list of differences`),
    ...expected.filter((one) => !differences.includes(one)).map((one) => `${one} is listed, but does not differ`),
  ];
}

void main(process.argv[2]);
