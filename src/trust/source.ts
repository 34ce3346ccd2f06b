import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { checkAccountId, checkFormat, checkKnownLength, checkPattern, knownItems } from '../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../private/errors';
import { ORGANIZATION_ID, ORGANIZATION_PATH, REGION } from '../private/formats';
import { isUnknown } from '../private/life-cycle/unknown';

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
      ...check(accountIds.length > 0, 'InvalidAccountId', 'at least one source account is needed, got none'),
      ...faultsOf('InvalidAccountId', [
        ...checkKnownLength('the source accounts', accountIds),
        ...knownItems(accountIds).flatMap((id) => checkAccountId('a source account', id)),
      ]),
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
    SecureSageMakerError.throwIfAny(undefined, organizationFaults(organizationId, paths));
    return new SourceScope({ organizationId, organizationPaths: paths && [...new Set(paths)].sort() });
  }

  private constructor(private readonly details: ScopeDetails) {}

  /** The accounts that ARNs may name; a wildcard where the organization decides. @internal */
  public _accountsIn(scope: IConstruct): string[] {
    const { organizationId, accounts = [Stack.of(scope).account] } = this.details;
    return organizationId ? ['*'] : [...accounts];
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

function organizationFaults(organizationId: string, paths: readonly string[] | undefined): Fault[] {
  return [
    ...faultsOf('InvalidOrganization', checkFormat('the organization id', organizationId, ORGANIZATION_ID)),
    ...check(paths?.length !== 0, 'InvalidOrganization', 'at least one organization path is needed, got none'),
    ...faultsOf('InvalidOrganization', pathMessages(organizationId, paths ?? [])),
  ];
}

function pathMessages(organizationId: string, paths: readonly string[]): string[] {
  const wanted = `a path of the organization such as ${organizationId}/r-ab12/ou-ab12-11111111/*`;
  const known = knownItems(paths);
  const foreign = known.filter((path) => !isUnknown(organizationId + path) && !path.startsWith(`${organizationId}/`));
  return [
    ...known.flatMap((path) => checkPattern('an organization path', path, ORGANIZATION_PATH.pattern, wanted)),
    ...foreign.map((path) => `an organization path must be ${wanted}, got ${JSON.stringify(path)}`),
  ];
}

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
    const faults = checkFormat('the source region', region, REGION);
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
