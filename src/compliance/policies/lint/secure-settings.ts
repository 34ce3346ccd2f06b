import type { PartialString } from '../../templates/partial-string';
import { opposite, some, type Truth } from '../../templates/truth';
import { isNull, isSageMakerKey, type LintedCondition, type LintedStatement, sameKey } from './document';

/** A setting of SageMaker of which one value is safe and the other one is not. */
export interface SecureSetting {
  readonly secure: string;
  readonly insecure: string;
  /** Whether SageMaker takes a request without it for the insecure value. */
  readonly insecureByDefault: boolean;
}

function insecureByDefault(secure: string, insecure: string): SecureSetting {
  return { secure, insecure, insecureByDefault: true };
}

function secureByDefault(secure: string, insecure: string): SecureSetting {
  return { secure, insecure, insecureByDefault: false };
}

/** By condition key, in lower case. */
export const SECURE_SETTINGS: ReadonlyMap<string, SecureSetting> = new Map([
  ['sagemaker:appnetworkaccesstype', insecureByDefault('VpcOnly', 'PublicInternetOnly')],
  ['sagemaker:directinternetaccess', insecureByDefault('Disabled', 'Enabled')],
  ['sagemaker:enableremotedebug', secureByDefault('false', 'true')],
  ['sagemaker:intercontainertrafficencryption', insecureByDefault('true', 'false')],
  ['sagemaker:minimuminstancemetadataserviceversion', insecureByDefault('2', '1')],
  ['sagemaker:networkisolation', insecureByDefault('true', 'false')],
  ['sagemaker:remoteaccess', secureByDefault('DISABLED', 'ENABLED')],
  ['sagemaker:rootaccess', insecureByDefault('Disabled', 'Enabled')],
]);

/** Lists of what is approved, where to name nothing means to go without protection; in lower case. */
export const PROTECTING_LISTS: readonly string[] = [
  'sagemaker:instancetypes',
  'sagemaker:vpcsecuritygroupids',
  'sagemaker:vpcsubnets',
];

/** What protects by being there at all; in lower case. */
export const PROTECTING_PRESENCE: readonly string[] = [
  'sagemaker:outputkmskeyarn',
  'sagemaker:volumekmskeyarn',
  'sagemaker:vpcsecuritygroupids',
  'sagemaker:vpcsubnets',
];

/** What a condition of a Deny statement denies of a setting that has a safe value and an unsafe one. */
export interface DeniedSetting {
  readonly setting: SecureSetting;
  readonly secure: Truth;
  readonly insecure: Truth;
}

/** Undefined where the condition compares no such setting, or not its value. */
export function deniedSetting(condition: LintedCondition): DeniedSetting | undefined {
  const setting = SECURE_SETTINGS.get(condition.key.toLowerCase());
  const { comparison } = condition;
  if (!setting || !comparison || isNull(condition)) {
    return undefined;
  }
  const holds = (value: string) => {
    const fits = some(
      condition.values.map((given) => compared(given, value, comparison.wildcards, comparison.family === 'Bool')),
    );
    return comparison.negated ? opposite(fits) : fits;
  };
  return { setting, secure: holds(setting.secure), insecure: holds(setting.insecure) };
}

function compared(given: PartialString, value: string, pattern: boolean, ignoringCase: boolean): Truth {
  if (pattern || (ignoringCase && given.literal !== undefined)) {
    return given.covers(value);
  }
  return given.equals(value);
}

/** Whether a condition denies the presence of a key that protects by being there. */
export function deniesPresence(condition: LintedCondition): boolean {
  return (
    isNull(condition) && condition.withoutKey === 'no' && PROTECTING_PRESENCE.includes(condition.key.toLowerCase())
  );
}

/** Whether a statement looks at no setting of SageMaker but one: what else it compares is there to narrow it down. */
export function isAboutNothingElse({ conditions }: LintedStatement, about: LintedCondition): boolean {
  return conditions.every((condition) => sameKey(condition, about) || !isSageMakerKey(condition));
}

/** The keys of what a Deny statement asks for, without those that only narrow it down. */
export function requirementKeys({ conditions }: LintedStatement): string[] {
  const asked = conditions.filter((condition) => {
    const denied = deniedSetting(condition);
    const protecting = PROTECTING_PRESENCE.includes(condition.key.toLowerCase());
    return denied
      ? denied.insecure === 'yes' && denied.secure === 'no'
      : protecting && (condition.withoutKey === 'yes' || condition.comparison?.negated);
  });
  return [...new Set(asked.map(({ key }) => key))];
}
