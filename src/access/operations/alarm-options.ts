/**
 * Thresholds of alarms.
 */
export interface AccessAlarmOptions {
  /**
   * The share of requests that were refused, from 0 to 1. A larger share in two of three periods of five minutes raises an alarm,
   * for example when a change at the identity provider makes the API refuse everybody.
   *
   * @default 0.5
   */
  readonly refusedShare?: number;

  /**
   * The number of requests in five minutes below which refusals raise no alarm.
   *
   * @default 3
   */
  readonly minimumCalls?: number;
}
