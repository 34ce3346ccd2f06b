import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { trust } from '../../src';
import { ENV, synthFaults, testStack } from './support';

const { ExecutionRole } = trust;
const ARN = 'arn:aws:iam::111122223333:role/ml/exec';

function granted(roleArn: string, options?: iam.FromRoleArnOptions, stack = testStack({ env: ENV })) {
  const role = ExecutionRole.fromRoleArn(stack, 'Exec', roleArn, options);
  const bucket = new s3.Bucket(stack, 'Bucket', { bucketName: 'data' });
  return { stack, role, grant: bucket.grantRead(role) };
}

describe('an existing execution role', () => {
  test('has its ARN and the last part of it as name', () => {
    const { role, stack } = granted(ARN);
    expect([role.roleArn, role.roleName, role.principalAccount]).toEqual([ARN, 'exec', '111122223333']);
    expect(role.env.account).toBe('111122223333');
    expect(stack.resolve(role.policyFragment.principalJson)).toEqual({ AWS: [ARN] });
  });

  test('gets grants in a managed policy, and keeps its trust policy', () => {
    const { stack, grant } = granted(ARN);
    expect(grant.success).toBe(true);
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', { Roles: ['exec'] });
    template.resourceCountIs('AWS::IAM::Role', 0);
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('gets no policy where it is not mutable', () => {
    const { stack, role } = granted(ARN, { mutable: false });
    expect(role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }))).toEqual(
      { statementAdded: false },
    );
    Template.fromStack(stack).resourceCountIs('AWS::IAM::ManagedPolicy', 0);
  });

  test('of another account gets its grant in the policy of the resource', () => {
    const { stack } = granted('arn:aws:iam::999999999999:role/exec');
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
    const [policy] = Object.values(template.findResources('AWS::S3::BucketPolicy'));
    expect(policy.Properties.PolicyDocument.Statement[0].Principal).toEqual({
      AWS: 'arn:aws:iam::999999999999:role/exec',
    });
  });

  test('is taken for one of the same account where the stack has none', () => {
    const { stack } = granted(ARN, undefined, testStack());
    Template.fromStack(stack).resourceCountIs('AWS::IAM::ManagedPolicy', 1);
  });

  test('may be passed and read as any other', () => {
    const { stack, role } = granted(ARN);
    const caller = new iam.ManagedPolicy(stack, 'Caller');
    role.grants.passRole(caller);
    expect(synthFaults(stack)).toBe('');
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: { Statement: [{ Action: 'iam:PassRole', Resource: ARN }] },
    });
  });
});

describe('grants on an execution role', () => {
  const conditions = { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } };

  function callerOf(grant: (role: trust.ExecutionRole, caller: iam.Role) => iam.Grant) {
    const stack = testStack();
    const role = new ExecutionRole(stack, 'Exec', { features: [trust.Feature.TRAINING], roleName: 'exec' });
    const caller = new iam.Role(stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() });
    expect(grant(role, caller).success).toBe(true);
    const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
    expect(policy.Properties.Roles).toEqual([stack.resolve(caller.roleName)]);
    return { statements: policy.Properties.PolicyDocument.Statement, arn: stack.resolve(role.roleArn) };
  }

  test('allow to pass it to SageMaker alone', () => {
    const { statements, arn } = callerOf((role, caller) => role.grants.passRole(caller));
    expect(statements).toEqual([{ Effect: 'Allow', Action: 'iam:PassRole', Resource: arn, Condition: conditions }]);
  });

  test('allow the same through the method that every role has', () => {
    const { statements, arn } = callerOf((role, caller) => role.grantPassRole(caller));
    expect(statements).toEqual([{ Effect: 'Allow', Action: 'iam:PassRole', Resource: arn, Condition: conditions }]);
  });

  test('allow to read it', () => {
    const { statements, arn } = callerOf((role, caller) => role.grants.read(caller));
    expect(statements).toEqual([{ Effect: 'Allow', Action: 'iam:GetRole', Resource: arn }]);
  });

  test('allow other actions by name', () => {
    const { statements, arn } = callerOf((role, caller) => role.grant(caller, 'iam:ListRoleTags'));
    expect(statements).toEqual([{ Effect: 'Allow', Action: 'iam:ListRoleTags', Resource: arn }]);
  });

  test('allow to assume it', () => {
    const { statements, arn } = callerOf((role, caller) => role.grantAssumeRole(caller));
    expect(statements).toEqual([{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: arn }]);
  });

  test('work for any role', () => {
    const stack = new Stack();
    const role = new iam.CfnRole(stack, 'Role', { assumeRolePolicyDocument: {} });
    const caller = new iam.ManagedPolicy(stack, 'Caller');
    trust.ExecutionRoleGrants.fromRole(role).passRole(caller);
    expect(stack.resolve(caller.document).Statement[0].Resource).toEqual({ 'Fn::GetAtt': ['Role', 'Arn'] });
  });
});
