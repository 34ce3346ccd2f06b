import { Names, Stack, Token } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import type { Construct } from 'constructs';
import { checkFormat, checkMaxLength, checkPattern, knownItems } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { ORGANIZATION_TARGET } from '../../private/formats';
import { claimGlobalName, repetitionFaults } from '../../private/life-cycle/unique';
import { ORGANIZATION_POLICY_DESCRIPTION_MAX, ORGANIZATION_POLICY_NAME_MAX } from '../../private/limits';
import { optionalInOrder } from '../../private/order';
import { numbered } from '../../private/policies/managed-policies';
import { overflowFaults, type PolicyQuota } from '../../private/policies/overflow';
import { type PackedDocument, packedDocuments } from '../../private/policies/packed-documents';
import { warn } from '../../private/warnings';
import type { OrganizationPolicyProps } from '../organization-policy-props';
import { groupsOf } from './groups';

export interface OrganizationPolicyKind {
  readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  readonly quota: PolicyQuota;
}

/** The policies of a construct and their documents, in the same order. */
export interface OrganizationPolicies {
  readonly policies: CfnPolicy[];
  readonly documents: readonly PackedDocument[];
}

/** A single number is taken for a suffix, so that two of them leave room for it. */
const SUFFIX_LENGTH = 3;

export function organizationPolicies(
  scope: Construct,
  kind: OrganizationPolicyKind,
  props: OrganizationPolicyProps,
): OrganizationPolicies {
  const {
    guardrails,
    targetIds,
    policyName = Names.uniqueResourceName(scope, { maxLength: ORGANIZATION_POLICY_NAME_MAX - SUFFIX_LENGTH }),
  } = props;
  const quota = {
    maxLength: props.maxPolicyLength ?? kind.quota.maxLength,
    maxPolicies: props.maxPolicies ?? kind.quota.maxPolicies,
  };
  const packing = packedDocuments(scope, groupsOf(props), quota.maxLength);
  SecureSageMakerError.throwIfAny(scope, [...propsFaults(props), ...overflowFaults(packing, quota)]);
  warnOfTargets(scope, kind, targetIds);
  const description = props.description ?? shortened(guardrails.map(({ id }) => id));
  const policies = packing.documents.map(
    ({ document: content }, index) =>
      new CfnPolicy(scope, numbered('Policy', index), {
        type: kind.type,
        name: numbered(policyName, index, '-'),
        description,
        content,
        targetIds: optionalInOrder(scope, targetIds),
      }),
  );
  for (const policy of policies) {
    claimGlobalName(policy, nameOfKind(kind), () => policy.name);
  }
  oneAfterTheOther(policies);
  return { policies, documents: packing.documents };
}

/** Each type of policy has its own names. */
function nameOfKind({ type }: OrganizationPolicyKind): string {
  return `policyName of a ${type.toLowerCase().replaceAll('_', ' ')}`;
}

/** AWS Organizations refuses changes that overlap. */
function oneAfterTheOther(policies: readonly CfnPolicy[]): void {
  for (const [index, policy] of policies.slice(1).entries()) {
    policy.node.addDependency(policies[index]);
  }
}

/** As many ids as fit; the last one tells how many there are besides. */
function shortened(ids: readonly string[]): string {
  const unique = [...new Set(ids)].sort();
  const text = unique.join(', ');
  return text.length <= ORGANIZATION_POLICY_DESCRIPTION_MAX ? text : `${unique.length} guardrails for Amazon SageMaker`;
}

function propsFaults({ targetIds = [], policyName, description }: OrganizationPolicyProps): Fault[] {
  const ids = knownItems(targetIds).flatMap((id) => checkFormat('a target', id, ORGANIZATION_TARGET));
  return [
    ...faultsOf('InvalidTarget', ids),
    ...repetitionFaults('targetIds', targetIds),
    ...faultsOf('InvalidPolicyName', [
      ...checkPattern(
        'the name of an organization policy',
        policyName,
        /^[ -~]+$/,
        'made of printable ASCII characters',
      ),
      ...checkMaxLength('the name of an organization policy', policyName, ORGANIZATION_POLICY_NAME_MAX - SUFFIX_LENGTH),
      ...checkMaxLength('the description of an organization policy', description, ORGANIZATION_POLICY_DESCRIPTION_MAX),
    ]),
  ];
}

/** Organization policies are deployed from the management account, or from one to which it has delegated them. */
function warnOfTargets(scope: Construct, { type }: OrganizationPolicyKind, targetIds: readonly string[] = []): void {
  if (targetIds.length === 0) {
    warn(scope, 'guardrails.noTarget', 'Give targetIds, or attach the policies by other means.');
  }
  const { account } = Stack.of(scope);
  if (!Token.isUnresolved(account) && targetIds.includes(account)) {
    warn(
      scope,
      'guardrails.ownAccountTarget',
      `No ${type.toLowerCase().replaceAll('_', ' ')} binds the management account. ${account} is only bound if it is a delegated one.`,
    );
  }
}
