import type * as iam from 'aws-cdk-lib/aws-iam';
import { ConditionKey, ConditionKeyType, Requirement } from '../../conditions';
import { checkFormat, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { ROLE_ARN_PATTERN } from '../../private/formats';
import { isUnknown } from '../../private/life-cycle/unknown';
import type { ExecutionRolesOptions } from '../options/execution-roles';
import { allowedIfAny } from './allowed';

const PASS_ROLE = 'iam:PassRole';
const PASSED_TO_SERVICE = ConditionKey.of({
  name: 'iam:PassedToService',
  type: ConditionKeyType.STRING,
  actions: [PASS_ROLE],
});

/** Every partition has this principal. */
const SAGEMAKER = 'sagemaker.amazonaws.com';

/** Lets these roles be passed to SageMaker, which is what decides with whose permissions jobs and notebooks run. */
export function passRole({
  executionRoles = [],
  executionRoleArns = [],
}: ExecutionRolesOptions): iam.PolicyStatement[] {
  return allowedIfAny({
    actions: [PASS_ROLE],
    resources: [...executionRoles.map(({ roleRef }) => roleRef.roleArn), ...executionRoleArns],
    requirements: [Requirement.isOneOf(PASSED_TO_SERVICE, [SAGEMAKER])],
  });
}

/** What is wrong with the roles that may be passed; that there is none counts where one is needed. */
export function executionRoleFaults(
  { executionRoles = [], executionRoleArns = [] }: ExecutionRolesOptions,
  needed = true,
): Fault[] {
  const given = executionRoles.length + executionRoleArns.length;
  return [
    ...check(
      given > 0 || !needed,
      'ConflictingProps',
      'executionRoles or executionRoleArns must name at least one role that may be passed, got none',
    ),
    ...faultsOf('InvalidResourceArn', knownItems(executionRoleArns).flatMap(roleArnMessages)),
  ];
}

/** A wildcard for every role would hand out the permissions of the most powerful one that SageMaker may assume. */
function roleArnMessages(arn: string): string[] {
  if (!isUnknown(arn)) {
    return checkFormat('an item of executionRoleArns', arn, ROLE_ARN_PATTERN);
  }
  const everyRole = /(^[*?]|:role\/[*?]|:role\*)/.test(arn); // unanchored: what is before is often a token
  return everyRole ? [`an item of executionRoleArns must be ${ROLE_ARN_PATTERN.expected}`] : [];
}
