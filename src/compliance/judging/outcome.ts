import type { Rule } from '../rules/rule';
import type { ResourceDeclaration } from '../templates/template';

/** Behind the id of a rule where it cannot be told whether a resource keeps to it. */
export const UNKNOWN_SUFFIX = '.unknown';

/** Somebody has accepted a finding, and said why. */
export interface Acknowledged {
  readonly reason: string;
  /** The path of the construct on which it was said. */
  readonly constructPath: string;
}

export interface Finding {
  readonly result: 'fail' | 'unknown';
  /** The id under which it is reported and acknowledged: that of the rule, with `.unknown` where it cannot be told. */
  readonly id: string;
  /** The property; empty for the resource as a whole. */
  readonly path: string;
  readonly text: string;
  readonly acknowledged?: Acknowledged;
}

/** What a rule says of a resource in all scenarios together. */
export interface Outcome {
  readonly rule: Rule;
  readonly resource: ResourceDeclaration;
  readonly status: OutcomeStatus;
  readonly findings: readonly Finding[];
}

export enum OutcomeStatus {
  PASS = 'pass',
  FAIL = 'fail',
  /** Every finding is acknowledged. */
  ACKNOWLEDGED = 'acknowledged',
  CANNOT_TELL = 'cannot tell',
}

export function statusOf(findings: readonly Finding[]): OutcomeStatus {
  const open = findings.filter(({ acknowledged }) => !acknowledged);
  if (open.some(({ result }) => result === 'fail')) {
    return OutcomeStatus.FAIL;
  }
  if (open.length > 0) {
    return OutcomeStatus.CANNOT_TELL;
  }
  return findings.length > 0 ? OutcomeStatus.ACKNOWLEDGED : OutcomeStatus.PASS;
}
