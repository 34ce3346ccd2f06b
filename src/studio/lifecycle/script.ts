import { SecureSageMakerError } from '../../private/errors';
import { readScript, scriptBase64, scriptFaults } from '../../private/lifecycle-scripts';

const METADATA_HINT =
  'Studio answers no metadata request at all, take the region from AWS_REGION and credentials from the default chain of the SDK';

/**
 * How a lifecycle script of Studio is checked.
 */
export interface StudioLifecycleScriptOptions {
  /**
   * Why the script may do what looks like a request to the instance metadata service. Leaves the warning
   * `studio.metadataCallsReviewed` with the reason.
   *
   * @default - a script with such a request is refused, since nothing answers it in Studio
   */
  readonly metadataCallsReviewed?: string;
}

/**
 * A script that runs before an application of a Studio space starts, as the user of the application. It must end within
 * five minutes and hold no secrets: whoever may describe the lifecycle configuration can read it. A script that fails
 * keeps the application from starting.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-lifecycle-configurations.html
 */
export class StudioLifecycleScript {
  /** A script given as text. */
  public static fromInline(text: string, options?: StudioLifecycleScriptOptions): StudioLifecycleScript {
    return new StudioLifecycleScript(text, options);
  }

  /** A script read from a file, with line ends made those of Linux. */
  public static fromFile(path: string, options?: StudioLifecycleScriptOptions): StudioLifecycleScript {
    return new StudioLifecycleScript(readScript(path), options);
  }

  /** Why the check of metadata calls was overruled. */
  public readonly metadataCallsReviewed?: string;

  private constructor(
    private readonly text: string,
    options: StudioLifecycleScriptOptions = {},
  ) {
    this.metadataCallsReviewed = options.metadataCallsReviewed;
    SecureSageMakerError.throwIfAny(undefined, scriptFaults(text, { ...options, metadataHint: METADATA_HINT }));
  }

  /** What the template holds. @internal */
  public get _base64(): string {
    return scriptBase64(this.text);
  }
}
