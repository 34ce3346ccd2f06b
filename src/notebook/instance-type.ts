import { checkFormat } from '../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../private/errors';
import { NOTEBOOK_INSTANCE_TYPE } from '../private/formats';
import { familyOf, RETIRED_FAMILIES } from './shared/platforms';

/**
 * The instance type of a notebook instance. Not every type is offered in every region.
 *
 * The names of the constants are the same in every language, with an underscore between a digit and a letter:
 * `ml.g4dn.2xlarge` is `G4_DN_2_XLARGE`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/notebooks-available-instance-types.html
 */
export class InstanceType {
  /** `ml.t3.medium`: general purpose, burstable. */
  public static readonly T3_MEDIUM = new InstanceType('ml.t3.medium');
  /** `ml.t3.large`: general purpose, burstable. */
  public static readonly T3_LARGE = new InstanceType('ml.t3.large');
  /** `ml.t3.xlarge`: general purpose, burstable. */
  public static readonly T3_XLARGE = new InstanceType('ml.t3.xlarge');
  /** `ml.t3.2xlarge`: general purpose, burstable. */
  public static readonly T3_2_XLARGE = new InstanceType('ml.t3.2xlarge');
  /** `ml.m5.xlarge`: general purpose. */
  public static readonly M5_XLARGE = new InstanceType('ml.m5.xlarge');
  /** `ml.m5.2xlarge`: general purpose. */
  public static readonly M5_2_XLARGE = new InstanceType('ml.m5.2xlarge');
  /** `ml.m5.4xlarge`: general purpose. */
  public static readonly M5_4_XLARGE = new InstanceType('ml.m5.4xlarge');
  /** `ml.m5.12xlarge`: general purpose. */
  public static readonly M5_12_XLARGE = new InstanceType('ml.m5.12xlarge');
  /** `ml.m5.24xlarge`: general purpose. */
  public static readonly M5_24_XLARGE = new InstanceType('ml.m5.24xlarge');
  /** `ml.m6i.large`: general purpose. */
  public static readonly M6_I_LARGE = new InstanceType('ml.m6i.large');
  /** `ml.m6i.xlarge`: general purpose. */
  public static readonly M6_I_XLARGE = new InstanceType('ml.m6i.xlarge');
  /** `ml.m6i.2xlarge`: general purpose. */
  public static readonly M6_I_2_XLARGE = new InstanceType('ml.m6i.2xlarge');
  /** `ml.m6i.4xlarge`: general purpose. */
  public static readonly M6_I_4_XLARGE = new InstanceType('ml.m6i.4xlarge');
  /** `ml.m6i.8xlarge`: general purpose. */
  public static readonly M6_I_8_XLARGE = new InstanceType('ml.m6i.8xlarge');
  /** `ml.m7i.large`: general purpose. */
  public static readonly M7_I_LARGE = new InstanceType('ml.m7i.large');
  /** `ml.m7i.xlarge`: general purpose. */
  public static readonly M7_I_XLARGE = new InstanceType('ml.m7i.xlarge');
  /** `ml.m7i.2xlarge`: general purpose. */
  public static readonly M7_I_2_XLARGE = new InstanceType('ml.m7i.2xlarge');
  /** `ml.m7i.4xlarge`: general purpose. */
  public static readonly M7_I_4_XLARGE = new InstanceType('ml.m7i.4xlarge');
  /** `ml.m7i.8xlarge`: general purpose. */
  public static readonly M7_I_8_XLARGE = new InstanceType('ml.m7i.8xlarge');
  /** `ml.c6i.large`: compute optimized. */
  public static readonly C6_I_LARGE = new InstanceType('ml.c6i.large');
  /** `ml.c6i.xlarge`: compute optimized. */
  public static readonly C6_I_XLARGE = new InstanceType('ml.c6i.xlarge');
  /** `ml.c6i.2xlarge`: compute optimized. */
  public static readonly C6_I_2_XLARGE = new InstanceType('ml.c6i.2xlarge');
  /** `ml.c6i.4xlarge`: compute optimized. */
  public static readonly C6_I_4_XLARGE = new InstanceType('ml.c6i.4xlarge');
  /** `ml.c6i.8xlarge`: compute optimized. */
  public static readonly C6_I_8_XLARGE = new InstanceType('ml.c6i.8xlarge');
  /** `ml.c7i.large`: compute optimized. */
  public static readonly C7_I_LARGE = new InstanceType('ml.c7i.large');
  /** `ml.c7i.xlarge`: compute optimized. */
  public static readonly C7_I_XLARGE = new InstanceType('ml.c7i.xlarge');
  /** `ml.c7i.2xlarge`: compute optimized. */
  public static readonly C7_I_2_XLARGE = new InstanceType('ml.c7i.2xlarge');
  /** `ml.c7i.4xlarge`: compute optimized. */
  public static readonly C7_I_4_XLARGE = new InstanceType('ml.c7i.4xlarge');
  /** `ml.c7i.8xlarge`: compute optimized. */
  public static readonly C7_I_8_XLARGE = new InstanceType('ml.c7i.8xlarge');
  /** `ml.r6i.large`: memory optimized. */
  public static readonly R6_I_LARGE = new InstanceType('ml.r6i.large');
  /** `ml.r6i.xlarge`: memory optimized. */
  public static readonly R6_I_XLARGE = new InstanceType('ml.r6i.xlarge');
  /** `ml.r6i.2xlarge`: memory optimized. */
  public static readonly R6_I_2_XLARGE = new InstanceType('ml.r6i.2xlarge');
  /** `ml.r6i.4xlarge`: memory optimized. */
  public static readonly R6_I_4_XLARGE = new InstanceType('ml.r6i.4xlarge');
  /** `ml.r6i.8xlarge`: memory optimized. */
  public static readonly R6_I_8_XLARGE = new InstanceType('ml.r6i.8xlarge');
  /** `ml.r7i.large`: memory optimized. */
  public static readonly R7_I_LARGE = new InstanceType('ml.r7i.large');
  /** `ml.r7i.xlarge`: memory optimized. */
  public static readonly R7_I_XLARGE = new InstanceType('ml.r7i.xlarge');
  /** `ml.r7i.2xlarge`: memory optimized. */
  public static readonly R7_I_2_XLARGE = new InstanceType('ml.r7i.2xlarge');
  /** `ml.r7i.4xlarge`: memory optimized. */
  public static readonly R7_I_4_XLARGE = new InstanceType('ml.r7i.4xlarge');
  /** `ml.r7i.8xlarge`: memory optimized. */
  public static readonly R7_I_8_XLARGE = new InstanceType('ml.r7i.8xlarge');
  /** `ml.g4dn.xlarge`: NVIDIA T4 accelerated. */
  public static readonly G4_DN_XLARGE = new InstanceType('ml.g4dn.xlarge');
  /** `ml.g4dn.2xlarge`: NVIDIA T4 accelerated. */
  public static readonly G4_DN_2_XLARGE = new InstanceType('ml.g4dn.2xlarge');
  /** `ml.g4dn.4xlarge`: NVIDIA T4 accelerated. */
  public static readonly G4_DN_4_XLARGE = new InstanceType('ml.g4dn.4xlarge');
  /** `ml.g4dn.8xlarge`: NVIDIA T4 accelerated. */
  public static readonly G4_DN_8_XLARGE = new InstanceType('ml.g4dn.8xlarge');
  /** `ml.g4dn.12xlarge`: NVIDIA T4 accelerated. */
  public static readonly G4_DN_12_XLARGE = new InstanceType('ml.g4dn.12xlarge');
  /** `ml.g4dn.16xlarge`: NVIDIA T4 accelerated. */
  public static readonly G4_DN_16_XLARGE = new InstanceType('ml.g4dn.16xlarge');
  /** `ml.g5.xlarge`: NVIDIA A10G accelerated. */
  public static readonly G5_XLARGE = new InstanceType('ml.g5.xlarge');
  /** `ml.g5.2xlarge`: NVIDIA A10G accelerated. */
  public static readonly G5_2_XLARGE = new InstanceType('ml.g5.2xlarge');
  /** `ml.g5.4xlarge`: NVIDIA A10G accelerated. */
  public static readonly G5_4_XLARGE = new InstanceType('ml.g5.4xlarge');
  /** `ml.g5.8xlarge`: NVIDIA A10G accelerated. */
  public static readonly G5_8_XLARGE = new InstanceType('ml.g5.8xlarge');
  /** `ml.g5.12xlarge`: NVIDIA A10G accelerated. */
  public static readonly G5_12_XLARGE = new InstanceType('ml.g5.12xlarge');
  /** `ml.g5.16xlarge`: NVIDIA A10G accelerated. */
  public static readonly G5_16_XLARGE = new InstanceType('ml.g5.16xlarge');
  /** `ml.g5.24xlarge`: NVIDIA A10G accelerated. */
  public static readonly G5_24_XLARGE = new InstanceType('ml.g5.24xlarge');
  /** `ml.g5.48xlarge`: NVIDIA A10G accelerated. */
  public static readonly G5_48_XLARGE = new InstanceType('ml.g5.48xlarge');
  /** `ml.g6.xlarge`: NVIDIA L4 accelerated. */
  public static readonly G6_XLARGE = new InstanceType('ml.g6.xlarge');
  /** `ml.g6.2xlarge`: NVIDIA L4 accelerated. */
  public static readonly G6_2_XLARGE = new InstanceType('ml.g6.2xlarge');
  /** `ml.g6.4xlarge`: NVIDIA L4 accelerated. */
  public static readonly G6_4_XLARGE = new InstanceType('ml.g6.4xlarge');
  /** `ml.g6.8xlarge`: NVIDIA L4 accelerated. */
  public static readonly G6_8_XLARGE = new InstanceType('ml.g6.8xlarge');
  /** `ml.g6.12xlarge`: NVIDIA L4 accelerated. */
  public static readonly G6_12_XLARGE = new InstanceType('ml.g6.12xlarge');
  /** `ml.g6.16xlarge`: NVIDIA L4 accelerated. */
  public static readonly G6_16_XLARGE = new InstanceType('ml.g6.16xlarge');
  /** `ml.g6.24xlarge`: NVIDIA L4 accelerated. */
  public static readonly G6_24_XLARGE = new InstanceType('ml.g6.24xlarge');
  /** `ml.g6.48xlarge`: NVIDIA L4 accelerated. */
  public static readonly G6_48_XLARGE = new InstanceType('ml.g6.48xlarge');
  /** `ml.p4d.24xlarge`: NVIDIA A100 accelerated. */
  public static readonly P4_D_24_XLARGE = new InstanceType('ml.p4d.24xlarge');
  /** `ml.p5.4xlarge`: NVIDIA H100 accelerated. */
  public static readonly P5_4_XLARGE = new InstanceType('ml.p5.4xlarge');
  /** `ml.p5.48xlarge`: NVIDIA H100 accelerated. */
  public static readonly P5_48_XLARGE = new InstanceType('ml.p5.48xlarge');

  /**
   * Any other type, such as `ml.r7i.12xlarge`. Families that no supported platform runs on are refused.
   */
  public static of(name: string): InstanceType {
    SecureSageMakerError.throwIfAny(undefined, faultsOfType(name));
    return new InstanceType(name);
  }

  private constructor(
    /** The name of the type, such as `ml.t3.medium`. */
    public readonly name: string,
  ) {}
}

function faultsOfType(name: string): Fault[] {
  const family = familyOf(name);
  return [
    ...faultsOf('InvalidInstanceType', checkFormat('the instance type', name, NOTEBOOK_INSTANCE_TYPE)),
    ...check(
      !RETIRED_FAMILIES.includes(family),
      'InvalidInstanceType',
      `the instance type must be one that runs on Amazon Linux 2023, got '${name}' of the family ${family}`,
    ),
  ];
}
