import { type IResolveContext, Lazy, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { sageMakerArn } from '../private/arn';
import { checkNotBlank, checkRange } from '../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../private/errors';
import { TRUST_POLICY_DEFAULT_QUOTA, TRUST_POLICY_MAX_QUOTA } from '../private/limits';
import { entriesInOrder } from '../private/order';
import type { WarningId } from '../private/warnings';
import type { Feature } from './feature';
import { ACCOUNT_WIDE } from './feature-table';
import { actionsByConditions } from './further-conditions';
import { compare, lazyValues } from './lazy-values';
import type { SessionAction } from './session-action';
import { SourceRegion, SourceScope } from './source';
import { pinningFaults, watchTrust } from './trust-checks';

/**
 * What every mode of a SageMaker principal can be told.
 */
export interface SageMakerPrincipalOptions {
  /**
   * Whose SageMaker resources may make SageMaker assume the role.
   *
   * @default `SourceScope.STACK_ACCOUNT` - those of the account that the stack is deployed to
   */
  readonly source?: SourceScope;

  /**
   * Session actions to allow besides those of the features.
   *
   * @default - `sts:AssumeRole` and what the features need
   */
  readonly sessionActions?: SessionAction[];

  /**
   * The quota for the length of a role trust policy in the account, from 2048 to 8192 characters.
   *
   * @default 2048 - what IAM grants without a request
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
   */
  readonly trustPolicyQuota?: number;
}

/**
 * What a SageMaker principal is for.
 */
export interface SageMakerPrincipalProps extends SageMakerPrincipalOptions {
  /**
   * The features for which SageMaker may assume the role. Their order never matters; their patterns add up, so the
   * principal is as wide as its widest feature.
   */
  readonly features: Feature[];

  /**
   * The region of the SageMaker resources.
   *
   * @default `SourceRegion.STACK` - the region that the stack is deployed to
   */
  readonly sourceRegion?: SourceRegion;
}

/**
 * What a principal that is pinned to the account alone is for.
 */
export interface AccountOnlyPrincipalOptions extends SageMakerPrincipalOptions {
  /**
   * The features for which SageMaker may assume the role, out of those of which AWS documents no source ARN.
   */
  readonly features: Feature[];
}

const SERVICE = 'sagemaker.amazonaws.com';
const SOURCE_ACCOUNT = 'aws:SourceAccount';
const SOURCE_ARN = 'aws:SourceArn';
const GUARDING_KEYS = [SOURCE_ACCOUNT, SOURCE_ARN, 'aws:SourceOrgID', 'aws:SourceOrgPaths'];

/**
 * SageMaker as a principal that no confused deputy can abuse: pinned to an account by `aws:SourceAccount` and to the
 * features' resources by `aws:SourceArn`, in the partition, region and account of the stack that uses it.
 *
 * Works in every `iam.Role` and in resource policies. A key that SageMaker does not send denies.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html
 */
export class SageMakerPrincipal extends iam.PrincipalBase {
  /**
   * Pins the trust to the account alone, for features of which AWS does not document that SageMaker sends an ARN.
   * Leaves the warning `trust.accountOnly`.
   */
  public static accountOnly(options: AccountOnlyPrincipalOptions): SageMakerPrincipal {
    return new AccountOnlyPrincipal(options);
  }

  /**
   * Puts no condition on the trust: any account can use the role through SageMaker if it can pass it.
   * Leaves the warning `trust.unrestricted` with the reason.
   */
  public static unrestricted(reason: string): SageMakerPrincipal {
    return new UnrestrictedPrincipal(reason);
  }

  /** The features for which SageMaker may assume the role. */
  public readonly features: Feature[];

  /** @internal */
  protected readonly _source: SourceScope;
  /** @internal */
  public readonly _trustPolicyQuota: number;
  private readonly sourceRegion: SourceRegion;
  private readonly actions: string[];
  private readonly sourceArnPatterns: string[];

  constructor(props: SageMakerPrincipalProps) {
    super();
    this.features = sortedByName(props.features);
    this._source = props.source ?? SourceScope.STACK_ACCOUNT;
    this._trustPolicyQuota = props.trustPolicyQuota ?? TRUST_POLICY_DEFAULT_QUOTA;
    this.sourceRegion = props.sourceRegion ?? SourceRegion.STACK;
    this.sourceArnPatterns = unionOfPatterns(this.features);
    this.actions = unionOfActions(this.assumeRoleAction, this.features, props.sessionActions);
    SecureSageMakerError.throwIfAny(undefined, this._inputFaults());
  }

  public get policyFragment(): iam.PrincipalPolicyFragment {
    return new iam.PrincipalPolicyFragment({ Service: [this.serviceName] }, this._conditions());
  }

  public addToAssumeRolePolicy(document: iam.PolicyDocument): void {
    document.addStatements(new iam.PolicyStatement({ actions: this.actions, principals: [this] }));
  }

  /**
   * Adds conditions to the principal. Those that guard against the confused deputy cannot be replaced. `sts:AssumeRole` gets all of
   * them; a session action gets those on keys that its requests have.
   */
  public withConditions(conditions: iam.Conditions): iam.PrincipalBase {
    const keys = Object.values(conditions).flatMap((block) => Object.keys(block as object));
    const replaced = keys.filter((key) => GUARDING_KEYS.some((guard) => guard.toLowerCase() === key.toLowerCase()));
    const hint = 'use the props of SageMakerPrincipal instead';
    const messages = replaced.map(
      (key) => `a further condition must not be about ${key}, which guards against the confused deputy: ${hint}`,
    );
    SecureSageMakerError.throwIfAny(undefined, faultsOf('ReplacedCondition', messages));
    const inOrder = entriesInOrder(conditions).map(([operator, block]) => [operator, blockInOrder(block)]);
    return new FurtherConditionedPrincipal(this, Object.fromEntries(inOrder), this.actions);
  }

  public dedupeString(): string | undefined {
    return undefined;
  }

  public toString(): string {
    return `SageMakerPrincipal(${this.features.map(({ name }) => name).join(', ')})`;
  }

  /** @internal */
  protected _inputFaults(): Fault[] {
    return [
      ...check(
        this.features.length > 0,
        'InvalidFeature',
        'a SageMaker principal needs at least one feature, got none',
      ),
      ...faultsOf(
        'InvalidQuota',
        checkRange(
          'trustPolicyQuota',
          this._trustPolicyQuota,
          TRUST_POLICY_DEFAULT_QUOTA,
          TRUST_POLICY_MAX_QUOTA,
          'characters',
        ),
      ),
      ...pinningFaults(this.features, { accounts: this._source._namedAccounts }),
    ];
  }

  /** @internal */
  protected _conditions(): iam.Conditions {
    return { ...this._scopeConditions(), ArnLike: { [SOURCE_ARN]: this.sourceArns() } };
  }

  /** @internal */
  protected _scopeConditions(): iam.Conditions {
    const { _organizationId, _organizationPaths } = this._source;
    if (_organizationId === undefined) {
      const accounts = (scope: IConstruct) => this._source._accountsIn(scope);
      return { StringEquals: { [SOURCE_ACCOUNT]: lazyValues(this._source._accountCount, accounts) } };
    }
    const paths = _organizationPaths && { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': [..._organizationPaths] } };
    return { StringEquals: { 'aws:SourceOrgID': _organizationId }, ...paths };
  }

  /** The weakenings that this principal stands for, with what to tell about them. @internal */
  public _weakenings(): [WarningId, string][] {
    const weakenings: [WarningId, string][] = [];
    if (this.sourceRegion._isAny) {
      weakenings.push(['trust.anyRegion', 'Name a region unless SageMaker assumes the role in several.']);
    }
    if (this._source._organizationId) {
      weakenings.push(['trust.organization', 'Name the accounts where they are known.']);
    }
    return weakenings;
  }

  /** What is wrong with the principal in the stack of the scope. @internal */
  public _faultsIn(scope: IConstruct): Fault[] {
    const organization = this._source._organizationId !== undefined;
    return pinningFaults(this.features, {
      scope,
      accounts: organization ? undefined : this._source._accountsIn(scope),
      region: this.sourceRegion._isAny ? undefined : this.sourceRegion._in(scope),
    });
  }

  /** A token, since the construct in which the principal is used is known no earlier. */
  private get serviceName(): string {
    return Lazy.uncachedString({
      produce: (context: IResolveContext) => {
        watchTrust(this, context);
        return SERVICE;
      },
    });
  }

  private sourceArns(): string | string[] {
    return lazyValues(this.sourceArnPatterns.length * this._source._accountCount, (scope) => {
      const region = this.sourceRegion._in(scope);
      return this._source
        ._accountsIn(scope)
        .flatMap((account) =>
          this.sourceArnPatterns.map((resource) => sageMakerArn(scope, { resource, region, account })),
        );
    });
  }
}

/** A principal with conditions on top, which each action has as far as its requests have the keys. */
class FurtherConditionedPrincipal extends iam.PrincipalWithConditions {
  constructor(
    private readonly principal: SageMakerPrincipal,
    private readonly further: iam.Conditions,
    private readonly actions: readonly string[],
  ) {
    super(principal, further);
  }

  public addToAssumeRolePolicy(document: iam.PolicyDocument): void {
    const statements = actionsByConditions(this.actions, this.further).map(([conditions, actions]) => {
      const principals = [new iam.PrincipalWithConditions(this.principal, conditions)];
      return new iam.PolicyStatement({ actions, principals });
    });
    document.addStatements(...statements);
  }

  public withConditions(conditions: iam.Conditions): iam.PrincipalBase {
    const blocks = Object.entries(conditions).map(([operator, block]) => [
      operator,
      { ...(this.further[operator] as object), ...(block as object) },
    ]);
    return this.principal.withConditions({ ...this.further, ...Object.fromEntries(blocks) });
  }
}

/** Trust that is pinned to the account alone. */
class AccountOnlyPrincipal extends SageMakerPrincipal {
  public _weakenings(): [WarningId, string][] {
    return [
      ...super._weakenings(),
      ['trust.accountOnly', `Features: ${this.features.map(({ name }) => name).join(', ')}.`],
    ];
  }

  protected _inputFaults(): Fault[] {
    const known = this.features.filter(({ documented }) => documented);
    const messages = known.map(
      ({ name, documentationUrl }) =>
        `account-only trust is for features whose source ARN AWS does not document, got ${name} (${documentationUrl})`,
    );
    return [...super._inputFaults(), ...faultsOf('InvalidFeature', messages)];
  }

  protected _conditions(): iam.Conditions {
    return this._scopeConditions();
  }
}

/** Trust without any condition. */
class UnrestrictedPrincipal extends SageMakerPrincipal {
  constructor(private readonly reason: string) {
    super({ features: [] });
    SecureSageMakerError.throwIfAny(
      undefined,
      faultsOf('MissingReason', checkNotBlank('the reason for unrestricted trust', reason)),
    );
  }

  public _weakenings(): [WarningId, string][] {
    return [['trust.unrestricted', `Reason: ${this.reason}.`]];
  }

  protected _inputFaults(): Fault[] {
    return [];
  }

  protected _conditions(): iam.Conditions {
    return {};
  }
}

function blockInOrder(block: unknown): unknown {
  return Token.isUnresolved(block) ? block : Object.fromEntries(entriesInOrder(block as Record<string, unknown>));
}

/** Sorted, so that the order in which features are given never shows in a template. */
function sortedByName(features: readonly Feature[]): Feature[] {
  return [...new Set(features)].sort((a, b) => compare(a.name, b.name));
}

/** The account-wide pattern covers every other; where it is needed, the others would only take room. */
function unionOfPatterns(features: readonly Feature[]): string[] {
  const patterns = [...new Set(features.flatMap((feature) => feature.sourceArnPatterns))].sort();
  return patterns.includes(ACCOUNT_WIDE) ? [ACCOUNT_WIDE] : patterns;
}

function unionOfActions(
  assumeRole: string,
  features: readonly Feature[],
  more: readonly SessionAction[] = [],
): string[] {
  return [assumeRole, ...[...new Set([...features.flatMap((feature) => feature.sessionActions), ...more])].sort()];
}
