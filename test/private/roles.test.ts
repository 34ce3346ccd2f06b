import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { isRoleOfApp } from '../../src/private/roles';
import { ExecutionRole } from '../../src/trust/execution-role';
import { Feature } from '../../src/trust/feature';
import { testApp } from '../app';

const ARN = 'arn:aws:iam::111122223333:role/existing';

describe('a role is one of the app', () => {
  const stack = new Stack(testApp(), 'Stack');
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });

  test.each<[string, iam.IRole, boolean]>([
    ['where it is a role of CDK', role, true],
    ['where it is an execution role', new ExecutionRole(stack, 'Execution', { features: [Feature.STUDIO] }), true],
    ['but not where it is imported', iam.Role.fromRoleArn(stack, 'Imported', ARN), false],
    ['but not where it is an imported execution role', ExecutionRole.fromRoleArn(stack, 'Existing', ARN), false],
    ['but not where its policies must not be touched', role.withoutPolicyUpdates(), false],
  ])('%s', (_, candidate, expected) => {
    expect(isRoleOfApp(candidate)).toBe(expected);
  });
});
