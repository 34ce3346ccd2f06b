import { CfnParameter, Duration, Lazy, type Stack, Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { trust } from '../../src';
import { codesOf, errorOf } from '../faults';
import { ENV, synthFaults, testStack, warningsOf } from './support';

const { ExecutionRole, Feature, SageMakerPrincipal } = trust;
const features = [Feature.TRAINING];

function roleProps(stack: Stack) {
  return Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'))[0].Properties;
}

function statement(index: number, length = 100): iam.PolicyStatement {
  const name = `bucket-${String(index).padStart(4, '0')}`;
  return new iam.PolicyStatement({
    actions: ['s3:GetObject'],
    resources: [`arn:aws:s3:::${name.padEnd(length, 'x')}/*`],
    conditions: { Null: { [`aws:RequestTag/${name}`]: 'true' } },
  });
}

describe('an execution role', () => {
  test('is trusted for its features, and may do nothing', () => {
    const stack = testStack();
    const role = new ExecutionRole(stack, 'Exec', { features });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::Role', 1);
    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
    expect(Object.keys(roleProps(stack)).sort()).toEqual(['AssumeRolePolicyDocument', 'Description']);
    const [id] = Object.keys(template.findResources('AWS::IAM::Role'));
    expect(stack.resolve(role.roleArn)).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
    expect(stack.resolve(role.roleName)).toEqual({ Ref: id });
    expect(stack.resolve(role.roleRef)).toEqual({
      roleArn: stack.resolve(role.roleArn),
      roleName: stack.resolve(role.roleName),
    });
    expect(warningsOf(stack)).toEqual([]);
  });

  test('has the same trust policy as a plain role of that principal', () => {
    const [ours, plain] = [testStack(), testStack()];
    const role = new ExecutionRole(ours, 'Role', { features: [Feature.TRAINING, Feature.PROCESSING] });
    new iam.Role(plain, 'Role', {
      assumedBy: new SageMakerPrincipal({ features: [Feature.PROCESSING, Feature.TRAINING] }),
    });
    expect(roleProps(ours).AssumeRolePolicyDocument).toEqual(roleProps(plain).AssumeRolePolicyDocument);
    expect(role.principal.features).toEqual([Feature.PROCESSING, Feature.TRAINING]);
  });

  test('is the same in whatever order its features are given', () => {
    const [one, other] = [
      [Feature.TRAINING, Feature.IMAGES],
      [Feature.IMAGES, Feature.TRAINING],
    ].map((order) => {
      const stack = testStack();
      new ExecutionRole(stack, 'Exec', { features: order });
      return Template.fromStack(stack).toJSON();
    });
    expect(one).toEqual(other);
  });

  test('takes a principal that says more than features', () => {
    const stack = testStack();
    const principal = new SageMakerPrincipal({ features, source: trust.SourceScope.accounts('444455556666') });
    expect(new ExecutionRole(stack, 'Exec', { principal }).principal).toBe(principal);
    expect(roleProps(stack).AssumeRolePolicyDocument.Statement[0].Condition.StringEquals).toEqual({
      'aws:SourceAccount': '444455556666',
    });
  });

  test('gives other services a statement of their own', () => {
    const stack = testStack();
    const scheduler = new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    });
    new ExecutionRole(stack, 'Exec', { features, additionalPrincipals: [scheduler] });
    const { Statement } = roleProps(stack).AssumeRolePolicyDocument;
    expect(Statement.map(({ Principal }: { Principal: object }) => Principal)).toEqual([
      { Service: 'sagemaker.amazonaws.com' },
      { Service: 'scheduler.amazonaws.com' },
    ]);
    expect(Object.keys(Statement[0].Condition)).toEqual(['StringEquals', 'ArnLike']);
  });

  test('has name, path, duration, boundary and managed policies as given', () => {
    const stack = testStack();
    const boundary = iam.ManagedPolicy.fromManagedPolicyArn(
      stack,
      'Boundary',
      'arn:aws:iam::111122223333:policy/boundary',
    );
    const attached = iam.ManagedPolicy.fromManagedPolicyArn(
      stack,
      'Attached',
      'arn:aws:iam::111122223333:policy/attached',
    );
    const role = new ExecutionRole(stack, 'Exec', {
      features,
      roleName: 'exec',
      path: '/ml/',
      description: 'For churn',
      maxSessionDuration: Duration.hours(4),
      permissionsBoundary: boundary,
      managedPolicies: [attached],
    });
    role.addToPrincipalPolicy(statement(1));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'exec',
      Path: '/ml/',
      Description: 'For churn',
      MaxSessionDuration: 14400,
      PermissionsBoundary: boundary.managedPolicyArn,
      ManagedPolicyArns: [attached.managedPolicyArn],
    });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', { Path: '/ml/' });
  });

  test('is described by its features', () => {
    const stack = testStack();
    new ExecutionRole(stack, 'Exec', { features: [Feature.STUDIO_SOURCE_IDENTITY, Feature.TRAINING] });
    expect(roleProps(stack).Description).toBe('Assumed by SageMaker for studio source identity, training');
  });

  test('is described without tokens, and within what IAM accepts', () => {
    const stack = testStack();
    const tokens = [new CfnParameter(stack, 'Job').valueAsString, Lazy.string({ produce: () => 'later' })].map((name) =>
      Feature.trainingJob(name),
    );
    const long = Array.from({ length: 30 }, (_, i) => Feature.pipeline(`${'a'.repeat(60)}${i}`));
    new ExecutionRole(stack, 'Exec', { features: tokens });
    new ExecutionRole(stack, 'Long', { principal: new SageMakerPrincipal({ features: long, trustPolicyQuota: 8192 }) });
    const descriptions = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role')).map(
      ({ Properties }) => Properties.Description,
    );
    expect(descriptions[0]).toBe('Assumed by SageMaker for training-job/<token>');
    expect(descriptions[1]).toHaveLength(1000);
  });

  test('is described for unrestricted trust too', () => {
    const stack = testStack();
    new ExecutionRole(stack, 'Exec', { principal: SageMakerPrincipal.unrestricted('migration') });
    expect(roleProps(stack).Description).toBe('Assumed by SageMaker');
  });

  test('refuses both features and principal, and neither', () => {
    const principal = new SageMakerPrincipal({ features });
    const both = errorOf(() => new ExecutionRole(testStack(), 'Exec', { features, principal }));
    expect([both.code, both.constructPath]).toEqual(['ConflictingProps', 'Stack/Exec']);
    expect(both.message).toContain('an execution role needs either features or a principal, got both');
    expect(errorOf(() => new ExecutionRole(testStack(), 'Exec', {})).message).toContain('got neither');
  });

  test('refuses an empty list of features', () => {
    expect(codesOf(() => new ExecutionRole(testStack(), 'Exec', { features: [] }))).toEqual(['InvalidFeature']);
  });

  test('leaves its trust policy open to additions', () => {
    const stack = testStack();
    const role = new ExecutionRole(stack, 'Exec', { features });
    role.assumeRolePolicy?.addStatements(
      new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new iam.AccountPrincipal('444455556666')] }),
    );
    expect(roleProps(stack).AssumeRolePolicyDocument.Statement).toHaveLength(2);
  });

  test('passes as a role wherever one is asked for', () => {
    const stack = testStack();
    const role = new ExecutionRole(stack, 'Exec', { features });
    expect([role.assumeRoleAction, role.grantPrincipal, role.principalAccount]).toEqual([
      'sts:AssumeRole',
      role,
      stack.account,
    ]);
    expect(stack.resolve(role.policyFragment.principalJson)).toEqual({ AWS: [stack.resolve(role.roleArn)] });
  });
});

describe('AmazonSageMakerFullAccess', () => {
  const full = iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSageMakerFullAccess');

  test('is refused in props, together with other faults', () => {
    expect(codesOf(() => new ExecutionRole(testStack(), 'Exec', { features, managedPolicies: [full] }))).toEqual([
      'FullAccessPolicy',
    ]);
    expect(codesOf(() => new ExecutionRole(testStack(), 'Exec', { managedPolicies: [full] }))).toEqual([
      'ConflictingProps',
      'FullAccessPolicy',
    ]);
  });

  test('is refused when attached later, also to an existing role', () => {
    const stack = testStack();
    const error = errorOf(() => new ExecutionRole(stack, 'Exec', { features }).addManagedPolicy(full));
    expect([error.code, error.constructPath]).toEqual(['FullAccessPolicy', 'Stack/Exec']);
    const existing = ExecutionRole.fromRoleArn(stack, 'Existing', 'arn:aws:iam::111122223333:role/exec');
    expect(codesOf(() => existing.addManagedPolicy(full))).toEqual(['FullAccessPolicy']);
  });

  test('is not mistaken for a policy with a longer name', () => {
    const stack = testStack();
    const canvas = iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSageMakerCanvasFullAccess');
    new ExecutionRole(stack, 'Exec', { features }).addManagedPolicy(canvas);
    expect(roleProps(stack).ManagedPolicyArns).toHaveLength(1);
  });
});

describe('what is granted to an execution role', () => {
  test('lands in a managed policy, never in an inline one', () => {
    const stack = testStack();
    const role = new ExecutionRole(stack, 'Exec', { features });
    const grant = new s3.Bucket(stack, 'Bucket').grantRead(role);
    expect(grant.success).toBe(true);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::Policy', 0);
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      Roles: [stack.resolve(role.roleName)],
      PolicyDocument: { Statement: [Match.objectLike({ Action: ['s3:GetBucket*', 's3:GetObject*', 's3:List*'] })] },
    });
  });

  test('can be waited for', () => {
    const stack = testStack();
    const role = new ExecutionRole(stack, 'Exec', { features });
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.grantRead(role).applyBefore(new s3.CfnBucket(stack, 'Later'));
    Template.fromStack(stack).hasResource('AWS::S3::Bucket', {
      DependsOn: [Match.stringLikeRegexp('^ExecPermissions[0-9A-F]{8}$')],
    });
  });

  test('is attached under its own logical id, whatever is granted', () => {
    const stack = testStack();
    const role = new ExecutionRole(stack, 'Exec', { features });
    expect(role.addToPolicy(statement(1))).toBe(true);
    expect(role.addToPrincipalPolicy(statement(2)).statementAdded).toBe(true);
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy'))).toEqual([
      expect.stringMatching(/^ExecPermissions[0-9A-F]{8}$/),
    ]);
  });

  test('counts against the managed policies that a role can have, each policy once', () => {
    const attach = (count: number) => {
      const stack = testStack({ env: ENV });
      const policies = Array.from({ length: count }, (_, i) =>
        iam.ManagedPolicy.fromManagedPolicyArn(stack, `P${i}`, `arn:aws:iam::111122223333:policy/p${i}`),
      );
      const role = new ExecutionRole(stack, 'Exec', { features, managedPolicies: policies.slice(0, 5) });
      for (const policy of policies) {
        role.addManagedPolicy(policy);
      }
      role.addToPrincipalPolicy(statement(1));
      return synthFaults(stack);
    };
    expect(attach(9)).toBe('');
    expect(attach(10)).toContain(
      '[Stack/Exec] [TooManyManagedPolicies] a role must have at most 10 managed policies, got 11',
    );
  });

  test('leaves a warning where it is attached as an inline policy', () => {
    const attach = () => {
      const stack = testStack();
      const role = new ExecutionRole(stack, 'Exec', { features });
      role.attachInlinePolicy(new iam.Policy(stack, 'Inline', { statements: [statement(1)] }));
      return { stack, role };
    };
    const { stack } = attach();
    expect(warningsOf(stack)).toEqual(['/Stack/Exec: cdk-secure-sagemaker:trust.inlinePolicy']);
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Policy', 1);

    const agreed = attach();
    Validations.of(agreed.role).acknowledge({ id: 'cdk-secure-sagemaker:trust.inlinePolicy', reason: 'agreed' });
    expect(warningsOf(agreed.stack)).toEqual([]);
  });
});
