import type { Clock } from '../../../../src/private/runtime/ports';

export const MINUTE = 60_000;
const INVOCATION = 15 * MINUTE;

/** A clock that moves when somebody waits, so that an hour passes in an instant. */
export class FakeClock implements Clock {
  private time = Date.UTC(2026, 0, 1);
  private started = this.time;

  public now(): number {
    return this.time;
  }

  public async sleep(milliseconds: number): Promise<void> {
    this.time += milliseconds;
  }

  public remaining(): number {
    return INVOCATION - (this.time - this.started);
  }

  /** Lambda begins another invocation. */
  public invoke(): void {
    this.started = this.time;
  }
}
