import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { studio } from '../../../src';
import {
  DirectoryTable,
  type DirectoryUser,
  type DirectoryUsersOptions,
  LandingPage,
  ListRemovals,
  UserDirectory,
} from '../../../src/access';
import { entriesOf, fileHash } from '../../../src/access/runtime/reconciler/directory-file';
import { codesOf, faultsOf } from '../../faults';
import { userFiles } from '../support/user-files';
import { ISSUER, profileIn, RESOURCE, TABLE, testStack } from './directory-stack';

const CONTEXT = { issuer: ISSUER };
const IDS = { domainId: 'd-a1b2c3d4e5f6', userProfileName: 'alice' };

function bind(stack: Stack, users: DirectoryUser[], options?: DirectoryUsersOptions) {
  return UserDirectory.fromUsers(users, options)._bind(stack, CONTEXT);
}

function fileOf(stack: Stack): string {
  return Object.values(userFiles(stack))[0];
}

function usersIn(stack: Stack): unknown[] {
  return JSON.parse(fileOf(stack)).users;
}

describe('a list of users', () => {
  test('goes to the reconciler, which gets the hash of the file and the name of the table', () => {
    const stack = testStack();
    const binding = bind(stack, [{ subject: '00u1', userProfile: profileIn(stack) }]);
    const template = Template.fromStack(stack);
    const [owner, text] = Object.entries(userFiles(stack))[0];
    template.hasResourceProperties(RESOURCE, {
      Owner: owner,
      FileHash: fileHash(text),
      TableName: stack.resolve(binding.tableName),
    });
    template.hasResourceProperties('AWS::Lambda::Function', { Layers: [{ Ref: Match.stringLikeRegexp('Layer') }] });
    expect(JSON.parse(text).users).toEqual([{ issuer: ISSUER, subject: '00u1', ...IDS, enabled: true }]);
    expect(owner).toMatch(/^StackUsersList[0-9A-F]{8}$/);
  });

  test('says of a user all that can be said', () => {
    const stack = testStack();
    const userProfile = profileIn(stack);
    const space = studio.Space.fromSpaceAttributes(stack, 'Space', { domain: userProfile.domain, spaceName: 'lab' });
    const accessRoleArn = 'arn:aws:iam::444455556666:role/access';
    const binding = bind(stack, [
      {
        subject: 'b',
        userProfile,
        space,
        landingPage: LandingPage.jupyterLab('lab/tree/a.ipynb'),
        expires: '2027-06-30T17:00:00Z',
        accessRoleArn,
      },
      {
        subject: 'a',
        issuer: 'https://other.example.com',
        ...IDS,
        spaceName: 'own',
        landingPage: LandingPage.STUDIO,
        enabled: false,
        expires: '2028-02-29',
      },
    ]);
    const landingUri = 'app:JupyterLab:lab/tree/a.ipynb';
    expect(usersIn(stack)).toEqual([
      {
        issuer: ISSUER,
        subject: 'b',
        ...IDS,
        spaceName: 'lab',
        landingUri,
        enabled: true,
        expiresAt: 1_814_374_800,
        accessRoleArn,
      },
      {
        issuer: 'https://other.example.com',
        subject: 'a',
        ...IDS,
        spaceName: 'own',
        landingUri: 'studio::',
        enabled: false,
        expiresAt: 1_835_395_200,
      },
    ]);
    expect(binding.domains).toEqual([]);
    expect(binding.accessRoleArns).toEqual([accessRoleArn]);
  });

  test('has the same bytes in whatever order it is written', () => {
    const users = Array.from(
      { length: 40 },
      (_, number): DirectoryUser => ({ subject: `s${(number * 7) % 40}`, ...IDS }),
    );
    const [one, other] = [testStack(), testStack()];
    bind(one, users);
    bind(other, [...users].reverse());
    expect(fileOf(other)).toBe(fileOf(one));
    expect(Template.fromStack(other).toJSON()).toEqual(Template.fromStack(one).toJSON());
  });

  test('hands over what only the deployment knows, each value once', () => {
    const stack = testStack();
    const [pool, name] = ['Pool', 'Name'].map((id) => new CfnParameter(stack, id).valueAsString);
    const issuer = `https://cognito-idp.eu-central-1.amazonaws.com/${pool}`;
    bind(stack, [
      { subject: 'a', issuer, domainId: 'd-a', userProfileName: name },
      { subject: 'b', issuer, domainId: 'd-a', userProfileName: name },
    ]);
    const [{ Properties }] = Object.values(Template.fromStack(stack).findResources(RESOURCE));
    expect(Properties.Values).toEqual([
      { 'Fn::Join': ['', ['https://cognito-idp.eu-central-1.amazonaws.com/', { Ref: 'Pool' }]] },
      { Ref: 'Name' },
    ]);
    expect(fileOf(stack)).not.toContain('Token');
    expect(
      entriesOf(fileOf(stack), ['https://c', 'carol'], 'Own').map(({ pk, userProfileName }) => [pk, userProfileName]),
    ).toEqual([
      ['https://c#a', 'carol'],
      ['https://c#b', 'carol'],
    ]);
  });

  test('waits for user profiles and permissions that are made in the same app', () => {
    const stack = testStack();
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['a', 'b'],
      privateSubnetIds: ['subnet-1', 'subnet-2'],
    });
    const alice = new studio.Domain(stack, 'Domain', { vpc }).addUserProfile('alice');
    bind(stack, [{ subject: '00u1', userProfile: alice }]);
    const template = Template.fromStack(stack);
    const [{ DependsOn, Properties }] = Object.values(template.findResources(RESOURCE));
    const [profile] = Object.keys(template.findResources('AWS::SageMaker::UserProfile'));
    const [policy] = Object.keys(template.findResources('AWS::IAM::ManagedPolicy')).filter((id) =>
      id.includes('Reconciler'),
    );
    expect(DependsOn).toEqual(expect.arrayContaining([profile, policy]));
    expect(Properties.Values).toEqual([{ Ref: expect.stringMatching(/^Domain/) }]);
  });

  test('of ten thousand people is one file, and leaves nothing behind', () => {
    const outdir = mkdtempSync(join(os.tmpdir(), 'cdk.out-'));
    const stack = testStack({ outdir });
    // Whatever else runs on this machine leaves its files elsewhere.
    const folder = mkdtempSync(join(os.tmpdir(), 'ten-thousand-'));
    const temporary = jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
    bind(
      stack,
      Array.from({ length: 10_000 }, (_, number) => ({
        subject: `s${number}`,
        domainId: 'd-a',
        userProfileName: `u${number}`,
      })),
    );
    expect(usersIn(stack)).toHaveLength(10_000);
    expect(JSON.stringify(Template.fromStack(stack).toJSON()).length).toBeLessThan(20_000);
    expect(temporary).toHaveBeenCalled();
    expect(readdirSync(folder)).toEqual([]);
    temporary.mockRestore();
    rmSync(folder, { recursive: true });
    rmSync(outdir, { recursive: true });
  });

  test('may give one person several destinations', () => {
    const stack = testStack();
    bind(stack, [
      { subject: 'a', ...IDS, spaceName: 'two', label: 'Space two' },
      { subject: 'a', ...IDS },
      { subject: 'a', ...IDS, domainId: 'd-other' },
    ]);
    expect(usersIn(stack)).toMatchObject([
      { ...IDS, spaceName: 'two', label: 'Space two' },
      IDS,
      { domainId: 'd-other' },
    ]);
    expect(entriesOf(fileOf(stack), [], 'Own').map(({ sk }) => sk)).toEqual([
      'd-a1b2c3d4e5f6/alice/two',
      'd-a1b2c3d4e5f6/alice',
      'd-other/alice',
    ]);
  });

  test('may be kept in a table with those of others', () => {
    const stack = testStack();
    const table = new DirectoryTable(stack, 'Table');
    table.addUsers('Staff', [{ subject: 'a', issuer: ISSUER, ...IDS }]);
    bind(stack, [{ subject: 'b', ...IDS }], { table, owner: 'guests' });
    const template = Template.fromStack(stack);
    template.resourceCountIs(TABLE, 1);
    template.resourceCountIs(RESOURCE, 2);
    expect(Object.keys(userFiles(stack)).sort()).toEqual([
      expect.stringMatching(/^StackTableStaff[0-9A-F]{8}$/),
      'guests',
    ]);
  });
});

describe('a list of users is refused', () => {
  const user = (more: Partial<DirectoryUser>): DirectoryUser => ({ subject: 'a', ...IDS, ...more });
  const codes = (users: DirectoryUser[], options?: DirectoryUsersOptions) =>
    codesOf(() => bind(testStack(), users, options));

  test.each<[string, string, Partial<DirectoryUser>]>([
    ['InvalidDirectoryUser', 'an empty subject', { subject: '' }],
    ['InvalidDirectoryUser', 'a subject that no token can have', { subject: ' a' }],
    ['InvalidDirectoryUser', 'a label that nobody sees', { label: '\u200b' }],
    ['InvalidDirectoryUser', 'an issuer with a #', { issuer: 'https://a#b' }],
    ['InvalidDirectoryUser', 'a day that does not exist', { expires: '2027-02-29' }],
    ['InvalidDirectoryUser', 'a second without time zone', { expires: '2027-01-01T00:00:00' }],
    ['InvalidDirectoryUser', 'an hour that does not exist', { expires: '2027-01-01T25:00:00Z' }],
    ['InvalidDomainId', 'another kind of id', { domainId: 'D-1' }],
    ['InvalidStudioName', 'an e-mail address', { userProfileName: 'a@example.com' }],
    ['InvalidSpace', 'a space with a space', { spaceName: 'a b' }],
    ['InvalidLandingPage', 'a page of elsewhere', { landingPage: LandingPage.studio('//evil.example.com') }],
    ['InvalidLandingPage', 'a page above the first', { landingPage: LandingPage.codeEditor('../x') }],
    ['InvalidResourceArn', 'another ARN', { accessRoleArn: 'arn:aws:iam::111122223333:user/x' }],
    ['ConflictingProps', 'half a user profile', { userProfileName: undefined }],
  ])('with %s for %s', (code, _, more) => {
    expect(codes([user(more)])).toEqual([code]);
  });

  test('with ConflictingProps for two user profiles, two spaces or a space of another domain', () => {
    const stack = testStack();
    const userProfile = profileIn(stack);
    const domain = profileIn(stack, 'bob', 'd-other').domain;
    const space = studio.Space.fromSpaceAttributes(stack, 'Space', { domain, spaceName: 'lab' });
    const table = new DirectoryTable(stack, 'Table');
    const faults = (id: string, more: Partial<DirectoryUser>) =>
      faultsOf(() => table.addUsers(id, [{ subject: 'a', issuer: ISSUER, ...more }]));
    expect(faults('A', { userProfile, domainId: 'd-a' })).toEqual([
      'ConflictingProps: users[0] must have either userProfile, or domainId and userProfileName',
    ]);
    expect(faults('B', { ...IDS, space, spaceName: 'x' })).toEqual([
      'ConflictingProps: users[0] must have either space or spaceName',
    ]);
    expect(faults('C', { userProfile, space })).toEqual([
      'ConflictingProps: users[0].space must be of the domain of the user profile, got Stack/Space',
    ]);
  });

  test('where nobody says who the issuer is', () => {
    expect(codesOf(() => UserDirectory.fromUsers([user({})])._bind(testStack(), {}))).toEqual(['InvalidDirectoryUser']);
  });

  test('with a destination of a person twice, also where only the deployment knows the issuer', () => {
    const stack = testStack();
    const pool = new CfnParameter(stack, 'Pool').valueAsString;
    expect(codes([user({}), user({ enabled: false })])).toEqual(['DuplicateDirectoryUser']);
    const issuers = [`https://${pool}`, `https://${pool}`, `http://${pool}`];
    expect(
      faultsOf(() =>
        bind(
          stack,
          issuers.map((issuer) => user({ issuer })),
        ),
      ),
    ).toEqual(['DuplicateDirectoryUser: users[1] must have another issuer, subject or destination than users[0]']);
  });

  test('with more entries of one person than one read finds', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, number) => user({ userProfileName: `alice-${number}` }));
    bind(testStack(), many(25));
    expect(codes(many(26))).toEqual(['DirectoryTooLarge']);
  });

  test('with an owner that is no name, is not known or is taken', () => {
    expect(codes([user({})], { owner: '../x' })).toEqual(['InvalidDirectoryUser']);
    const stack = testStack();
    expect(codesOf(() => bind(stack, [user({})], { owner: new CfnParameter(stack, 'Owner').valueAsString }))).toEqual([
      'InvalidDirectoryUser',
    ]);
    const table = new DirectoryTable(stack, 'Table');
    const options = { owner: 'x', issuer: ISSUER };
    table.addUsers('One', [user({})], options);
    expect(codesOf(() => table.addUsers('Two', [user({})], options))).toEqual(['DuplicateDirectoryUser']);
  });

  test('with more lists, users or values than fit', () => {
    const stack = testStack();
    const table = new DirectoryTable(stack, 'Table');
    for (const id of ['A', 'B', 'C', 'D', 'E']) {
      table.addUsers(id, [user({})], CONTEXT);
    }
    expect(codesOf(() => table.addUsers('F', [user({})], CONTEXT))).toEqual(['DirectoryTooLarge']);
    expect(codes(Array.from({ length: 50_001 }, (_, number) => user({ subject: `s${number}` })))).toEqual([
      'DirectoryTooLarge',
    ]);
    const pool = new CfnParameter(stack, 'Pool').valueAsString;
    const many = Array.from({ length: 1001 }, (_, number) => user({ subject: `${pool}${number}`, issuer: ISSUER }));
    expect(codesOf(() => bind(stack, many))).toEqual(['DirectoryTooLarge']);
  });

  test('without anybody in it, unless the code confirms that', () => {
    expect(codes([])).toEqual(['EmptyDirectory']);
    const stack = testStack();
    bind(stack, [], { removals: ListRemovals.UNLIMITED });
    Template.fromStack(stack).hasResourceProperties(RESOURCE, { Removals: 'unlimited' });
    expect(JSON.stringify(Annotations.fromStack(stack).findWarning('*', Match.anyValue()))).toContain(
      'access.unlimitedRemovals',
    );
  });

  test('with some of very many faults', () => {
    const faults = faultsOf(() =>
      bind(
        testStack(),
        Array.from({ length: 500 }, (_, number) => user({ subject: `s${number}`, domainId: 'x' })),
      ),
    );
    expect(faults).toHaveLength(51);
    expect(faults[50]).toBe('InvalidDomainId: and 450 faults more');
  });
});

const KEY = {
  partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
  sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
};

describe('a table that is filled by other means', () => {
  const codesFor = (table: (stack: Stack) => dynamodb.ITable) => {
    const stack = testStack();
    return codesOf(() => UserDirectory.fromTable(table(stack))._bind(stack, {}));
  };

  test.each<[string, Partial<Pick<dynamodb.TableProps, 'partitionKey' | 'sortKey'>>]>([
    ['without sort key', { sortKey: undefined }],
    ['with another partition key', { partitionKey: { ...KEY.partitionKey, name: 'id' } }],
    ['with a sort key of numbers', { sortKey: { ...KEY.sortKey, type: dynamodb.AttributeType.NUMBER } }],
    ['with both the wrong way round', { partitionKey: KEY.sortKey, sortKey: KEY.partitionKey }],
  ])('is refused %s, in both kinds of tables', (_, more) => {
    const props = { ...KEY, ...more };
    expect(codesFor((stack) => new dynamodb.Table(stack, 'Own', props))).toEqual(['InvalidDirectoryTable']);
    expect(codesFor((stack) => new dynamodb.TableV2(stack, 'Own', props))).toEqual(['InvalidDirectoryTable']);
  });

  test('may have a key that only the deployment knows, and be of either kind', () => {
    const stack = testStack();
    const name = new CfnParameter(stack, 'Key').valueAsString;
    const unknown = new dynamodb.Table(stack, 'Own', { ...KEY, sortKey: { ...KEY.sortKey, name } });
    const global = new dynamodb.TableV2(stack, 'Global', KEY);
    for (const table of [unknown, global]) {
      expect(UserDirectory.fromTable(table)._bind(stack, {}).tableName).toBe(table.tableName);
    }
  });

  test('is known with its key', () => {
    const stack = testStack();
    const table = new dynamodb.Table(stack, 'Own', {
      ...KEY,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
    });
    const arns = ['arn:aws:iam::444455556666:role/access'];
    const binding = UserDirectory.fromTable(table, { accessRoleArns: arns })._bind(stack, {});
    expect(binding).toEqual({
      accessRoleArns: arns,
      domains: [],
      domainIds: [],
      tableName: table.tableName,
      tableArn: table.tableArn,
      encryptionKey: table.encryptionKey,
    });
  });

  test('may be told its key', () => {
    const stack = testStack();
    const table = dynamodb.Table.fromTableName(stack, 'Own', 'own');
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-central-1:111122223333:key/1');
    expect(UserDirectory.fromTable(table, { encryptionKey })._bind(stack, {}).encryptionKey).toBe(encryptionKey);
  });

  test('names roles, or is refused', () => {
    const stack = testStack();
    const table = dynamodb.Table.fromTableName(stack, 'Own', 'own');
    expect(codesOf(() => UserDirectory.fromTable(table, { accessRoleArns: ['*'] })._bind(stack, {}))).toEqual([
      'InvalidResourceArn',
    ]);
  });
});
