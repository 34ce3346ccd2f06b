import { Aws, Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  merged,
  normalized,
  type OwnedStatement,
  rendered,
  type StatementJson,
} from '../../../src/private/policies/statement-json';

const stack = new Stack();

function json(props: iam.PolicyStatementProps): StatementJson {
  return normalized(stack, new iam.PolicyStatement(props));
}

/** A statement in its shortest form, resolved. */
function short(statement: StatementJson): unknown {
  return stack.resolve(rendered(statement));
}

describe('the normal form', () => {
  test('has every list sorted and without twins', () => {
    const statement = json({
      actions: ['s3:PutObject', 's3:GetObject', 's3:PutObject'],
      resources: ['b', 'a', 'b'],
      conditions: { StringEquals: { 'aws:z': ['2', '1', '2'], 'aws:a': 'x' }, Bool: { 'aws:b': 'true' } },
    });
    expect(statement).toEqual({
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: ['a', 'b'],
      Condition: { Bool: { 'aws:b': ['true'] }, StringEquals: { 'aws:a': ['x'], 'aws:z': ['1', '2'] } },
    });
    expect(Object.keys(statement.Condition!)).toEqual(['Bool', 'StringEquals']);
    expect(Object.keys(statement.Condition!.StringEquals)).toEqual(['aws:a', 'aws:z']);
  });

  test('has one value as list and as item', () => {
    const both = ['x', ['x']].map((value) =>
      json({ actions: ['s3:GetObject'], resources: ['*'], conditions: { StringEquals: { 'aws:a': value } } }),
    );
    expect(both[1]).toEqual(both[0]);
  });

  test('keeps denials, exceptions and principals, and leaves the id to whoever renders', () => {
    expect(json({ sid: 'One', effect: iam.Effect.DENY, notActions: ['s3:*'], notResources: ['a'] })).toEqual({
      Effect: 'Deny',
      NotAction: ['s3:*'],
      NotResource: ['a'],
    });
    expect(
      json({ actions: ['s3:GetObject'], resources: ['*'], principals: [new iam.AnyPrincipal()] }).Principal,
    ).toEqual({ AWS: '*' });
  });

  test('sorts tokens by what they resolve to, whatever their number', () => {
    const token = (value: string) => Lazy.string({ produce: () => value });
    const [last, first] = [token('z'), token('a')];
    const one = json({ actions: ['s3:GetObject'], resources: [last, first] });
    const other = json({ actions: ['s3:GetObject'], resources: [token('a'), token('z')] });
    expect(stack.resolve(one.Resource)).toEqual(['a', 'z']);
    expect(stack.resolve(other)).toEqual(stack.resolve(one));
  });

  test('knows tokens that resolve alike for twins', () => {
    const arn = () => `arn:${Aws.PARTITION}:s3:::${Lazy.string({ produce: () => 'bucket' })}`;
    expect(json({ actions: ['s3:GetObject'], resources: [arn(), arn()] }).Resource).toHaveLength(1);
  });
});

describe('the shortest form', () => {
  test('has items where lists have one item alone', () => {
    const statement = json({
      actions: ['s3:GetObject'],
      resources: ['a', 'b'],
      conditions: { StringEquals: { 'aws:a': ['x'], 'aws:b': ['y', 'z'] } },
    });
    expect(rendered(statement)).toEqual({
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: ['a', 'b'],
      Condition: { StringEquals: { 'aws:a': 'x', 'aws:b': ['y', 'z'] } },
    });
  });

  test('begins with the id that it is given', () => {
    expect(Object.entries(rendered(json({ actions: ['s3:GetObject'], resources: ['*'] }), 'One'))[0]).toEqual([
      'Sid',
      'One',
    ]);
  });

  test('has no member without value', () => {
    expect(Object.keys(rendered(json({ actions: ['s3:GetObject'], resources: ['*'] })))).toEqual([
      'Effect',
      'Action',
      'Resource',
    ]);
  });
});

describe('merging', () => {
  const allow = (
    actions: string[],
    resources: string[],
    { sid = 'One', ...more }: iam.PolicyStatementProps = {},
  ): OwnedStatement => ({
    owner: `owner of ${sid}`,
    sids: [sid],
    statement: json({ actions, resources, ...more }),
  });
  const unionOf = (...statements: OwnedStatement[]) =>
    merged(stack, statements).map(({ statement }) => short(statement));

  test('unites statements that differ in their actions alone', () => {
    const both = [allow(['s3:PutObject'], ['a']), allow(['s3:GetObject'], ['a'])];
    expect(unionOf(...both)).toEqual([{ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'a' }]);
  });

  test('unites statements that differ in their resources alone', () => {
    const both = [allow(['s3:GetObject'], ['b']), allow(['s3:GetObject'], ['a'])];
    expect(unionOf(...both)).toEqual([{ Effect: 'Allow', Action: 's3:GetObject', Resource: ['a', 'b'] }]);
  });

  test('keeps the owner of the first and the ids of all, each once', () => {
    const same = ['One', 'Two', 'One'].map((sid) => allow(['s3:GetObject'], ['a'], { sid }));
    expect(merged(stack, same).map(({ owner, sids }) => ({ owner, sids }))).toEqual([
      { owner: 'owner of One', sids: ['One', 'Two'] },
    ]);
  });

  test('goes on with what has become alike', () => {
    const all = [
      allow(['s3:GetObject'], ['a']),
      allow(['s3:PutObject'], ['a']),
      allow(['s3:GetObject', 's3:PutObject'], ['b']),
      allow(['s3:DeleteObject'], ['a', 'b']),
    ];
    expect(unionOf(...all)).toEqual([
      { Effect: 'Allow', Action: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'], Resource: ['a', 'b'] },
    ]);
  });

  test('unites by tokens that resolve alike', () => {
    const bucket = () => Lazy.string({ produce: () => 'bucket' });
    expect(merged(stack, [allow(['s3:GetObject'], [bucket()]), allow(['s3:PutObject'], [bucket()])])).toHaveLength(1);
  });

  test.each<[string, iam.PolicyStatementProps, iam.PolicyStatementProps]>([
    [
      'their actions and resources',
      { actions: ['s3:GetObject'], resources: ['a'] },
      { actions: ['s3:PutObject'], resources: ['b'] },
    ],
    [
      'their effect',
      { actions: ['s3:GetObject'], resources: ['a'] },
      { effect: iam.Effect.DENY, actions: ['s3:PutObject'], resources: ['a'] },
    ],
    [
      'a condition',
      { actions: ['s3:GetObject'], resources: ['a'] },
      { actions: ['s3:PutObject'], resources: ['a'], conditions: { Bool: { 'aws:b': 'true' } } },
    ],
    [
      'the value of a condition',
      { actions: ['s3:GetObject'], resources: ['a'], conditions: { Bool: { 'aws:b': 'false' } } },
      { actions: ['s3:PutObject'], resources: ['a'], conditions: { Bool: { 'aws:b': 'true' } } },
    ],
    [
      'what they except of actions',
      { notActions: ['s3:GetObject'], resources: ['a'] },
      { notActions: ['s3:PutObject'], resources: ['a'] },
    ],
    [
      'what they except of resources',
      { actions: ['s3:GetObject'], notResources: ['a'] },
      { actions: ['s3:GetObject'], notResources: ['b'] },
    ],
    [
      'naming actions and excepting them',
      { actions: ['s3:GetObject'], resources: ['a'] },
      { notActions: ['s3:GetObject'], resources: ['a'] },
    ],
    [
      'naming resources and excepting them',
      { actions: ['s3:GetObject'], resources: ['a'] },
      { actions: ['s3:GetObject'], notResources: ['a'] },
    ],
    [
      'their principals',
      { actions: ['s3:GetObject'], resources: ['a'], principals: [new iam.AnyPrincipal()] },
      {
        actions: ['s3:PutObject'],
        resources: ['a'],
        principals: [new iam.ArnPrincipal('arn:aws:iam::111122223333:root')],
      },
    ],
  ])('keeps statements apart that differ in %s', (_, one, other) => {
    const both = [one, other].map((props): OwnedStatement => ({ owner: 'x', sids: ['x'], statement: json(props) }));
    expect(merged(stack, both)).toEqual(both);
  });

  test('unites twins with an exception on either side', () => {
    const of = (props: iam.PolicyStatementProps): OwnedStatement => ({
      owner: 'x',
      sids: ['x'],
      statement: json(props),
    });
    expect(
      unionOf(of({ notActions: ['s3:*'], resources: ['a'] }), of({ notActions: ['s3:*'], resources: ['b'] })),
    ).toEqual([{ Effect: 'Allow', NotAction: 's3:*', Resource: ['a', 'b'] }]);
    expect(
      unionOf(of({ actions: ['s3:Get*'], notResources: ['a'] }), of({ actions: ['s3:Put*'], notResources: ['a'] })),
    ).toEqual([{ Effect: 'Allow', Action: ['s3:Get*', 's3:Put*'], NotResource: 'a' }]);
  });

  test('leaves lists alone that only a deployment knows', () => {
    const list = () => Lazy.list({ produce: () => ['a'] });
    const both = [allow(['s3:GetObject'], list()), allow(['s3:GetObject'], ['b'])];
    expect(unionOf(...both)).toEqual([
      { Effect: 'Allow', Action: 's3:GetObject', Resource: ['a'] },
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'b' },
    ]);
  });
});
