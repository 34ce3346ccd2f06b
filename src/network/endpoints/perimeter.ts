import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { checkAccountId, checkFormat, checkKnownLength, knownItems } from '../../private/checks';
import { check, faultsOf, SecureSageMakerError } from '../../private/errors';
import { ORGANIZATION_ID } from '../../private/formats';

interface PerimeterDetails {
  readonly accounts?: readonly string[];
  readonly organizationId?: string;
}

/**
 * Whose principals may call through endpoints, and whose resources they reach.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html
 */
export class EndpointPerimeter {
  /** The account of the stack. */
  public static readonly STACK_ACCOUNT = new EndpointPerimeter({});

  /** One or several named accounts. The stack's own account is part of it only where it is named. */
  public static accounts(...accountIds: string[]): EndpointPerimeter {
    SecureSageMakerError.throwIfAny(undefined, [
      ...check(accountIds.length > 0, 'InvalidAccountId', 'at least one account of the perimeter is needed, got none'),
      ...faultsOf('InvalidAccountId', [
        ...checkKnownLength('the accounts of the perimeter', accountIds),
        ...knownItems(accountIds).flatMap((id) => checkAccountId('an account of the perimeter', id)),
      ]),
    ]);
    return new EndpointPerimeter({ accounts: [...new Set(accountIds)].sort() });
  }

  /** Every account of an organization. */
  public static organization(organizationId: string): EndpointPerimeter {
    SecureSageMakerError.throwIfAny(
      undefined,
      faultsOf('InvalidOrganization', checkFormat('the organization id', organizationId, ORGANIZATION_ID)),
    );
    return new EndpointPerimeter({ organizationId });
  }

  private constructor(private readonly details: PerimeterDetails) {}

  /** The condition on who calls. @internal */
  public _principals(scope: IConstruct): Record<string, string | string[]> {
    const { organizationId } = this.details;
    return organizationId
      ? { 'aws:PrincipalOrgID': organizationId }
      : { 'aws:PrincipalAccount': one(this.accountsIn(scope)) };
  }

  /** The condition on what is called. @internal */
  public _resources(scope: IConstruct): Record<string, string | string[]> {
    const { organizationId } = this.details;
    return organizationId
      ? { 'aws:ResourceOrgID': organizationId }
      : { 'aws:ResourceAccount': one(this.accountsIn(scope)) };
  }

  /** The accounts that ARNs may name; a wildcard where the organization decides. @internal */
  public _arnAccounts(scope: IConstruct): readonly string[] {
    return this.details.organizationId ? ['*'] : this.accountsIn(scope);
  }

  /** Whether the accounts in ARNs say nothing, so that a condition must. @internal */
  public get _byOrganization(): boolean {
    return this.details.organizationId !== undefined;
  }

  private accountsIn(scope: IConstruct): readonly string[] {
    return this.details.accounts ?? [Stack.of(scope).account];
  }
}

function one(values: readonly string[]): string | string[] {
  return values.length === 1 ? values[0] : [...values];
}
