import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { checkPattern } from '../private/checks';
import { faultsOf, SecureSageMakerError } from '../private/errors';

/**
 * The region in which the SageMaker resource must be that makes SageMaker assume a role.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html
 */
export class SourceRegion {
  /** The region of the stack in which the policy is. */
  public static readonly STACK = new SourceRegion();

  /** Every region: for roles that SageMaker assumes in several regions. Leaves the warning `trust.anyRegion`. */
  public static readonly ANY = new SourceRegion('*');

  /** One named region. */
  public static of(region: string): SourceRegion {
    const faults = checkPattern(
      'the source region',
      region,
      /^[a-z]{2,5}(-[a-z0-9]+)+-\d$/,
      'the name of a region such as eu-central-1',
    );
    SecureSageMakerError.throwIfAny(undefined, faultsOf('InvalidRegion', faults));
    return new SourceRegion(region);
  }

  private constructor(private readonly region?: string) {}

  /** @internal */
  public _in(scope: IConstruct): string {
    return this.region ?? Stack.of(scope).region;
  }

  /** @internal */
  public get _isAny(): boolean {
    return this.region === '*';
  }
}
