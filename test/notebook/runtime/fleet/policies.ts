import type { FleetPolicy, RemediationPolicy } from '../../../../src/notebook/shared/fleet';

export const ALWAYS = { days: [0, 1, 2, 3, 4, 5, 6], begin: 0, minutes: 24 * 60, timeZone: 'UTC' };

/** Nothing waits for a window or for notice, except where a test is about it. */
export const REMEDIATION: RemediationPolicy = {
  window: ALWAYS,
  codeOwnedSettings: [],
  maxConcurrent: 5,
  maxPerDay: 100,
  noticeMinutes: 0,
  maxAttempts: 2,
  maxFailedNotebooks: 3,
  acceleratedFamilies: [],
  volumeKeyArns: [],
};

export const REPORT: FleetPolicy = { settings: ['IMDS_V2'], optOutTagKey: 'opt-out', codeOwnedTagKeys: ['terraform'] };

export function remediating(
  remediation: Partial<RemediationPolicy> = {},
  policy: Partial<FleetPolicy> = {},
): FleetPolicy {
  return { ...REPORT, ...policy, remediation: { ...REMEDIATION, ...remediation } };
}
