import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { DirectoryTable, Revocation } from '../../../src/access';
import { testApp } from '../../app';
import { codesOf } from '../../faults';
import { accessIn, accessRoleIn, domainIn, statementsOf } from '../support/private-access';
import { testStack } from '../support/stack';

const ENV = { account: '111122223333', region: 'eu-west-1' };

function revocationIn(stack: Stack): Revocation {
  const { accessRole, urlFunction } = accessIn(stack);
  return new Revocation(stack, 'Revocation', { table: urlFunction.directoryTable!, accessRoles: [accessRole!] });
}

describe('the function of revocations', () => {
  const stack = testStack();
  const revocation = revocationIn(stack);
  const responder = new iam.Role(stack, 'Responder', { assumedBy: new iam.AccountRootPrincipal() });
  revocation.grantRevoke(responder);
  revocation.addAlarms([]);
  const template = Template.fromStack(stack);
  const statements = statementsOf(stack, 'RevocationFunction');
  const bySid = (sid: string) => statements.find(({ Sid }) => Sid === sid);

  test('changes the inline policies of the access role, and of no other role', () => {
    const [role] = Object.keys(template.findResources('AWS::IAM::Role')).filter((id) => id.includes('AccessRole'));
    expect(bySid('AccessRoles')).toEqual({
      Sid: 'AccessRoles',
      Effect: 'Allow',
      Action: ['iam:DeleteRolePolicy', 'iam:PutRolePolicy'],
      Resource: { 'Fn::GetAtt': [role, 'Arn'] },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { ACCESS_ROLE_NAMES: { Ref: role } } },
    });
  });

  test('writes the table, whose policy denies it to everybody else but the reconciler', () => {
    const [{ Properties }] = Object.values(template.findResources('AWS::DynamoDB::Table'));
    const [statement] = Properties.ResourcePolicy.PolicyDocument.Statement;
    expect(statement.Condition.ArnNotEquals['aws:PrincipalArn']).toEqual([
      { 'Fn::GetAtt': [expect.stringContaining('Reconciler'), 'Arn'] },
      { 'Fn::GetAtt': [expect.stringMatching(/^RevocationFunctionRole/), 'Arn'] },
    ]);
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.startsWith('dynamodb:'))).toEqual([
      'dynamodb:DeleteItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
  });

  test('is called by responders and the schedule', () => {
    const [policy] = Object.values(template.findResources('AWS::IAM::Policy')).filter(({ Properties }) =>
      JSON.stringify(Properties.Roles).includes('Responder'),
    );
    expect(policy.Properties.PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: stack.resolve(revocation.handler.functionArn) },
    ]);
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 hour)',
      Target: { Arn: stack.resolve(revocation.handler.functionArn) },
    });
  });

  test('raises an alarm whenever it is used', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'DirectoryRevocations',
      Threshold: 1,
      TreatMissingData: 'notBreaching',
      Dimensions: [{ Name: 'FunctionName', Value: Match.anyValue() }],
    });
  });
});

test('a revocation without access roles is refused', () => {
  const stack = testStack();
  const table = new DirectoryTable(stack, 'Table');
  expect(codesOf(() => new Revocation(stack, 'Revocation', { table, accessRoles: [] }))).toEqual(['ConflictingProps']);
});

test('a revocation may be in another stack than the table, which does not depend on it', () => {
  const app = testApp();
  const [shared, own] = ['Shared', 'Own'].map((id) => new Stack(app, id, { env: ENV }));
  const table = new DirectoryTable(shared, 'Table');
  const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(own, 'Group', 'sg-1')];
  const domains = [domainIn(own, 'd-abc', { securityGroups })];
  new Revocation(own, 'Revocation', { table, accessRoles: [accessRoleIn(own, { domains })] });
  app.synth();
  expect([shared.dependencies, own.dependencies]).toEqual([[], [shared]]);
  const names = Object.values(Template.fromStack(own).findResources('AWS::IAM::Role')).flatMap(
    ({ Properties }) => Properties.RoleName ?? [],
  );
  expect(names).toEqual([expect.stringMatching(/^StudioRevocation-[0-9a-f]{8}-eu-west-1$/)]);
  expect(JSON.stringify(Template.fromStack(shared).findResources('AWS::DynamoDB::Table'))).toContain(
    `:iam::111122223333:role/${names[0]}`,
  );
});
