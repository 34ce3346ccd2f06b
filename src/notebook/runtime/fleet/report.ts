import type { FleetPolicy } from '../../shared/fleet';
import { type Lack, lacksOf, type Owner, ownerOf } from './assessment';
import { dueAt, type Obstacle } from './obstacles';
import type { Outcome } from './outcome';
import type { DomainAccess, Place } from './ports';
import type { Breaker } from './record';

/** A notebook instance that a run could not read, and why. */
export interface Unread {
  readonly name: string;
  readonly reason: string;
}

/**
 * The evidence of a run. Within a version, keys keep their meaning, and none is removed. It has no contents of notebooks and no
 * text of scripts.
 */
export interface FleetReport {
  readonly schemaVersion: 1;
  readonly runId: string;
  readonly account: string;
  readonly region: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly trigger: string;
  readonly mode: 'report' | 'remediate';
  /** False if the run could not read every notebook instance. */
  readonly complete: boolean;
  readonly policy: FleetPolicy;
  readonly totals: FleetTotals;
  /** Why no new work begins. */
  readonly breaker?: { readonly at: string; readonly reason: string };
  readonly notebooks: readonly ReportedNotebook[];
  readonly unread: readonly Unread[];
  readonly domains: readonly (DomainAccess & { readonly vpcOnly: boolean })[];
}

export interface FleetTotals {
  readonly compliant: number;
  readonly noncompliant: number;
  readonly optedOut: number;
  readonly ownedByCode: number;
  readonly inProgress: number;
  readonly failures: number;
  readonly openDomains: number;
}

export interface ReportedNotebook {
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  readonly instanceType: string;
  readonly platform?: string;
  readonly compliant: boolean;
  readonly owner?: Owner;
  /** Present if it is opted out: the reason. */
  readonly optOut?: string;
  readonly lacks: readonly Lack[];
  /** When a required setting was first missing. */
  readonly missingSince?: string;
  /** When it may be stopped. */
  readonly notBefore?: string;
  /** What was done in this run. */
  readonly action?: string;
  /** The step that work has reached. */
  readonly inProgress?: string;
  /** Why nothing is done now. */
  readonly skipped: readonly Obstacle[];
  /** Everything that was done, with its time. */
  readonly history: readonly { readonly at: string; readonly text: string }[];
}

export interface ReportSource {
  readonly runId: string;
  readonly place: Place;
  readonly policy: FleetPolicy;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly trigger: string;
  readonly outcomes: readonly Outcome[];
  readonly unread: readonly Unread[];
  readonly breaker?: Breaker;
  readonly domains: readonly DomainAccess[];
  readonly failures: number;
}

export function fleetReport(source: ReportSource): FleetReport {
  const { runId, place, policy, trigger, unread, breaker } = source;
  const notebooks = source.outcomes.map((outcome) => reported(outcome, policy)).sort(byName);
  const domains = source.domains.map((domain) => ({ ...domain, vpcOnly: domain.networkAccess === 'VpcOnly' }));
  const count = (holds: (notebook: ReportedNotebook) => boolean) => notebooks.filter(holds).length;
  return {
    schemaVersion: 1,
    runId,
    account: place.account,
    region: place.region,
    startedAt: textOf(source.startedAt),
    finishedAt: textOf(source.finishedAt),
    trigger,
    mode: policy.remediation ? 'remediate' : 'report',
    complete: unread.length === 0,
    policy,
    totals: {
      compliant: count(({ compliant }) => compliant),
      noncompliant: count(({ compliant }) => !compliant),
      optedOut: count(({ optOut }) => optOut !== undefined),
      ownedByCode: count(({ owner, compliant }) => owner !== undefined && !compliant),
      inProgress: count(({ inProgress }) => inProgress !== undefined),
      failures: source.failures,
      openDomains: domains.filter(({ vpcOnly }) => !vpcOnly).length,
    },
    breaker: breaker && { at: textOf(breaker.at), reason: breaker.reason },
    notebooks,
    unread,
    domains,
  };
}

function reported({ subject, obstacles, action }: Outcome, policy: FleetPolicy): ReportedNotebook {
  const { notebook, tags, record } = subject;
  const { name, arn, status, instanceType, platform } = notebook;
  const owner = ownerOf(tags, policy);
  const lacks = lacksOf(notebook, owner, policy);
  const due = policy.remediation && dueAt(record, policy.remediation);
  return {
    name,
    arn,
    status,
    instanceType,
    platform,
    compliant: lacks.every(({ required }) => !required),
    owner,
    optOut: tags[policy.optOutTagKey],
    lacks,
    missingSince: record.firstSeen === undefined ? undefined : textOf(record.firstSeen),
    notBefore: due === undefined ? undefined : textOf(due),
    action,
    inProgress: record.work?.step,
    skipped: obstacles,
    history: record.history.map(({ at, text }) => ({ at: textOf(at), text })),
  };
}

function byName(one: ReportedNotebook, other: ReportedNotebook): number {
  return one.name < other.name ? -1 : 1;
}

function textOf(time: number): string {
  return new Date(time).toISOString();
}
