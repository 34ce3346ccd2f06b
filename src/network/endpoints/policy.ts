import type * as iam from 'aws-cdk-lib/aws-iam';
import { faultsOf, SecureSageMakerError } from '../../private/errors';

/** How a policy comes about. */
interface PolicyDetails {
  /** Whether the statements of the library are part of it. */
  readonly defaults: boolean;
  readonly statements: readonly iam.PolicyStatement[];
  readonly reason?: string;
}

/**
 * The policy of one endpoint: what may go through it. It allows nobody anything that other policies do not allow as well.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export class EndpointPolicy {
  /** The default policy and further statements, such as for a bucket of a partner. */
  public static extended(...statements: iam.PolicyStatement[]): EndpointPolicy {
    return EndpointPolicy.checked(true, statements);
  }

  /** Nothing but these statements, in place of the default policy. */
  public static of(...statements: iam.PolicyStatement[]): EndpointPolicy {
    return EndpointPolicy.checked(false, statements);
  }

  /** Everything, for everybody, on resources of every account. Leaves the warning `network.unrestrictedEndpoint`. */
  public static unrestricted(reason: string): EndpointPolicy {
    const missing = reason.trim() ? [] : ['an unrestricted endpoint needs a reason, got nothing'];
    SecureSageMakerError.throwIfAny(undefined, faultsOf('MissingReason', missing));
    return new EndpointPolicy({ defaults: false, statements: [], reason });
  }

  private static checked(defaults: boolean, statements: iam.PolicyStatement[]): EndpointPolicy {
    SecureSageMakerError.throwIfAny(
      undefined,
      faultsOf('InvalidEndpointPolicy', [
        ...(statements.length ? [] : ['an endpoint policy needs at least one statement, got none']),
        ...statements
          .filter(({ hasPrincipal }) => !hasPrincipal)
          .map(() => 'a statement of an endpoint policy needs a principal, got none: use new iam.StarPrincipal()'),
      ]),
    );
    return new EndpointPolicy({ defaults, statements });
  }

  private constructor(private readonly details: PolicyDetails) {}

  /** @internal */
  public get _withDefaults(): boolean {
    return this.details.defaults;
  }

  /** @internal */
  public get _statements(): readonly iam.PolicyStatement[] {
    return this.details.statements;
  }

  /** Why there is no restriction at all. @internal */
  public get _unrestrictedBecause(): string | undefined {
    return this.details.reason;
  }
}
