import type * as iam from 'aws-cdk-lib/aws-iam';
import { check, faultsOf, SecureSageMakerError } from '../../private/errors';
import type { EndpointPerimeter } from './perimeter';

/**
 * S3 buckets of AWS that SageMaker users read from.
 *
 * @see https://github.com/aws-samples/data-perimeter-policy-examples/blob/main/service_owned_resources.md
 */
export enum SharedBucket {
  /** The layers of container images, which Amazon ECR hands out by presigned URLs of its own. */
  CONTAINER_LAYERS = 'container-layers',
  /** Models and scripts of JumpStart. */
  JUMPSTART = 'jumpstart',
  /** Data sets of tutorials. */
  SAMPLE_DATA = 'sample-data',
}

/**
 * What the default policies of endpoints let through.
 */
export interface EndpointPolicyOptions {
  /**
   * Whose principals may call, and whose resources they reach.
   *
   * @default `EndpointPerimeter.STACK_ACCOUNT` - principals and resources of the account of the stack
   */
  readonly perimeter?: EndpointPerimeter;

  /**
   * The Studio domains that can be opened: their ids such as `d-abcdefghijkl`, or literal ARNs.
   *
   * @default - all domains of the perimeter in the region
   */
  readonly studioDomains?: string[];

  /**
   * The ids of the private APIs that can be called. Do not take them from an API of the same app that names these
   * endpoints: both would wait for each other.
   *
   * @default - all APIs of the perimeter in the region
   */
  readonly privateApis?: string[];

  /**
   * Buckets of AWS that can be read through the endpoints of S3.
   *
   * @default - container layers and JumpStart
   */
  readonly sharedBuckets?: SharedBucket[];

  /**
   * Accounts of AWS whose container images can be pulled through the endpoints of Amazon ECR. SageMaker itself pulls
   * the images of jobs, models and Studio without these endpoints.
   *
   * @default - those of the AWS Deep Learning Containers in the region of the stack, as far as CDK knows them
   */
  readonly imageAccounts?: string[];
}

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
    SecureSageMakerError.throwIfAny(
      undefined,
      check(reason.trim() !== '', 'MissingReason', 'an unrestricted endpoint needs a reason, got nothing'),
    );
    return new EndpointPolicy({ defaults: false, statements: [], reason });
  }

  private static checked(defaults: boolean, statements: iam.PolicyStatement[]): EndpointPolicy {
    const nobody = 'a statement of an endpoint policy needs a principal, got none: use new iam.StarPrincipal()';
    SecureSageMakerError.throwIfAny(undefined, [
      ...check(
        statements.length > 0,
        'InvalidEndpointPolicy',
        'an endpoint policy needs at least one statement, got none',
      ),
      ...faultsOf(
        'InvalidEndpointPolicy',
        statements.filter(({ hasPrincipal }) => !hasPrincipal).map(() => nobody),
      ),
    ]);
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
