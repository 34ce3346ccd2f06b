import { checkPattern } from '../../private/checks';
import { faultsOf, SecureSageMakerError } from '../../private/errors';

/**
 * An instance type on which Studio applications run.
 */
export class StudioInstanceType {
  /** Two processors and 4 GiB of memory, which can change while an application runs. */
  public static readonly T3_MEDIUM = StudioInstanceType.of('ml.t3.medium');
  /** Two processors and 8 GiB of memory. */
  public static readonly T3_LARGE = StudioInstanceType.of('ml.t3.large');
  /** Two processors and 8 GiB of memory. */
  public static readonly M5_LARGE = StudioInstanceType.of('ml.m5.large');
  /** Four processors and 16 GiB of memory. */
  public static readonly M5_XLARGE = StudioInstanceType.of('ml.m5.xlarge');
  /** Four processors, 16 GiB of memory and one NVIDIA T4. */
  public static readonly G4_DN_XLARGE = StudioInstanceType.of('ml.g4dn.xlarge');

  /**
   * Any instance type, such as `ml.m6i.large`. Not every region has every type.
   */
  public static of(name: string): StudioInstanceType {
    const expected = 'an instance type such as ml.t3.medium';
    SecureSageMakerError.throwIfAny(
      undefined,
      faultsOf('InvalidInstanceType', checkPattern('a Studio instance type', name, /^ml(\.[a-z0-9-]+){2}$/, expected)),
    );
    return new StudioInstanceType(name);
  }

  private constructor(
    /** The name, with its prefix `ml.`. */
    public readonly name: string,
  ) {}
}
