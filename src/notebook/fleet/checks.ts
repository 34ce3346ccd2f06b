import type { Duration } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { checkFormat, checkMaxLength, checkNotEmpty, checkPattern, checkRange, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { TAG_TEXT } from '../../private/formats';
import { foreignFaults, used } from '../../private/life-cycle/foreign';
import { repetitionFaults } from '../../private/life-cycle/unique';
import { SAGEMAKER_TAG_MAX } from '../../private/limits';
import { knownMinutes } from '../../private/units';
import type { FleetSetting } from './fleet-setting';
import type { MaintenanceWindow } from './maintenance-window';
import type { FleetHardeningProps, FleetRemediation } from './props';

const DAY_MINUTES = 24 * 60;
const WINDOW_MINUTES = { min: 30, max: DAY_MINUTES };
const NOTICE_MINUTES = { min: 0, max: 30 * DAY_MINUTES };
const INTERVAL_MINUTES = { min: 15, max: DAY_MINUTES };
/** A limit above it would be none. */
const NOTEBOOKS_MAX = 1_000;
const ATTEMPTS_MAX = 10;

/** IAM treats `*` and `?` in the name of a condition key as what they are, but the console does not. */
const TAG_KEY = { ...TAG_TEXT, expected: `a tag key ${TAG_TEXT.expected}` };
const FAMILY = /^[a-z]+\d+[a-z0-9-]*$/;
const PREFIX = /^[\w./=-]*\/$/;

export function fleetFaults(scope: IConstruct, props: FleetHardeningProps, settings: readonly FleetSetting[]): Fault[] {
  const { optOutTagKey, codeOwnedTagKeys = [], interval, evidencePrefix, remediation } = props;
  const keys: [string, string | undefined][] = [
    ['optOutTagKey', optOutTagKey],
    ...knownItems(codeOwnedTagKeys).map((key, index): [string, string] => [`codeOwnedTagKeys[${index}]`, key]),
  ];
  return [
    ...foreignFaults(scope, [
      used('encryptionKey', props.encryptionKey?.keyArn),
      ...(remediation?.volumeKeys ?? []).map(({ keyArn }) => used('volumeKeys', keyArn)),
    ]),
    ...faultsOf('InvalidFleet', [
      ...checkNotEmpty('settings', settings),
      ...keys.flatMap(([name, key]) => checkTagKey(name, key)),
      ...checkMinutes('interval', interval, INTERVAL_MINUTES, '15 minutes', '24 hours'),
      ...checkPattern(
        'evidencePrefix',
        evidencePrefix || undefined,
        PREFIX,
        'made of letters, digits, and _./=-, with a slash at the end',
      ),
    ]),
    ...repetitionFaults('settings', settings),
    ...repetitionFaults('codeOwnedTagKeys', codeOwnedTagKeys),
    ...(remediation ? remediationFaults(remediation, settings) : []),
  ];
}

function remediationFaults(remediation: FleetRemediation, settings: readonly FleetSetting[]): Fault[] {
  const { codeOwnedSettings = [], acceleratedFamilies = [], maintenanceWindow } = remediation;
  const foreign = codeOwnedSettings.filter((setting) => !settings.includes(setting));
  return [
    ...faultsOf('InvalidFleet', [
      ...windowFaults(maintenanceWindow),
      ...checkRange('remediation.maxConcurrent', remediation.maxConcurrent, 1, NOTEBOOKS_MAX),
      ...checkRange('remediation.maxPerDay', remediation.maxPerDay, 1, NOTEBOOKS_MAX),
      ...checkRange('remediation.maxAttempts', remediation.maxAttempts, 1, ATTEMPTS_MAX),
      ...checkRange('remediation.maxFailedNotebooks', remediation.maxFailedNotebooks, 1, NOTEBOOKS_MAX),
      ...checkMinutes('remediation.noticeTime', remediation.noticeTime, NOTICE_MINUTES, 'nothing', '30 days'),
      ...knownItems(acceleratedFamilies).flatMap((family, index) =>
        checkPattern(`remediation.acceleratedFamilies[${index}]`, family, FAMILY, 'a family such as g5'),
      ),
    ]),
    ...check(
      foreign.length === 0,
      'InvalidFleet',
      `remediation.codeOwnedSettings must have only settings of the fleet, got ${foreign.join(', ')}: add them to settings`,
    ),
  ];
}

function windowFaults({ days, hour, minute, duration }: MaintenanceWindow): string[] {
  const name = 'remediation.maintenanceWindow';
  return [
    ...checkNotEmpty(`${name}.days`, days),
    ...checkRange(`${name}.hour`, hour, 0, 23),
    ...checkRange(`${name}.minute`, minute, 0, 59),
    ...checkMinutes(`${name}.duration`, duration, WINDOW_MINUTES, '30 minutes', '24 hours'),
  ];
}

function checkMinutes(
  what: string,
  duration: Duration | undefined,
  { min, max }: { readonly min: number; readonly max: number },
  from: string,
  to: string,
): string[] {
  const minutes = knownMinutes(duration);
  const isWrong = minutes !== undefined && !(Number.isInteger(minutes) && minutes >= min && minutes <= max);
  return isWrong ? [`${what} must be whole minutes from ${from} to ${to}, got ${minutes} minutes`] : [];
}

function checkTagKey(what: string, key: string | undefined): string[] {
  return [...checkFormat(what, key, TAG_KEY), ...checkMaxLength(what, key, SAGEMAKER_TAG_MAX.key)];
}
