import { Duration } from 'aws-cdk-lib';
import { checkRange } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { IDLE_TIMEOUT_MAX_MINUTES, IDLE_TIMEOUT_MIN_MINUTES } from '../../private/limits';
import { knownMinutes } from '../../private/units';

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
  const [chosen, least, most] = [idleTime, minimum, maximum].map(knownMinutes);
  const minutes = { 'the idle time': chosen, 'the minimum idle time': least, 'the maximum idle time': most };
  return [
    ...Object.entries(minutes).flatMap(([what, time]) =>
      faultsOf(
        'InvalidIdleTime',
        checkRange(what, time, IDLE_TIMEOUT_MIN_MINUTES, IDLE_TIMEOUT_MAX_MINUTES, 'minutes'),
      ),
    ),
    ...check(
      inOrder(least, chosen) && inOrder(chosen, most),
      'InvalidIdleTime',
      `the idle time must lie between its bounds, got ${chosen} for ${least} to ${most}`,
    ),
  ];
}

/** True where one of both is not known. */
function inOrder(less: number | undefined, more: number | undefined): boolean {
  return less === undefined || more === undefined || less <= more;
}
