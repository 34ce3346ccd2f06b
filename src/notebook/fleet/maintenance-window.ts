import type { Duration, TimeZone } from 'aws-cdk-lib';

/**
 * A day of the week.
 */
export enum Weekday {
  /** Sunday. */
  SUNDAY = 'SUNDAY',
  /** Monday. */
  MONDAY = 'MONDAY',
  /** Tuesday. */
  TUESDAY = 'TUESDAY',
  /** Wednesday. */
  WEDNESDAY = 'WEDNESDAY',
  /** Thursday. */
  THURSDAY = 'THURSDAY',
  /** Friday. */
  FRIDAY = 'FRIDAY',
  /** Saturday. */
  SATURDAY = 'SATURDAY',
}

/**
 * When work on notebook instances may begin. Work that has begun is finished after the window closes.
 */
export interface MaintenanceWindow {
  /**
   * The days on which it opens.
   *
   * @default - every day
   */
  readonly days?: Weekday[];

  /** The hour at which it opens, from 0 to 23, in local time. */
  readonly hour: number;

  /**
   * The minute at which it opens, from 0 to 59.
   *
   * @default 0
   */
  readonly minute?: number;

  /** How long it is open, from 30 minutes to 24 hours. It may end on the next day. */
  readonly duration: Duration;

  /**
   * The time zone.
   *
   * @default TimeZone.ETC_UTC
   */
  readonly timeZone?: TimeZone;
}
