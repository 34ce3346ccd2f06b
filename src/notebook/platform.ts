import { checkFormat } from '../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../private/errors';
import { NOTEBOOK_PLATFORM } from '../private/formats';
import { retirementOf } from '../private/notebook-platforms';
import { AL2023 } from './shared/platforms';

/**
 * The operating system and JupyterLab version of a notebook instance.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2023.html
 */
export class Platform {
  /** Amazon Linux 2023 with JupyterLab 4, the only platform that Security Hub's SageMaker.8 accepts. */
  public static readonly AL2023_V1 = new Platform(AL2023);

  /**
   * A platform that is newer than this library, such as `notebook-al2023-v2`. Retired platforms are refused.
   */
  public static of(identifier: string): Platform {
    SecureSageMakerError.throwIfAny(undefined, faultsOfPlatform(identifier));
    return new Platform(identifier);
  }

  private constructor(
    /** The identifier that SageMaker knows the platform by. */
    public readonly identifier: string,
  ) {}
}

function faultsOfPlatform(identifier: string): Fault[] {
  const retired = retirementOf(identifier)?.reason;
  const wrong = retired
    ? [`the platform must be ${Platform.AL2023_V1.identifier} or newer, got '${identifier}': ${retired}`]
    : checkFormat('the platform', identifier, NOTEBOOK_PLATFORM);
  return faultsOf('InvalidPlatform', wrong);
}
