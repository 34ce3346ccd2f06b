import { OutcomeStatus } from '../judging/outcome';

/** How many checks came out how. */
export interface Totals {
  readonly pass: number;
  readonly fail: number;
  readonly acknowledged: number;
  readonly cannotTell: number;
}

export type Status = keyof Totals;

export const STATUSES: readonly Status[] = ['fail', 'cannotTell', 'acknowledged', 'pass'];

const NAMES: Readonly<Record<OutcomeStatus, Status>> = {
  [OutcomeStatus.PASS]: 'pass',
  [OutcomeStatus.FAIL]: 'fail',
  [OutcomeStatus.ACKNOWLEDGED]: 'acknowledged',
  [OutcomeStatus.CANNOT_TELL]: 'cannotTell',
};

export function nameOf(status: OutcomeStatus): Status {
  return NAMES[status];
}

export function totalsOf(checks: readonly { readonly status: Status }[]): Totals {
  const count = (status: Status) => checks.filter((check) => check.status === status).length;
  return {
    pass: count('pass'),
    fail: count('fail'),
    acknowledged: count('acknowledged'),
    cannotTell: count('cannotTell'),
  };
}

export function sumOf({ pass, fail, acknowledged, cannotTell }: Totals): number {
  return pass + fail + acknowledged + cannotTell;
}
