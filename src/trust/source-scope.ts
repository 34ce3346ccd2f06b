import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { checkAccountId, checkPattern } from '../private/checks';
import { faultsOf, SecureSageMakerError } from '../private/errors';

/** Condition values that are known when the principal is made; the account of the stack is not. */
interface ScopeDetails {
  readonly accounts?: readonly string[];
  readonly organizationId?: string;
  readonly organizationPaths?: readonly string[];
}

/**
 * Whose SageMaker resources may make SageMaker assume a role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export class SourceScope {
  /** The account of the stack in which the policy is. */
  public static readonly STACK_ACCOUNT = new SourceScope({});

  /** One or several named accounts. The stack's own account is admitted only where it is named. */
  public static accounts(...accountIds: string[]): SourceScope {
    SecureSageMakerError.throwIfAny(undefined, [
      ...faultsOf('InvalidAccountId', accountIds.length ? [] : ['at least one source account is needed, got none']),
      ...faultsOf(
        'InvalidAccountId',
        accountIds.flatMap((id) => checkAccountId('a source account', id)),
      ),
    ]);
    return new SourceScope({ accounts: [...new Set(accountIds)].sort() });
  }

  /** Every account of an organization, by `aws:SourceOrgID`. Leaves the warning `trust.organization`. */
  public static organization(organizationId: string): SourceScope {
    return SourceScope.inOrganization(organizationId);
  }

  /**
   * Every account under the given paths of an organization, by `aws:SourceOrgPaths`. Leaves the warning
   * `trust.organization`. A path looks like `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/`, and ends in `*` to include
   * everything below.
   */
  public static organizationPaths(organizationId: string, ...paths: string[]): SourceScope {
    return SourceScope.inOrganization(organizationId, paths);
  }

  private static inOrganization(organizationId: string, paths?: string[]): SourceScope {
    const wanted = `a path of the organization such as ${organizationId}/r-ab12/ou-ab12-11111111/*`;
    const path = /^o-[a-z0-9]{10,32}\/r-[a-z0-9]{4,32}\/(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\/)*\*?$/;
    const foreign = (paths ?? []).filter(
      (p) => !Token.isUnresolved(organizationId + p) && !p.startsWith(`${organizationId}/`),
    );
    SecureSageMakerError.throwIfAny(
      undefined,
      faultsOf('InvalidOrganization', [
        ...checkPattern('the organization id', organizationId, /^o-[a-z0-9]{10,32}$/, "an id such as 'o-a1b2c3d4e5'"),
        ...(paths?.length === 0 ? ['at least one organization path is needed, got none'] : []),
        ...(paths ?? []).flatMap((p) => checkPattern('an organization path', p, path, wanted)),
        ...foreign.map((p) => `an organization path must be ${wanted}, got ${JSON.stringify(p)}`),
      ]),
    );
    return new SourceScope({ organizationId, organizationPaths: paths && [...new Set(paths)].sort() });
  }

  private constructor(private readonly details: ScopeDetails) {}

  /** The accounts that ARNs may name; a wildcard where the organization decides. @internal */
  public _accountsIn(scope: IConstruct): string[] {
    return this.details.organizationId ? ['*'] : [...(this.details.accounts ?? [Stack.of(scope).account])];
  }

  /** How many values `_accountsIn` gives. @internal */
  public get _accountCount(): number {
    return this.details.accounts?.length ?? 1;
  }

  /** The accounts, where they are named. @internal */
  public get _namedAccounts(): readonly string[] | undefined {
    return this.details.accounts;
  }

  /** @internal */
  public get _organizationId(): string | undefined {
    return this.details.organizationId;
  }

  /** @internal */
  public get _organizationPaths(): readonly string[] | undefined {
    return this.details.organizationPaths;
  }
}
