import { Severity } from '../rules/attributes';
import type { EvidenceCheck } from './evidence';

const GRAVEST_FIRST: readonly Severity[] = [Severity.ERROR, Severity.WARNING, Severity.INFO];

/** By code points, so that no locale changes it. */
export function compareTexts(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}

export function compareSeverities(one: Severity, other: Severity): number {
  return GRAVEST_FIRST.indexOf(one) - GRAVEST_FIRST.indexOf(other);
}

export function gravest(severities: readonly Severity[]): Severity | undefined {
  return [...severities].sort(compareSeverities)[0];
}

/** By severity, stack, construct and rule. */
export function compareChecks(one: EvidenceCheck, other: EvidenceCheck): number {
  const keys = ({ stack, resource, rule }: EvidenceCheck) => [
    stack,
    resource.path,
    rule,
    resource.template,
    resource.logicalId,
  ];
  const [of, and] = [keys(one), keys(other)];
  return (
    compareSeverities(one.severity, other.severity) ||
    of.map((key, index) => compareTexts(key, and[index])).find((order) => order !== 0) ||
    0
  );
}
