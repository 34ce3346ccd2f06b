import { checkFormat } from '../../private/checks';
import { faultsOf, SecureSageMakerError } from '../../private/errors';
import { STUDIO_INSTANCE_TYPE } from '../../private/formats';

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
    SecureSageMakerError.throwIfAny(
      undefined,
      faultsOf('InvalidInstanceType', checkFormat('a Studio instance type', name, STUDIO_INSTANCE_TYPE)),
    );
    return new StudioInstanceType(name);
  }

  private constructor(
    /** The name, with its prefix `ml.`. */
    public readonly name: string,
  ) {}
}
