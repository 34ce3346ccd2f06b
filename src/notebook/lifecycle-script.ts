import { SecureSageMakerError } from '../private/errors';
import { readScript, scriptBase64, scriptFaults } from '../private/lifecycle-scripts';

const METADATA_HINT = 'ask for a token first (PUT /latest/api/token) and send it as X-aws-ec2-metadata-token';

/**
 * How a lifecycle script is checked.
 */
export interface LifecycleScriptOptions {
  /**
   * Why the script may do what looks like a metadata request without a session token. Leaves the warning
   * `notebook.metadataCallsReviewed` with the reason.
   *
   * @default - a script with such a request is refused, since a notebook instance would not answer it
   */
  readonly metadataCallsReviewed?: string;
}

/**
 * A script that a notebook instance runs as root. It must end within five minutes and hold no secrets: whoever may
 * describe the lifecycle configuration can read it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html
 */
export class LifecycleScript {
  /** A script given as text. */
  public static fromInline(text: string, options?: LifecycleScriptOptions): LifecycleScript {
    return new LifecycleScript(text, options);
  }

  /** A script read from a file, with line ends made those of Linux. */
  public static fromFile(path: string, options?: LifecycleScriptOptions): LifecycleScript {
    return new LifecycleScript(readScript(path), options);
  }

  /** Why the check of metadata calls was overruled. */
  public readonly metadataCallsReviewed?: string;

  private constructor(
    private readonly text: string,
    options: LifecycleScriptOptions = {},
  ) {
    this.metadataCallsReviewed = options.metadataCallsReviewed;
    SecureSageMakerError.throwIfAny(undefined, scriptFaults(text, { ...options, metadataHint: METADATA_HINT }));
  }

  /** What the template holds. @internal */
  public get _base64(): string {
    return scriptBase64(this.text);
  }
}
