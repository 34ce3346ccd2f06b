import { TimeZone } from 'aws-cdk-lib';
import type { WindowDefinition } from '../shared/fleet';
import { type MaintenanceWindow, Weekday } from './maintenance-window';

const WEEKDAYS = Object.values(Weekday);

/** The window for the handler. The order of the days means nothing. */
export function windowDefinition({ days, hour, minute = 0, duration, timeZone }: MaintenanceWindow): WindowDefinition {
  const numbers = new Set((days ?? WEEKDAYS).map((day) => WEEKDAYS.indexOf(day)));
  return {
    days: [...numbers].sort(),
    begin: hour * 60 + minute,
    minutes: duration.toMinutes(),
    timeZone: (timeZone ?? TimeZone.ETC_UTC).timezoneName,
  };
}
