import { Aws } from 'aws-cdk-lib';
import { guardrails } from '../../../src';

const { Exemption } = guardrails;

export const ACCOUNT = '111122223333';
export const REGION = 'us-west-2';
export const FOREIGN = '999999999999';

export const SUBNETS = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'];
export const SECURITY_GROUPS = ['sg-0123456789abcdef0', 'sg-0123456789abcdef1'];

export const INSTANCE_TYPES = 'sagemaker:InstanceTypes';
export const MODEL_ARN = 'sagemaker:ModelArn';
export const PRINCIPAL_ARN = 'aws:PrincipalArn';
export const SECURITY_GROUP_IDS = 'sagemaker:VpcSecurityGroupIds';
export const TAG_KEYS = 'aws:TagKeys';
export const TAGGING_ACTION = 'sagemaker:TaggingAction';

/** What decides whether some jobs and endpoints must have a setting. */
export const SETTINGS = {
  [INSTANCE_TYPES]: { anyOf: ['ml.m5.large', 'ml.g5.xlarge'] },
  [MODEL_ARN]: [`arn:aws:sagemaker:us-west-2:${ACCOUNT}:model/m`],
};

/** A pattern of resources of SageMaker in any region of the account. */
export function anywhere(resource: string): string {
  return `arn:${Aws.PARTITION}:sagemaker:*:${Aws.ACCOUNT_ID}:${resource}`;
}

/** A pattern of roles or users of any account. */
export function anyAccount(principal: string): string {
  return `arn:${Aws.PARTITION}:iam::*:${principal}`;
}

/** A role by its ARN in requests. */
export function role(name: string, account = ACCOUNT): string {
  return `arn:aws:iam::${account}:role/${name}`;
}

/** Each kind of exemption, by the name of its factory. */
export const EXEMPTIONS = {
  principals: () => Exemption.principals([anyAccount('role/Platform*'), anyAccount('user/break-glass')]),
  principalTag: () => Exemption.principalTag('Guardrails', ['off', 'none']),
  accounts: () => Exemption.accounts([ACCOUNT]),
  serviceLinkedRoles: () => Exemption.serviceLinkedRoles(),
  callsByServices: () => Exemption.callsByServices(),
} as const satisfies Record<string, () => guardrails.Exemption>;
