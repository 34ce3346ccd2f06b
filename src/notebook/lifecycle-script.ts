import { readFileSync } from 'node:fs';
import { Fn, Token } from 'aws-cdk-lib';
import { checkNotBlank } from '../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../private/errors';
import { LIFECYCLE_SCRIPT_MAX } from '../private/limits';
import { metadataCallsWithoutToken } from './metadata-calls';

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
    return new LifecycleScript(readFileSync(path, 'utf-8').replaceAll('\r\n', '\n'), options);
  }

  /** Why the check of metadata calls was overruled. */
  public readonly metadataCallsReviewed?: string;

  private constructor(
    private readonly text: string,
    options: LifecycleScriptOptions = {},
  ) {
    this.metadataCallsReviewed = options.metadataCallsReviewed;
    const reason = options.metadataCallsReviewed;
    const reasonFaults = reason === undefined ? [] : faultsOf('MissingReason', checkNotBlank('the reason why metadata calls were reviewed', reason));
    SecureSageMakerError.throwIfAny(undefined, [...reasonFaults, ...scriptFaults(text, reason === undefined)]);
  }

  /** What the template holds. @internal */
  public get _base64(): string {
    return Token.isUnresolved(this.text) ? Fn.base64(this.text) : encode(this.text);
  }
}

function scriptFaults(text: string, checkMetadataCalls: boolean): Fault[] {
  const length = Token.isUnresolved(text) ? 0 : encode(text).length;
  const calls = checkMetadataCalls ? metadataCallsWithoutToken(text) : [];
  const hint = 'ask for a token first (PUT /latest/api/token) and send it as X-aws-ec2-metadata-token';
  return [
    ...faultsOf('InvalidLifecycleConfig', checkNotBlank('a lifecycle script', text)),
    ...faultsOf(
      'ScriptTooLong',
      length > LIFECYCLE_SCRIPT_MAX
        ? [`a lifecycle script must have at most ${LIFECYCLE_SCRIPT_MAX} characters in Base64, got ${length}: let it fetch the rest`]
        : [],
    ),
    ...faultsOf(
      'MetadataCallWithoutToken',
      calls.map((call) => `a lifecycle script must not ask the instance metadata service without a session token, got '${call}': ${hint}`),
    ),
  ];
}

function encode(text: string): string {
  return Buffer.from(text, 'utf-8').toString('base64');
}
