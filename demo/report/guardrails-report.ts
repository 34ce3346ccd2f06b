import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { guardrails } from 'cdk-secure-sagemaker';
import { EVERY_GUARDRAIL } from '../../test/guardrails/table';
import { heading, mark, say } from './console';
import { policySizes, QUOTAS, sizesOfEverything, tooLong } from './policy-sizes';
import { synthesisFailures, synthesize, tellOfSynthesis } from './synthesis';
import { readTemplate } from './template';

const { Exemption } = guardrails;
const EXEMPTIONS = [
  Exemption.principals(['arn:aws:iam::*:role/Platform*']),
  Exemption.principalTag('BreakGlass', ['active']),
];

/** Tells of the policies of the organization and gives what is wrong with them. */
export function tellOfGuardrails(): string[] {
  heading('Guardrails for an organization');
  const { output, succeeded } = synthesize('org-guardrails');
  tellOfSynthesis(succeeded);
  const file = join(output, 'OrganizationGuardrails.template.json');
  const failures = existsSync(file) ? tellOfPolicies(file, join(output, 'exported', 'json')) : [];
  tellOfEverything();
  return [...synthesisFailures('org-guardrails', succeeded), ...failures];
}

/** Gives the policies that are too long. */
function tellOfPolicies(template: string, exported: string): string[] {
  const sizes = policySizes(readTemplate(template), exported);
  for (const { name, targets, statements, length, quota } of sizes) {
    mark(length <= quota, `${name} for ${targets.join(', ')}: ${share(length, quota)}, statements:`);
    wrapped(statements.join(', ')).forEach((line) => {
      say(`      ${line}`);
    });
  }
  return tooLong(sizes);
}

function tellOfEverything(): void {
  heading(`All ${Object.keys(EVERY_GUARDRAIL).length} guardrails for callers at once`);
  tellOfDocuments('without exemptions', sizesOfEverything());
  tellOfDocuments('with two exemptions in every statement', sizesOfEverything(EXEMPTIONS));
}

function tellOfDocuments(what: string, lengths: readonly number[]): void {
  say(
    `  ${lengths.length} service control policies ${what}: ${lengths.map((length) => share(length, QUOTAS.SERVICE_CONTROL_POLICY)).join('; ')}`,
  );
}

function share(length: number, quota: number): string {
  return `${length.toLocaleString('en-US')} of ${quota.toLocaleString('en-US')} characters`;
}

/** Lines of at most a hundred characters. */
function wrapped(text: string): string[] {
  return (text.match(/.{1,100}(?:\s|$)/g) ?? []).map((line) => line.trim()); // unanchored: one line after the other
}
