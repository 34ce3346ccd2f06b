import { ControlCatalog, GuardRules, Pack, Rule } from '../../src/compliance';
import { NOT_IN_GUARD } from '../../src/compliance/guard/not-in-guard';
import { NOT_COVERED } from '../../src/compliance/rules/not-covered';
import { type Tables, table } from './markdown';

/** Families of NIST make the table unreadable, and are told by `rule.controls` and the evidence. */
const SHOWN = Object.values(ControlCatalog).filter((catalog) => catalog !== ControlCatalog.NIST_800_53_R5);

/** The tables in the README of the checks, by the names of their markers. */
export const RULE_TABLES: Tables = {
  rules: () => rulesTable(Rule.all().filter(({ optional }) => !optional)),
  'optional rules': () => rulesTable(Rule.all().filter(({ optional }) => optional)),
  packs: packsTable,
  'not covered': notCoveredTable,
  'guard rules': guardTable,
  'not in guard': notInGuardTable,
};

function rulesTable(rules: readonly Rule[]): string[] {
  const rows = rules.map((rule) => [
    `[\`${rule.id}\`](${rule.documentationUrl})`,
    rule.severity,
    plain(rule.title),
    controlsOf(rule),
  ]);
  return table(['rule', 'severity', 'what it checks', 'published controls'], rows);
}

function controlsOf(rule: Rule): string {
  const named = SHOWN.map((catalog) => ({ catalog, ids: rule.controlIds(catalog) })).filter(
    ({ ids }) => ids.length > 0,
  );
  return named.map(({ catalog, ids }) => `${catalog}: ${ids.map((id) => `\`${id}\``).join(', ')}`).join('; ');
}

function packsTable(): string[] {
  const packs = Object.entries(Pack).filter((entry): entry is [string, Pack] => entry[1] instanceof Pack);
  const rows = packs.map(([name, pack]) => [
    `\`Pack.${name}\``,
    String(pack.rules.length),
    String(pack.rules.filter(({ optional }) => optional).length),
  ]);
  return table(['pack', 'rules', 'of them optional'], rows);
}

function notCoveredTable(): string[] {
  return table(
    ['control', 'publisher', 'why no rule'],
    NOT_COVERED.map(({ catalog, id, reason }) => [`\`${id}\``, catalog, plain(reason)]),
  );
}

function guardTable(): string[] {
  const rules = new GuardRules({ packs: [Pack.ALL] });
  const recorded = rules._recorded.map(({ rule }) => rule);
  const byDefault = new GuardRules().rules;
  return table(
    ['rule', 'in `new GuardRules()`', 'recorded by AWS Config'],
    rules.rules.map((rule) => [`\`${rule.id}\``, yesOrNo(byDefault.includes(rule)), yesOrNo(recorded.includes(rule))]),
  );
}

function yesOrNo(is: boolean): string {
  return is ? 'yes' : 'no';
}

/** Rules with the same reason stand together. */
function notInGuardTable(): string[] {
  const reasons = [...new Set(NOT_IN_GUARD.map(({ reason }) => reason))];
  const rows = reasons.map((reason) => {
    const rules = NOT_IN_GUARD.filter((one) => one.reason === reason);
    return [rules.map(({ rule }) => `\`${rule}\``).join(', '), plain(reason)];
  });
  return table(['rule', 'why Guard does not have it'], rows);
}

function plain(text: string): string {
  return text.replaceAll('|', '\\|');
}
