import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { studio } from '../../../src';
import { DirectoryTable, type DirectoryUsersOptions, PrivateStudioAccess, UserDirectory } from '../../../src/access';
import { testApp } from '../../app';
import { codesOf } from '../../faults';
import { networkIn } from '../support/network';
import { jwt } from '../support/private-access';
import { ISSUER, RESOURCE, TABLE } from './directory-stack';

const ENV = { account: '111122223333', region: 'eu-west-1' };

const ALICE = { subject: 'a', issuer: ISSUER, domainId: 'd-a', userProfileName: 'alice' };

/** A domain with its users and private access to it in one stack. */
function accessIn(stack: Stack, options: DirectoryUsersOptions): PrivateStudioAccess {
  const endpoints = networkIn(stack);
  const domain = new studio.Domain(stack, 'Domain', { vpc: endpoints.vpc! });
  return new PrivateStudioAccess(stack, 'Access', {
    domain,
    endpoints,
    authorization: jwt(),
    users: UserDirectory.fromUsers([{ subject: '00u1', userProfile: domain.addUserProfile('alice') }], options),
    urlFunction: { dynamoDbPrefixListId: 'pl-02cd2c6b' },
  });
}

function writersOf(template: Template): unknown[] {
  const [{ Properties }] = Object.values(template.findResources(TABLE));
  return Properties.ResourcePolicy.PolicyDocument.Statement[0].Condition.ArnNotEquals['aws:PrincipalArn'];
}

function environmentOf(template: Template): Record<string, string> {
  const functions = Object.entries(template.findResources('AWS::Lambda::Function'));
  return functions.find(([id]) => id.includes('Reconciler'))![1].Properties.Environment.Variables;
}

describe('a table in another stack than the domain and its users', () => {
  const app = testApp();
  const shared = new Stack(app, 'Shared', { env: ENV });
  const table = new DirectoryTable(shared, 'Table');
  table.addUsers('Staff', [ALICE], { owner: 'staff' });
  const own = new Stack(app, 'Team', { env: ENV });
  accessIn(own, { table });
  const templates = [shared, own].map((stack) => Template.fromStack(stack));

  test('is one that the stack of the users depends on, and not the other way round', () => {
    expect(own.dependencies).toContain(shared);
    expect(shared.dependencies).toEqual([]);
  });

  test('leaves each list to a function of its own stack', () => {
    for (const template of templates) {
      template.resourceCountIs(RESOURCE, 1);
      template.resourceCountIs('AWS::Lambda::LayerVersion', 1);
    }
    const [{ Properties }] = Object.values(templates[1].findResources(RESOURCE));
    expect(Properties.ServiceToken['Fn::GetAtt'][0]).toMatch(/^AccessUrlsDirectoryReconciler/);
  });

  test('can be written by both functions and by nobody else', () => {
    const roles = Object.values(templates[1].findResources('AWS::IAM::Role'));
    const role = roles.find(({ Properties }) => Properties.RoleName)!;
    const name = role.Properties.RoleName;
    expect(name).toMatch(/^StudioUsers-[0-9a-f]{8}-eu-west-1$/);
    expect(writersOf(templates[0])).toEqual([
      { 'Fn::GetAtt': [expect.stringMatching(/^TableReconciler/), 'Arn'] },
      { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::111122223333:role/${name}`]] },
    ]);
  });

  test('has one function that knows all owners, and removes the entries of others', () => {
    const [one, other] = templates.map(environmentOf);
    expect(one.DIRECTORY_OWNERS).toMatch(/^TeamAccessUrlsDirectoryList[0-9A-F]{8} staff$/);
    expect(other.DIRECTORY_OWNERS).toBeUndefined();
    expect(Object.keys(JSON.parse(other.DIRECTORY_LISTS))).toEqual([one.DIRECTORY_OWNERS.split(' ')[0]]);
  });

  test('is checked after updates of either stack, and on a schedule by both', () => {
    for (const template of templates) {
      template.resourceCountIs('AWS::Scheduler::Schedule', 1);
      template.hasResourceProperties('AWS::Events::Rule', {
        EventPattern: { detail: { 'stack-id': [{ Ref: 'AWS::StackId' }] } },
      });
    }
  });
});

describe('a table of another app', () => {
  const roleArn = 'arn:aws:iam::111122223333:role/FraudUsers';
  const imported = (stack: Stack) => DirectoryTable.fromTableAttributes(stack, 'Table', { tableName: 'StudioUsers' });

  test('names the role and the owner of each list, which the other app gives', () => {
    const platform = new Stack(testApp(), 'Platform', { env: ENV });
    new DirectoryTable(platform, 'Table', {
      tableName: 'StudioUsers',
      otherLists: [{ owner: 'fraud', reconcilerRoleArn: roleArn }],
    });
    const team = new Stack(testApp(), 'Fraud', { env: ENV });
    accessIn(team, { table: imported(team), owner: 'fraud', reconcilerRoleName: 'FraudUsers' });

    const template = Template.fromStack(platform);
    expect(writersOf(template)).toContain(roleArn);
    expect(environmentOf(template).DIRECTORY_OWNERS).toBe('fraud');
    Template.fromStack(team).hasResourceProperties('AWS::IAM::Role', { RoleName: 'FraudUsers' });
    Template.fromStack(team).hasResourceProperties(RESOURCE, { Owner: 'fraud', TableName: 'StudioUsers' });
    Template.fromStack(team).resourceCountIs(TABLE, 0);
  });

  test.each<[string, DirectoryUsersOptions]>([
    ['owner', { reconcilerRoleName: 'FraudUsers' }],
    ['role', { owner: 'fraud' }],
  ])('takes no list without %s, which it could not know', (_, options) => {
    const team = new Stack(testApp(), 'Fraud', { env: ENV });
    expect(codesOf(() => accessIn(team, { ...options, table: imported(team) }))).toEqual(['ConflictingProps']);
  });

  test('takes no lists that are malformed, or twice the same', () => {
    const stack = new Stack(testApp(), 'Platform', { env: ENV });
    const lists = (...otherLists: { owner: string; reconcilerRoleArn: string }[]) =>
      codesOf(() => new DirectoryTable(stack, `T${stack.node.children.length}`, { otherLists }));
    expect(lists({ owner: '../x', reconcilerRoleArn: '*' })).toEqual(['InvalidDirectoryUser', 'InvalidResourceArn']);
    const fraud = { owner: 'fraud', reconcilerRoleArn: roleArn };
    expect(lists(fraud, fraud)).toEqual(['DuplicateDirectoryUser']);
    expect(lists({ ...fraud, owner: new CfnParameter(stack, 'Owner').valueAsString })).toEqual([
      'InvalidDirectoryUser',
    ]);
  });
});
