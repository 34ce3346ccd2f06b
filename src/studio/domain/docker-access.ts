/**
 * Images of which accounts may be used where Docker is enabled.
 */
export interface DockerAccessOptions {
  /**
   * The accounts from whose registries images may be pulled, at most 20.
   *
   * @default - the account of the stack alone
   */
  readonly trustedAccounts?: string[];
}

/**
 * Whether users may build and run containers in their spaces.
 *
 * Docker pulls images through a VPC of SageMaker, past the endpoints and their policies. Rootless Docker, which takes
 * the VPC of the domain, can be set with the API alone.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-local-get-started.html
 */
export class DockerAccess {
  /** No Docker. */
  public static readonly DISABLED = new DockerAccess();

  /**
   * Docker, with images of the trusted accounts. Leaves the warning `studio.dockerEnabled`.
   */
  public static enabled(options: DockerAccessOptions = {}): DockerAccess {
    return new DockerAccess(options);
  }

  /** @internal */
  public readonly _options?: DockerAccessOptions;

  private constructor(options?: DockerAccessOptions) {
    this._options = options;
  }
}
