import { type Fault, faultsOf } from '../../private/errors';
import type { RuleSettings } from '../rule-settings';

export type Settings = Required<RuleSettings>;

export const DEFAULT_SETTINGS: Settings = {
  notebookPlatforms: ['notebook-al2023-v1'],
  minimumInstanceCount: 2,
};

/** What is given, and the defaults for what is not. */
export function settingsOf(given: RuleSettings = {}): Settings {
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_SETTINGS, ...Object.fromEntries(named) };
}

export function settingFaults({ notebookPlatforms, minimumInstanceCount }: Settings): Fault[] {
  return [...faultsOf('InvalidPlatform', platformFaults(notebookPlatforms)), ...faultsOf('InvalidRuleSetting', instanceCountFaults(minimumInstanceCount))];
}

function platformFaults(platforms: readonly string[]): string[] {
  const malformed = platforms.filter((platform) => !/^notebook-[a-z0-9]+-v\d+$/.test(platform));
  const none = platforms.length ? [] : ['settings.notebookPlatforms must name a platform, got none'];
  return [...none, ...malformed.map((platform) => `settings.notebookPlatforms must have platforms such as notebook-al2023-v1, got ${platform}`)];
}

function instanceCountFaults(count: number): string[] {
  return Number.isInteger(count) && count >= 1 ? [] : [`settings.minimumInstanceCount must be a whole number of 1 or more, got ${count}`];
}
