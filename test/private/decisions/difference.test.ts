import { type Difference, differenceBetween } from '../../../src/private/decisions/difference';
import { statementsOf } from '../../../src/private/decisions/document';
import type { Requests } from '../../../src/private/decisions/requests';

const CARRIED: Readonly<Record<string, readonly string[]>> = {
  'sagemaker:CreateNotebookInstance': ['sagemaker:minimuminstancemetadataserviceversion', 'sagemaker:rootaccess'],
  'sagemaker:UpdateNotebookInstance': ['sagemaker:minimuminstancemetadataserviceversion', 'sagemaker:rootaccess'],
  'sagemaker:CreateTrainingJob': ['sagemaker:vpcsubnets', 'sagemaker:instancetypes', 'sagemaker:maxruntimeinseconds'],
  'sagemaker:DescribeDomain': [],
};

const REQUESTS: Requests = {
  actions: Object.keys(CARRIED),
  resourcesOf: (action) => (action.endsWith('Domain') ? ['arn:aws:sagemaker:?*:?*:domain/?*'] : ['*']),
  hasKey: (action, key) => key.startsWith('aws:') || (CARRIED[action] ?? []).includes(key),
  hasSeveralValues: (key) => ['sagemaker:vpcsubnets', 'sagemaker:instancetypes', 'aws:tagkeys'].includes(key),
};

function between(before: object[], after: object[]): Difference | undefined {
  const [first, second] = [before, after].map((Statement) => statementsOf({ Version: '2012-10-17', Statement }));
  return differenceBetween(first, second, REQUESTS);
}

const NOTEBOOKS = ['sagemaker:CreateNotebookInstance', 'sagemaker:UpdateNotebookInstance'];
const VERSION = 'sagemaker:MinimumInstanceMetadataServiceVersion';

function deny(Action: string | string[], Condition: object, more: object = {}): object {
  return { Effect: 'Deny', Action, Resource: '*', Condition, ...more };
}

function allow(Action: string | string[], more: object = {}): object {
  return { Effect: 'Allow', Action, Resource: '*', ...more };
}

/** Denies both calls unless they ask for version 2, and lets updates leave the version out. */
const IMDS = [
  deny(NOTEBOOKS[0], { StringNotEquals: { [VERSION]: '2' } }),
  deny(NOTEBOOKS[1], { StringNotEquals: { [VERSION]: '2' }, Null: { [VERSION]: 'false' } }),
];

describe('the difference', () => {
  test.each<[string, object[], object[], Partial<Difference['request']>, 'before' | 'after']>([
    [
      'an update without the key, which a stricter policy denies',
      IMDS,
      [deny(NOTEBOOKS, { StringNotEquals: { [VERSION]: '2' } })],
      { action: NOTEBOOKS[1], context: { [VERSION.toLowerCase()]: undefined } },
      'before',
    ],
    [
      'a creation without the key, which a comparison of numbers lets pass',
      IMDS,
      [deny(NOTEBOOKS, { NumericLessThan: { [VERSION]: '2' } })],
      { action: NOTEBOOKS[0], context: { [VERSION.toLowerCase()]: undefined } },
      'after',
    ],
    [
      'a job without subnets, once nothing asks for the key',
      [
        deny('sagemaker:CreateTrainingJob', { Null: { 'sagemaker:VpcSubnets': 'true' } }),
        deny('sagemaker:CreateTrainingJob', { 'ForAnyValue:StringNotEquals': { 'sagemaker:VpcSubnets': 'subnet-1' } }),
      ],
      [deny('sagemaker:CreateTrainingJob', { 'ForAnyValue:StringNotEquals': { 'sagemaker:VpcSubnets': 'subnet-1' } })],
      { action: 'sagemaker:CreateTrainingJob', context: { 'sagemaker:vpcsubnets': undefined } },
      'after',
    ],
    [
      'one of two subnets that is missing',
      [
        deny('sagemaker:CreateTrainingJob', {
          'ForAnyValue:StringNotEquals': { 'sagemaker:VpcSubnets': ['s-1', 's-2'] },
        }),
      ],
      [deny('sagemaker:CreateTrainingJob', { 'ForAnyValue:StringNotEquals': { 'sagemaker:VpcSubnets': 's-1' } })],
      { context: { 'sagemaker:vpcsubnets': ['s-2'] } },
      'before',
    ],
    [
      'two variables that changed places',
      [allow('sagemaker:DescribeDomain', { Resource: 'arn:aws:sagemaker:a:1:domain/${aws:username}/${aws:userid}' })],
      [allow('sagemaker:DescribeDomain', { Resource: 'arn:aws:sagemaker:a:1:domain/${aws:userid}/${aws:username}' })],
      { context: { 'aws:username': 'any', 'aws:userid': 'any2' } },
      'before',
    ],
    [
      'a value of a variable that another statement denies',
      [
        allow('sagemaker:DescribeDomain', { Condition: { StringEquals: { 'aws:ResourceTag/T': '${aws:username}' } } }),
        deny('sagemaker:DescribeDomain', { StringEquals: { 'aws:ResourceTag/T': 'root' } }),
      ],
      [allow('sagemaker:DescribeDomain', { Condition: { StringEquals: { 'aws:ResourceTag/T': '${aws:username}' } } })],
      { context: { 'aws:username': 'root', 'aws:resourcetag/t': 'root' } },
      'after',
    ],
    [
      'the limit itself',
      [deny('sagemaker:CreateTrainingJob', { NumericGreaterThan: { 'sagemaker:MaxRuntimeInSeconds': '60' } })],
      [deny('sagemaker:CreateTrainingJob', { NumericGreaterThanEquals: { 'sagemaker:MaxRuntimeInSeconds': '60' } })],
      { context: { 'sagemaker:maxruntimeinseconds': '60' } },
      'before',
    ],
    [
      'an address at the edge of a range',
      [deny('sagemaker:*', { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } })],
      [deny('sagemaker:*', { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/25' } })],
      { context: { 'aws:sourceip': '192.0.2.255' } },
      'before',
    ],
    [
      'an IPv6 address',
      [deny('sagemaker:*', { NotIpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '2001:db8::/64'] } })],
      [deny('sagemaker:*', { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } })],
      { context: { 'aws:sourceip': '2001:db8:0:0:0:0:0:0' } },
      'before',
    ],
    [
      'another resource, beside a Deny that both have',
      [allow('sagemaker:DescribeDomain'), deny('sagemaker:*', { Bool: { 'aws:SecureTransport': 'false' } })],
      [
        allow('sagemaker:DescribeDomain', { Resource: 'arn:aws:sagemaker:*:*:domain/d-a' }),
        deny('sagemaker:*', { Bool: { 'aws:SecureTransport': 'false' } }),
      ],
      { action: 'sagemaker:DescribeDomain', resource: 'arn:aws:sagemaker:x:x:domain/x' },
      'before',
    ],
    [
      'an action that no data knows, by a wildcard',
      [allow('sagemaker:Describe*')],
      [allow('sagemaker:DescribeDomain')],
      { action: 'sagemaker:Describe' },
      'before',
    ],
    [
      'a name that is the value of a variable',
      [
        allow('sagemaker:DescribeDomain', {
          Condition: { StringEquals: { 'aws:PrincipalTag/Team': '${aws:username}' } },
        }),
      ],
      [allow('sagemaker:DescribeDomain', { Condition: { StringEquals: { 'aws:PrincipalTag/Team': 'x' } } })],
      {},
      'after',
    ],
  ])('is %s', (_, before, after, request, allowing) => {
    const found = between(before, after);
    expect(found?.request).toMatchObject(request);
    expect([found?.before, found?.after].indexOf('allowed')).toBe(allowing === 'before' ? 0 : 1);
  });

  test('is the request with the fewest keys', () => {
    const condition = { StringEquals: { 'aws:PrincipalTag/A': 'a' }, StringNotEquals: { 'aws:PrincipalTag/B': 'b' } };
    const found = between([allow('sagemaker:*', { Condition: condition })], [deny('sagemaker:Other', {})]);
    expect(found?.request.context).toEqual({ 'aws:principaltag/a': 'a', 'aws:principaltag/b': undefined });
  });

  test('tells which statements decide', () => {
    const found = between(
      [allow('sagemaker:*', { Sid: 'All' })],
      [allow('sagemaker:*'), deny('*', {}, { Sid: 'None' })],
    );
    expect(found?.statements.before.map(({ sid }) => sid)).toEqual(['All']);
    expect(found?.statements.after.map(({ sid }) => sid)).toEqual(['None']);
  });

  test('of trust policies is a principal', () => {
    const trust = (AWS: string) => [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }];
    const found = between(trust('arn:aws:iam::111122223333:role/A'), trust('111122223333'));
    expect(found?.request.principal).toEqual({ kind: 'AWS', id: 'arn:aws:iam::111122223333:role/Other' });
    expect(found?.after).toBe('allowed');
  });

  test.each<[string, object[], object[]]>([
    ['in another order', IMDS, [...IMDS].reverse()],
    ['with ids', IMDS, IMDS.map((statement, index) => ({ ...statement, Sid: `S${index}` }))],
    ['in one statement', [allow(NOTEBOOKS[0]), allow(NOTEBOOKS[1])], [allow(NOTEBOOKS)]],
    [
      'that names a key which the action never has',
      [deny('sagemaker:DescribeDomain', { StringEquals: { [VERSION]: '1' } })],
      [deny('sagemaker:DescribeDomain', { StringEquals: { [VERSION]: '3' } })],
    ],
    [
      'by other conditions that say the same',
      [
        deny(NOTEBOOKS[0], { StringEquals: { [VERSION]: '1' } }),
        deny(NOTEBOOKS[0], { StringNotEquals: { [VERSION]: '1' } }),
      ],
      [deny(NOTEBOOKS[0], {})],
    ],
    ['where a wider statement covers it', [allow('sagemaker:*'), allow(NOTEBOOKS)], [allow('sagemaker:*')]],
  ])('is nothing for the same policy %s', (_, before, after) => {
    expect(between(before, after)).toBeUndefined();
  });

  test.each([
    ['an element', [{ Effect: 'Allow', NotPrincipal: '*', Action: '*' }], 'the element NotPrincipal'],
    ['an operator', [deny('*', { DateLessThan: { 'aws:CurrentTime': '2030-01-01' } })], 'the operator DateLessThan'],
    ['a token', [allow('sagemaker:*', { Resource: { Ref: 'X' } })], 'a value that is not known'],
  ])('is an error where the meaning of %s is not known', (_, statements, message) => {
    expect(() => between(statements, [])).toThrow(message);
  });
});
