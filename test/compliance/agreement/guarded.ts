import { GuardRules, Pack, type Rule } from '../../../src/compliance';
import { guardName } from '../../../src/compliance/guard/text';
import { GUARD_TYPES } from '../../../src/compliance/guard-clause';
import { judge } from '../../../src/compliance/judging/judge';
import { OutcomeStatus } from '../../../src/compliance/judging/outcome';
import { templateOf } from '../support';
import { GUARD_TEMPLATES } from './guard-templates';
import type { AgreementTemplate } from './templates';

/** All rules that Guard can express. */
export const GUARDED = new GuardRules({ packs: [Pack.ALL] });

export const NAMES = new Map(GUARDED.rules.map((rule) => [guardName(rule), rule]));

/** The names of the rules that reject each template, by the names of the templates. */
export type Rejections = ReadonlyMap<string, ReadonlySet<string>>;

/** A comparison whose verdicts differ, as `template: rule, theirs/ours`. */
export type Compared = string;

const STATUSES = [OutcomeStatus.FAIL, OutcomeStatus.CANNOT_TELL, OutcomeStatus.PASS];

/** The gravest verdict of our checks for each rule of which Guard judges a resource of the template. */
function ours({ json }: AgreementTemplate): Map<string, string> {
  const outcomes = judge(templateOf(json), { rules: GUARDED.rules });
  const ofGuard = outcomes.filter(({ resource }) => resource.type in GUARD_TYPES);
  const statuses = new Map<Rule, OutcomeStatus[]>();
  for (const { rule, status } of ofGuard) {
    statuses.set(rule, [...(statuses.get(rule) ?? []), status]);
  }
  return new Map(
    [...statuses].map(([rule, all]) => [guardName(rule), STATUSES.find((status) => all.includes(status)) ?? '']),
  );
}

let verdicts: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined;

export function ourVerdicts(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  verdicts ??= new Map(GUARD_TEMPLATES.map((template) => [template.name, ours(template)]));
  return verdicts;
}

export function compared(template: string, rule: string, theirs: string, own: string): Compared {
  return `${template}: ${rule}, ${theirs}/${own}`;
}

/** What Guard and our checks say differently. A rule that does not apply says nothing against a template. */
export function differencesOf(rejections: Rejections, rules: readonly string[] = [...NAMES.keys()]): Compared[] {
  return [...ourVerdicts()].flatMap(([template, own]) =>
    rules.flatMap((rule) => {
      const theirs = rejections.get(template)?.has(rule) ? 'fail' : 'pass';
      const verdict = own.get(rule) ?? 'pass';
      return theirs === verdict ? [] : [compared(template, rule, theirs, verdict)];
    }),
  );
}
