import { Aws, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { managedPolicies } from '../../../src/private/policies/managed-policies';
import { overflowFaults } from '../../../src/private/policies/overflow';
import {
  type Packing,
  packedDocuments,
  type StatementGroup,
  sidOf,
} from '../../../src/private/policies/packed-documents';
import { testApp } from '../../app';
import { codesOf } from '../../faults';

const stack = new Stack();

/** A statement of exactly so many characters, the comma behind it included, in a document of which it is not the first. */
function statement(name: string, length: number): iam.PolicyStatement {
  const empty = JSON.stringify({
    Sid: name,
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: '',
    Condition: { Bool: { [`aws:${name}`]: 'true' } },
  }).length;
  return new iam.PolicyStatement({
    sid: name,
    actions: ['s3:GetObject'],
    resources: ['x'.repeat(length - 1 - empty)],
    conditions: { Bool: { [`aws:${name}`]: 'true' } },
  });
}

function group(id: string, ...lengths: number[]): StatementGroup {
  return { id, statements: lengths.map((length, index) => statement(`${id}${index}`, length)) };
}

const FRAME = JSON.stringify({ Version: '2012-10-17', Statement: [] }).length;

/** The ids of the statements of each document. */
function sids({ documents }: Packing): string[][] {
  return documents.map(({ document }) => document.Statement.map(({ Sid }) => String(Sid)));
}

/** A quota that has room for so many characters of statements, with a comma behind each. */
function roomFor(characters: number): number {
  return characters + FRAME - 1;
}

describe('packing', () => {
  test('has nothing to pack of nothing', () => {
    expect(packedDocuments(stack, [], 1000)).toEqual({ documents: [], groups: [] });
  });

  test('uses a document up to the last character, and no further', () => {
    const groups = [group('a', 200), group('b', 300)];
    const full = packedDocuments(stack, groups, roomFor(500));
    expect(sids(full)).toEqual([['a0', 'b0']]);
    expect(full.documents[0].size).toEqual({ atLeast: roomFor(500), atMost: roomFor(500) });
    expect(JSON.stringify(full.documents[0].document)).toHaveLength(roomFor(500));
    expect(sids(packedDocuments(stack, groups, roomFor(499)))).toEqual([['a0'], ['b0']]);
  });

  test('keeps the statements of a group together where that takes no more documents', () => {
    const groups = [group('a', 200, 200), group('b', 200, 200), group('c', 200)];
    expect(sids(packedDocuments(stack, groups, roomFor(600)))).toEqual([
      ['a0', 'a1', 'c0'],
      ['b0', 'b1'],
    ]);
  });

  test('parts the statements of a group where that takes fewer documents', () => {
    const groups = [group('a', 200, 200), group('b', 200, 200), group('c', 200, 200)];
    expect(sids(packedDocuments(stack, groups, roomFor(600))).map((document) => document.length)).toEqual([3, 3]);
  });

  test('parts the statements of a group that fits into no document', () => {
    expect(sids(packedDocuments(stack, [group('a', 300, 300, 300)], roomFor(600)))).toEqual([['a0', 'a1'], ['a2']]);
  });

  test('gives a statement that fits nowhere a document of its own, and says so', () => {
    const packing = packedDocuments(stack, [group('a', 700), group('b', 200)], roomFor(600));
    expect(sids(packing)).toEqual([['a0'], ['b0']]);
    expect(overflowFaults(packing, { maxLength: roomFor(600), maxPolicies: 1 })).toEqual([
      {
        code: 'PolicyOverflow',
        message: `a policy must have at most ${roomFor(600)} characters, got a single statement of ${roomFor(700)}; characters per item: a 700, b 200`,
      },
      {
        code: 'PolicyOverflow',
        message: `there must be at most 1 policies of ${roomFor(600)} characters, got 2; characters per item: a 700, b 200`,
      },
    ]);
    expect(overflowFaults(packing, { maxLength: roomFor(700), maxPolicies: 2 })).toEqual([]);
  });

  test('tells what each group takes, the largest first, twins by name', () => {
    const packing = packedDocuments(stack, [group('b', 200), group('c', 110, 200), group('a', 200)], 6144);
    expect(packing.groups).toEqual([
      { id: 'c', length: 310 },
      { id: 'a', length: 200 },
      { id: 'b', length: 200 },
    ]);
  });

  test('comes to the same for any order of groups and statements', () => {
    const groups = [group('a', 250, 150), group('b', 320), group('c', 110, 180), group('d', 290)];
    const reversed = [...groups].reverse().map(({ id, statements }) => ({ id, statements: [...statements].reverse() }));
    const [one, other] = [groups, reversed].map((order) => packedDocuments(stack, order, roomFor(600)));
    expect(other).toEqual(one);
  });

  test('comes to the same for any order in which tokens were made', () => {
    const bucket = (name: string) => Lazy.string({ produce: () => name });
    const groupOf = (names: string[]): StatementGroup[] =>
      names.map((name) => ({
        id: 'g',
        statements: [new iam.PolicyStatement({ actions: [`s3:${name}`], resources: [bucket(name)] })],
      }));
    const documents = [
      ['GetObject', 'PutObject'],
      ['PutObject', 'GetObject'],
    ].map((names) => stack.resolve(packedDocuments(stack, groupOf(names), 6144).documents));
    expect(documents[1]).toEqual(documents[0]);
  });

  test('counts a partition that is not known yet as long as it can be', () => {
    const statements = [
      new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:${Aws.PARTITION}:s3:::bucket`] }),
    ];
    const [{ size }] = packedDocuments(stack, [{ id: 'a', statements }], 6144).documents;
    expect(size.atMost).toBeGreaterThan(size.atLeast);
  });
});

describe('ids of statements', () => {
  const plain = (action: string, resource: string, sid?: string) =>
    new iam.PolicyStatement({ sid, actions: [action], resources: [resource] });

  test.each([
    ['vpc-training', 'VpcTraining'],
    ['one', 'One'],
    ['a.b c', 'ABC'],
    ['-x-', 'X'],
    ['x2-y', 'X2Y'],
  ])('are made of %j as %s', (id, sid) => {
    expect(sidOf(id)).toBe(sid);
  });

  test('are unique among all documents', () => {
    const statements = [plain('s3:GetObject', 'a'), plain('s3:PutObject', 'b'), plain('s3:DeleteObject', 'c')];
    const packing = packedDocuments(stack, [{ id: 'two-words', statements }], 150);
    expect(packing.documents.length).toBeGreaterThan(1);
    expect(sids(packing).flat()).toEqual(['TwoWords', 'TwoWords2', 'TwoWords3']);
  });

  test('are unique where groups bring the same ones', () => {
    const groups = [
      { id: 'a', statements: [plain('s3:GetObject', 'a', 'Same')] },
      { id: 'b', statements: [plain('s3:PutObject', 'b', 'Same')] },
    ];
    expect(sids(packedDocuments(stack, groups, 6144))).toEqual([['Same', 'Same2']]);
  });

  test('are unique where a given one looks like a numbered one', () => {
    const groups = [
      {
        id: 'a',
        statements: [plain('s3:GetObject', 'a', 'A2'), plain('s3:PutObject', 'b'), plain('s3:DeleteObject', 'c')],
      },
    ];
    const [document] = sids(packedDocuments(stack, groups, 6144));
    expect(new Set(document).size).toBe(3);
  });
});

describe('merging', () => {
  const allow = (action: string, resource = 'a') =>
    new iam.PolicyStatement({ actions: [action], resources: [resource] });

  test('unites statements of several groups in the first one, with the ids of all', () => {
    const groups = [
      { id: 'b', statements: [allow('s3:GetObject')] },
      { id: 'a', statements: [allow('s3:PutObject')] },
    ];
    const packing = packedDocuments(stack, groups, 6144);
    expect(packing.documents[0].document.Statement).toEqual([
      { Sid: 'AAndB', Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'a' },
    ]);
    expect(packing.groups.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('keeps a statement that is there twice once', () => {
    const groups = [1, 2].map(() => ({ id: 'a', statements: [allow('s3:GetObject')] }));
    expect(packedDocuments(stack, groups, 6144).documents[0].document.Statement).toHaveLength(1);
  });
});

describe('managed policies', () => {
  const props = (more: object = {}) => ({
    statements: [group('a', 300), group('b', 300)],
    maxLength: roomFor(300),
    maxPolicies: 2,
    ...more,
  });

  test('are one for each document, with stable logical ids and numbered names', () => {
    const scope = new Stack(testApp());
    expect(managedPolicies(scope, props({ name: 'Name', path: '/p/', description: 'd' }))).toHaveLength(2);
    const found = Template.fromStack(scope).findResources('AWS::IAM::ManagedPolicy');
    expect(
      Object.entries(found).map(([id, { Properties }]) => [
        id.slice(0, -8),
        Properties.ManagedPolicyName,
        Properties.Path,
        Properties.Description,
      ]),
    ).toEqual([
      ['Policy', 'Name', '/p/', 'd'],
      ['Policy2', 'Name-2', '/p/', 'd'],
    ]);
  });

  test('hold the documents as they are, whatever the app says of minimizing', () => {
    const scope = new Stack(testApp());
    scope.node.setContext('@aws-cdk/aws-iam:minimizePolicies', true);
    managedPolicies(scope, props());
    const [policy] = Object.values(Template.fromStack(scope).findResources('AWS::IAM::ManagedPolicy'));
    expect(policy.Properties.PolicyDocument).toEqual(
      packedDocuments(stack, props().statements, roomFor(300)).documents[0].document,
    );
  });

  test('tell of a wrong name and of too much at once', () => {
    expect(codesOf(() => managedPolicies(new Stack(), props({ name: 'a b', maxPolicies: 1 })))).toEqual([
      'InvalidPolicyName',
      'PolicyOverflow',
    ]);
  });
});
