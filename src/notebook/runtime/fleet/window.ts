import type { FleetPolicy, WindowDefinition } from '../../shared/fleet';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** Returns a function that reports whether a time, in milliseconds since 1970, is open for changes. Creating it is slow. */
export function openTimes({ remediation }: FleetPolicy): (time: number) => boolean {
  return remediation ? maintenanceWindow(remediation.window) : () => false;
}

/** Tells whether a time, in milliseconds since 1970, is in a maintenance window. */
export function maintenanceWindow({ days, begin, minutes, timeZone }: WindowDefinition): (time: number) => boolean {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (time) => {
    const minute = minuteOfWeek(format, time);
    return days.some((day) => (minute - day * DAY - begin + WEEK) % WEEK < minutes);
  };
}

/** The minutes since the begin of Sunday, in local time. */
function minuteOfWeek(format: Intl.DateTimeFormat, time: number): number {
  const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  return WEEKDAYS.indexOf(parts.weekday) * DAY + Number(parts.hour) * 60 + Number(parts.minute);
}
