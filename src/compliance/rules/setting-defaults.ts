import { type Fault, faultsOf } from '../../private/errors';
import { IDLE_TIMEOUT_MAX_MINUTES, IDLE_TIMEOUT_MIN_MINUTES } from '../../private/limits';
import type { RuleSettings } from './settings';

export type Settings = Required<RuleSettings>;

export const DEFAULT_SETTINGS: Settings = {
  notebookPlatforms: ['notebook-al2023-v1'],
  minimumInstanceCount: 2,
  maximumIdleMinutes: 480,
  trustedDockerAccounts: [],
};

/** What is given, and the defaults for what is not. */
export function settingsOf(given: RuleSettings = {}): Settings {
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(named) };
}

export function settingFaults(settings: Settings): Fault[] {
  return [
    ...faultsOf('InvalidPlatform', platformFaults(settings.notebookPlatforms)),
    ...faultsOf('InvalidRuleSetting', instanceCountFaults(settings.minimumInstanceCount)),
    ...faultsOf('InvalidRuleSetting', idleFaults(settings.maximumIdleMinutes)),
    ...faultsOf('InvalidAccountId', accountFaults(settings.trustedDockerAccounts)),
  ];
}

function idleFaults(minutes: number): string[] {
  const range = `from ${IDLE_TIMEOUT_MIN_MINUTES} to ${IDLE_TIMEOUT_MAX_MINUTES}`;
  const valid = Number.isInteger(minutes) && minutes >= IDLE_TIMEOUT_MIN_MINUTES && minutes <= IDLE_TIMEOUT_MAX_MINUTES;
  return valid ? [] : [`settings.maximumIdleMinutes must be a whole number ${range}, got ${minutes}`];
}

function accountFaults(accounts: readonly string[]): string[] {
  const malformed = accounts.filter((account) => !/^\d{12}$/.test(account));
  return malformed.map(
    (account) => `settings.trustedDockerAccounts must have account ids of twelve digits, got ${account}`,
  );
}

function platformFaults(platforms: readonly string[]): string[] {
  const malformed = platforms.filter((platform) => !/^notebook-[a-z0-9]+-v\d+$/.test(platform));
  const none = platforms.length ? [] : ['settings.notebookPlatforms must name a platform, got none'];
  return [
    ...none,
    ...malformed.map(
      (platform) => `settings.notebookPlatforms must have platforms such as notebook-al2023-v1, got ${platform}`,
    ),
  ];
}

function instanceCountFaults(count: number): string[] {
  return Number.isInteger(count) && count >= 1
    ? []
    : [`settings.minimumInstanceCount must be a whole number of 1 or more, got ${count}`];
}
