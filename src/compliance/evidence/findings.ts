import type { Evidence, EvidenceCheck, EvidenceFinding, EvidenceRule } from './evidence';
import { compareSeverities } from './order';
import type { Status } from './totals';

/** A finding with what it is about. */
export interface ReportedFinding {
  readonly finding: EvidenceFinding;
  readonly check: EvidenceCheck;
  readonly rule: EvidenceRule;
}

/** The findings of a status, by severity, stack, construct and rule. What is acknowledged is neither of the others. */
export function findingsOf({ checks, rules }: Evidence, status: Exclude<Status, 'pass'>): ReportedFinding[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return checks
    .flatMap((check) => check.findings.map((finding) => ({ finding, check, rule: byId.get(check.rule)! })))
    .filter(({ finding }) => statusOf(finding) === status)
    .sort((one, other) => compareSeverities(one.finding.severity, other.finding.severity));
}

function statusOf({ acknowledged, result }: EvidenceFinding): Status {
  return acknowledged ? 'acknowledged' : result;
}
