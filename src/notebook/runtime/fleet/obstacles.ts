import type { FleetPolicy, FleetSettingId, RemediationPolicy } from '../../shared/fleet';
import { AL2023, familyOf, RETIRED_FAMILIES } from '../../shared/platforms';
import { hasSetting, linuxOf, type Owner, ownerOf } from './assessment';
import type { Change, Notebook, Tags } from './notebook';
import { DAY_MS, type NotebookRecord } from './record';

export type ObstacleCode =
  | 'ReportOnly'
  | 'OptedOut'
  | 'Status'
  | 'UnknownPlatform'
  | 'RetiredPlatform'
  | 'OwnedByCode'
  | 'InstanceType'
  | 'AcceleratedInstance'
  | 'VolumeKey'
  | 'LifecycleScript'
  | 'GivenUp'
  | 'Notice'
  | 'Window'
  | 'MaxConcurrent'
  | 'MaxPerDay'
  | 'Breaker';

/** Why work on a notebook instance does not begin. */
export interface Obstacle {
  readonly code: ObstacleCode;
  readonly text: string;
}

/** What is known about a notebook instance. */
export interface Subject {
  readonly notebook: Notebook;
  readonly tags: Tags;
  readonly record: NotebookRecord;
  /** What is wrong with its lifecycle scripts. */
  readonly scriptFaults: readonly string[];
}

/** What is known about the fleet. */
export interface Situation {
  readonly policy: FleetPolicy;
  readonly now: number;
  /** Whether the maintenance window is open. */
  readonly isOpen: boolean;
  /** How many notebook instances work has begun on and not ended. */
  readonly inProgress: number;
  /** On how many of them work has begun within a day. */
  readonly begunToday: number;
  /** Why no new work begins. */
  readonly breaker?: string;
}

const ACCELERATED = /^(p|g|inf|trn|dl)\d.*$/;
const MINUTE_MS = 60_000;

/** The settings to change, after those that code owns are left to it. */
export function settingsToChange({ notebook, tags }: Subject, policy: FleetPolicy): FleetSettingId[] {
  const owned = ownerOf(tags, policy) !== undefined;
  const allowed = owned ? (policy.remediation?.codeOwnedSettings ?? []) : policy.settings;
  return policy.settings.filter((setting) => allowed.includes(setting) && !hasSetting(notebook, setting));
}

/** Root access that is disabled is sent as well, because the API documents a default for it, and strict guardrails demand it. */
export function changeFor(notebook: Notebook, settings: readonly FleetSettingId[]): Change {
  const withoutRoot = settings.includes('NO_ROOT_ACCESS') || notebook.rootAccess === 'Disabled';
  return {
    ...(withoutRoot ? { rootAccess: 'Disabled' as const } : {}),
    ...(settings.includes('PLATFORM_AL2023') ? { platform: AL2023 } : {}),
  };
}

/** Obstacles that stay until somebody changes something. */
export function lastingObstacles(subject: Subject, policy: FleetPolicy): Obstacle[] {
  const { notebook, record, scriptFaults } = subject;
  const { remediation } = policy;
  if (remediation === undefined) {
    return [{ code: 'ReportOnly', text: 'this fleet is only reported' }];
  }
  return [
    ...optOutObstacles(subject, policy),
    ...statusObstacles(notebook),
    ...ownerObstacles(subject, policy),
    ...platformObstacles(subject, policy),
    ...restartObstacles(notebook, remediation),
    ...scriptFaults.map((text): Obstacle => ({ code: 'LifecycleScript', text })),
    ...obstacleIf(record.givenUp !== undefined, 'GivenUp', `${record.givenUp}: find the cause, then reset the fleet`),
  ];
}

function optOutObstacles({ tags }: Subject, { optOutTagKey }: FleetPolicy): Obstacle[] {
  const reason = tags[optOutTagKey];
  return obstacleIf(reason !== undefined, 'OptedOut', `opted out: ${reason?.trim() || 'no reason given'}`);
}

function statusObstacles({ status, failureReason }: Notebook): Obstacle[] {
  const more = failureReason ? `: ${failureReason}` : '';
  return obstacleIf(!['InService', 'Stopped'].includes(status), 'Status', `its status is ${status}${more}`);
}

function ownerObstacles(subject: Subject, policy: FleetPolicy): Obstacle[] {
  const owner = ownerOf(subject.tags, policy);
  const left = settingsToChange(subject, policy).length === 0;
  return obstacleIf(
    left && owner !== undefined,
    'OwnedByCode',
    `${nameOf(owner)} owns it, and may undo changes: change the code, or add the settings to codeOwnedSettings`,
  );
}

function nameOf(owner: Owner | undefined): string {
  return owner?.kind === 'code' ? `code with the tag ${owner.tagKey}` : `${owner?.kind}`;
}

/** Notebook instances of retired platforms cannot start again after they stop. */
function platformObstacles(subject: Subject, policy: FleetPolicy): Obstacle[] {
  const { notebook } = subject;
  const { platform = 'unknown', instanceType } = notebook;
  const linux = linuxOf(notebook.platform);
  const upgrades = settingsToChange(subject, policy).includes('PLATFORM_AL2023');
  return [
    ...obstacleIf(linux === undefined, 'UnknownPlatform', `its platform is unknown: ${platform}`),
    ...obstacleIf(
      linux === 'al1',
      'RetiredPlatform',
      'Amazon Linux 1 cannot be upgraded and cannot start again: create a new notebook instance and copy the data',
    ),
    ...obstacleIf(
      linux === 'al2' && !upgrades,
      'RetiredPlatform',
      `${platform} cannot start again: add PLATFORM_AL2023 to the settings, which upgrades it during the same stop`,
    ),
    ...obstacleIf(
      upgrades && RETIRED_FAMILIES.includes(familyOf(instanceType)),
      'InstanceType',
      `${instanceType} does not run on Amazon Linux 2023: change the instance type first`,
    ),
  ];
}

/** What could keep a running notebook instance from running again. */
function restartObstacles(notebook: Notebook, remediation: RemediationPolicy): Obstacle[] {
  if (notebook.status !== 'InService') {
    return [];
  }
  const { instanceType, keyId } = notebook;
  const family = familyOf(instanceType);
  return [
    ...obstacleIf(
      ACCELERATED.test(family) && !remediation.acceleratedFamilies.includes(family),
      'AcceleratedInstance',
      `${instanceType} may find no capacity when it starts again: add ${family} to acceleratedFamilies`,
    ),
    ...obstacleIf(
      keyId !== undefined && !remediation.volumeKeyArns.some((arn) => arn === keyId || arn.endsWith(`:key/${keyId}`)),
      'VolumeKey',
      `the role may not use the key of the volume to start it again: add ${keyId} to volumeKeys`,
    ),
  ];
}

/** Obstacles that time removes. Those after the first matter only without it. */
export function passingObstacles({ notebook, record }: Subject, situation: Situation): Obstacle[] {
  const { policy, now, breaker } = situation;
  const { remediation } = policy;
  if (remediation === undefined) {
    return [];
  }
  const { maxConcurrent, maxPerDay } = remediation;
  const due = dueAt(record, remediation);
  const waits = notebook.status === 'InService' && (due === undefined || now < due);
  return [
    ...obstacleIf(breaker !== undefined, 'Breaker', `all work is stopped: ${breaker}`),
    ...obstacleIf(waits, 'Notice', due === undefined ? 'notice comes first' : `notice was given until ${textOf(due)}`),
    ...obstacleIf(!situation.isOpen, 'Window', 'outside the maintenance window'),
    ...obstacleIf(situation.inProgress >= maxConcurrent, 'MaxConcurrent', `work on ${maxConcurrent} others goes on`),
    ...obstacleIf(situation.begunToday >= maxPerDay, 'MaxPerDay', `work on ${maxPerDay} has begun within a day`),
  ];
}

/** When a notebook instance may be stopped, in milliseconds since 1970. */
export function dueAt(
  { noticedAt }: NotebookRecord,
  { noticeMinutes }: Pick<RemediationPolicy, 'noticeMinutes'>,
): number | undefined {
  return noticedAt === undefined ? undefined : noticedAt + noticeMinutes * MINUTE_MS;
}

export function begunWithinDay({ begun }: NotebookRecord, now: number): number {
  return begun.filter((at) => now - at < DAY_MS).length;
}

function obstacleIf(condition: boolean, code: ObstacleCode, text: string): Obstacle[] {
  return condition ? [{ code, text }] : [];
}

function textOf(time: number): string {
  return new Date(time).toISOString();
}
