import { ControlCatalog } from '../rules/attributes';
import type { EvidenceCatalog, EvidenceCheck, EvidenceControl, EvidenceRule } from './evidence';
import { compareTexts } from './order';
import { STATUSES, type Status, totalsOf } from './totals';

/** What the checks say of each published control, in the order of catalogs and ids. */
export function catalogsOf(rules: readonly EvidenceRule[], checks: readonly EvidenceCheck[]): EvidenceCatalog[] {
  return Object.values(ControlCatalog)
    .map((catalog) => ({ catalog, controls: controlsOf(catalog, rules, checks) }))
    .filter(({ controls }) => controls.length > 0);
}

function controlsOf(
  catalog: ControlCatalog,
  rules: readonly EvidenceRule[],
  checks: readonly EvidenceCheck[],
): EvidenceControl[] {
  const ruleIds = new Map<string, string[]>();
  for (const rule of rules) {
    for (const { id } of rule.controls.filter((control) => control.catalog === catalog)) {
      ruleIds.set(id, [...(ruleIds.get(id) ?? []), rule.id]);
    }
  }
  return [...ruleIds].sort(([one], [other]) => compareIds(one, other)).map(([id, of]) => controlOf(id, of, checks));
}

function controlOf(id: string, rules: readonly string[], checks: readonly EvidenceCheck[]): EvidenceControl {
  const judged = checks.filter(({ rule }) => rules.includes(rule));
  const paths = (status: Status) =>
    judged.filter((check) => check.status === status).map(({ resource }) => resource.path);
  return {
    id,
    status: STATUSES.find((status) => paths(status).length > 0) ?? 'notApplicable',
    totals: totalsOf(judged),
    rules,
    resources: {
      pass: sorted(paths('pass')),
      fail: sorted(paths('fail')),
      acknowledged: sorted(paths('acknowledged')),
      cannotTell: sorted(paths('cannotTell')),
    },
  };
}

function sorted(paths: readonly string[]): string[] {
  return [...new Set(paths)].sort(compareTexts);
}

/** So that `SageMaker.10` comes after `SageMaker.9`. */
function compareIds(one: string, other: string): number {
  const padded = (id: string) => id.replace(/\d+/g, (digits) => digits.padStart(6, '0'));
  return compareTexts(padded(one), padded(other));
}
