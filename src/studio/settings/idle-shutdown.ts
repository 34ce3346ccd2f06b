import { Duration, Token } from 'aws-cdk-lib';
import { checkRange } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { IDLE_TIMEOUT_MAX_MINUTES, IDLE_TIMEOUT_MIN_MINUTES } from '../../private/limits';

/**
 * The bounds within which users may choose an idle time of their own.
 */
export interface IdleShutdownBounds {
  /**
   * The shortest idle time that users may choose, at least 60 minutes.
   *
   * @default - 60 minutes, or the idle time itself where that is shorter
   */
  readonly minimum?: Duration;

  /**
   * The longest idle time that users may choose, at most 525600 minutes.
   *
   * @default - the idle time itself, so that users can only shorten it
   */
  readonly maximum?: Duration;
}

/**
 * When applications without activity are shut down.
 *
 * Works in applications that run the SageMaker distribution image 2.0 or newer. Custom images need the extension that
 * reports their activity.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-idle-shutdown.html
 */
export class IdleShutdown {
  /**
   * Applications run until somebody stops them. Leaves the warning `studio.noIdleShutdown`.
   */
  public static readonly DISABLED = new IdleShutdown();

  /**
   * Applications are shut down once they have been idle for a time from 60 to 525600 minutes.
   */
  public static after(idleTime: Duration, bounds: IdleShutdownBounds = {}): IdleShutdown {
    return new IdleShutdown(
      idleTime,
      bounds.minimum ?? Duration.minutes(IDLE_TIMEOUT_MIN_MINUTES),
      bounds.maximum ?? idleTime,
    );
  }

  private constructor(
    /** The idle time, absent where applications are not shut down. */
    public readonly idleTime?: Duration,
    /** The shortest idle time that users may choose. */
    public readonly minimum?: Duration,
    /** The longest idle time that users may choose. */
    public readonly maximum?: Duration,
  ) {
    SecureSageMakerError.throwIfAny(undefined, idleFaults(this));
  }
}

function idleFaults({ idleTime, minimum, maximum }: IdleShutdown): Fault[] {
  const minutes = { 'the idle time': idleTime, 'the minimum idle time': minimum, 'the maximum idle time': maximum };
  const known = (time: Duration | undefined) =>
    time === undefined || time.isUnresolved() ? undefined : time.toMinutes({ integral: false });
  const [chosen, least, most] = [idleTime, minimum, maximum].map(known);
  const outside = [
    least !== undefined && chosen !== undefined && least > chosen,
    most !== undefined && chosen !== undefined && most < chosen,
  ].some(Boolean);
  return faultsOf('InvalidIdleTime', [
    ...Object.entries(minutes).flatMap(([what, time]) =>
      checkRange(what, known(time), IDLE_TIMEOUT_MIN_MINUTES, IDLE_TIMEOUT_MAX_MINUTES, 'minutes'),
    ),
    ...(outside && ![chosen, least, most].some(Token.isUnresolved)
      ? [`the idle time must lie between its bounds, got ${chosen} for ${least} to ${most}`]
      : []),
  ]);
}
