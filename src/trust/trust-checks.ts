import type { IResolveContext } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { knownPartition, knownToDiffer, type LiteralSageMakerArn } from '../private/arn';
import { check, type Fault, faultText } from '../private/errors';
import { policySize } from '../private/policies/policy-size';
import { type WarningId, warn } from '../private/warnings';
import type { Feature } from './feature';

/** What the checks need to know of a principal. */
export interface WatchedPrincipal {
  readonly _trustPolicyQuota: number;
  _faultsIn(scope: IConstruct): Fault[];
  _weakenings(): [WarningId, string][];
}

export interface PinnedEnvironment {
  readonly scope?: IConstruct;
  readonly accounts?: readonly string[];
  readonly region?: string;
}

/** Features that were made from an ARN must be of the accounts, region and partition that the principal admits. */
export function pinningFaults(features: readonly Feature[], environment: PinnedEnvironment): Fault[] {
  return features.flatMap(({ name, _pinnedTo: arn }) => (arn ? arnFaults(name, arn, environment) : []));
}

function arnFaults(
  name: string,
  arn: LiteralSageMakerArn,
  { scope, accounts = [], region }: PinnedEnvironment,
): Fault[] {
  const partition = scope && knownPartition(scope);
  return [
    ...check(
      !accounts.some((account) => knownToDiffer(account, arn.account)),
      'ForeignSourceAccount',
      `the account of ${name} must be the one that aws:SourceAccount admits (${accounts.join(', ')}), got ${arn.account}`,
    ),
    ...check(
      region === undefined || !knownToDiffer(region, arn.region),
      'ForeignSourceRegion',
      `the region of ${name} must be the source region ${region}, got ${arn.region}`,
    ),
    ...check(
      partition === undefined || !knownToDiffer(partition, arn.partition),
      'ForeignSourcePartition',
      `the partition of ${name} must be ${partition}, got ${arn.partition}`,
    ),
  ];
}

const watched = new WeakMap<IConstruct, Set<WatchedPrincipal>>();

/**
 * A principal has no place in the construct tree. The first time that one is resolved for a construct, which is
 * before the tree is validated, its checks and warnings are put on that construct.
 */
export function watchTrust(principal: WatchedPrincipal, context: IResolveContext): void {
  const { scope } = context;
  const known = watched.get(scope) ?? new Set();
  if (!context.preparing || known.has(principal)) {
    return;
  }
  watched.set(scope, known.add(principal));
  for (const [id, detail] of principal._weakenings()) {
    warn(scope, id, detail);
  }
  warnOfLongTrust(scope, principal._trustPolicyQuota);
  scope.node.addValidation({ validate: () => trustFaults(scope, principal).map(faultText) });
}

function trustFaults(scope: IConstruct, principal: WatchedPrincipal): Fault[] {
  return [...principal._faultsIn(scope), ...lengthFaults(scope, principal._trustPolicyQuota)];
}

function lengthFaults(scope: IConstruct, quota: number): Fault[] {
  const { atLeast } = trustSize(scope);
  return check(
    atLeast <= quota,
    'TrustPolicyTooLong',
    `the trust policy must have at most ${quota} characters, got ${atLeast}: use fewer features, or wider ones`,
  );
}

function warnOfLongTrust(scope: IConstruct, quota: number): void {
  const { atLeast, atMost } = trustSize(scope);
  if (atLeast <= quota && atMost > quota) {
    warn(
      scope,
      'trust.policyMayBeTooLong',
      `It has from ${atLeast} to ${atMost} characters; the quota is ${quota}. Give the stack a region and an account.`,
    );
  }
}

/** Only role trust policies have this quota; resource policies have those of their own service. */
function trustSize(scope: IConstruct): { atLeast: number; atMost: number } {
  return CfnRole.isCfnRole(scope) ? policySize(scope, scope.assumeRolePolicyDocument) : { atLeast: 0, atMost: 0 };
}
