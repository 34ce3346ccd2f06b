import { check, type Fault } from '../../private/errors';
import { ACCOUNT_ID, NOTEBOOK_PLATFORM } from '../../private/formats';
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
  const { notebookPlatforms, minimumInstanceCount, maximumIdleMinutes, trustedDockerAccounts } = settings;
  return [
    ...check(
      notebookPlatforms.length > 0,
      'InvalidPlatform',
      'settings.notebookPlatforms must name a platform, got none',
    ),
    ...notebookPlatforms.flatMap(platformFaults),
    ...check(
      isWhole(minimumInstanceCount, 1, Number.POSITIVE_INFINITY),
      'InvalidRuleSetting',
      `settings.minimumInstanceCount must be a whole number of 1 or more, got ${minimumInstanceCount}`,
    ),
    ...check(
      isWhole(maximumIdleMinutes, IDLE_TIMEOUT_MIN_MINUTES, IDLE_TIMEOUT_MAX_MINUTES),
      'InvalidRuleSetting',
      `settings.maximumIdleMinutes must be a whole number from ${IDLE_TIMEOUT_MIN_MINUTES} to ${IDLE_TIMEOUT_MAX_MINUTES}, got ${maximumIdleMinutes}`,
    ),
    ...trustedDockerAccounts.flatMap(accountFaults),
  ];
}

function platformFaults(platform: string): Fault[] {
  return check(
    NOTEBOOK_PLATFORM.pattern.test(platform),
    'InvalidPlatform',
    `settings.notebookPlatforms must have platforms such as notebook-al2023-v1, got ${platform}`,
  );
}

function accountFaults(account: string): Fault[] {
  return check(
    ACCOUNT_ID.pattern.test(account),
    'InvalidAccountId',
    `settings.trustedDockerAccounts must have account ids of twelve digits, got ${account}`,
  );
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
