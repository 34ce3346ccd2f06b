import type * as iam from 'aws-cdk-lib/aws-iam';
import { ConditionKey } from '../../conditions';
import { checkFormat, checkNotEmpty, knownItems } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { SECURITY_GROUP_ID, SUBNET_ID } from '../../private/formats';
import type { ApprovedNetworkOptions } from '../options/jobs';
import { type GuardrailDefinition, IDENTITY_POLICIES_PAGE } from './definition';
import { denyUnless, oneOf } from './deny';

export function approvedNetwork(options: ApprovedNetworkOptions): GuardrailDefinition {
  SecureSageMakerError.throwIfAny(undefined, faultsIn(options));
  return {
    id: 'approved-network',
    description: 'SageMaker must use only approved subnets and security groups',
    controls: [
      'Security Hub SageMaker.2',
      'Control Tower CT.SAGEMAKER.PR.2',
      'Config sagemaker-notebook-instance-inside-vpc',
      'cdk-nag AwsSolutions-SM1',
    ],
    documentationUrl: IDENTITY_POLICIES_PAGE,
    statements: [...otherSubnets(options), ...otherGroups(options)],
  };
}

function otherSubnets({ subnetIds, actions }: ApprovedNetworkOptions): iam.PolicyStatement[] {
  const subnetActions = withSubnets(actions);
  if (subnetActions?.length === 0) {
    return [];
  }
  return denyUnless({ sid: 'ApprovedNetworkSubnets', actions: subnetActions }, (given) =>
    oneOf(ConditionKey.VPC_SUBNETS, subnetIds, given),
  );
}

function otherGroups({ securityGroupIds, actions }: ApprovedNetworkOptions): iam.PolicyStatement[] {
  return denyUnless({ sid: 'ApprovedNetworkSecurityGroups', actions }, (given) =>
    oneOf(ConditionKey.VPC_SECURITY_GROUP_IDS, securityGroupIds, given),
  );
}

/** Actions on user profiles carry security groups but no subnets. What carries neither is refused by the requirement. */
function withSubnets(actions: string[] | undefined): string[] | undefined {
  const onlyGroups = ConditionKey.VPC_SECURITY_GROUP_IDS.actions.filter(
    (action) => !ConditionKey.VPC_SUBNETS.actions.includes(action),
  );
  return actions?.filter((action) => !onlyGroups.includes(action));
}

function faultsIn({ subnetIds, securityGroupIds }: ApprovedNetworkOptions): Fault[] {
  return faultsOf('InvalidGuardrail', [
    ...checkNotEmpty('subnetIds', subnetIds),
    ...checkNotEmpty('securityGroupIds', securityGroupIds),
    ...knownItems(subnetIds).flatMap((id) => checkFormat('a subnet', id, SUBNET_ID)),
    ...knownItems(securityGroupIds).flatMap((id) => checkFormat('a security group', id, SECURITY_GROUP_ID)),
  ]);
}
