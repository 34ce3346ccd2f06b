import { onlyValue, scenariosOf, withValue } from './shown';

const SECTIONS = {
  Resources: { Key: { Type: 'AWS::KMS::Key' }, Nested: { Type: 'AWS::CloudFormation::Stack' } },
  Parameters: {
    WithDefault: { Type: 'String', Default: 'given' },
    Number: { Type: 'Number', Default: 3 },
    Names: { Type: 'CommaDelimitedList', Default: 'a, b' },
    None: { Type: 'CommaDelimitedList', Default: '' },
    Open: { Type: 'String' },
    Subnet: { Type: 'AWS::EC2::Subnet::Id' },
    Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' },
    Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/image' },
  },
  Mappings: { Sizes: { small: { count: 1, names: ['x', 'y'] } } },
};
const REGION = { Ref: 'AWS::Region' };
const ACCOUNT = { Ref: 'AWS::AccountId' };
const KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };

function value(json: unknown, environment: { account?: string; region?: string } = {}): unknown {
  return onlyValue({ Stack: { json: withValue(json, SECTIONS), ...environment } });
}

test.each<[string, unknown, unknown]>([
  ['text', 'plain', 'plain'],
  ['false', false, false],
  ['null', null, undefined],
  ['lists without what is absent', ['a', { Ref: 'AWS::NoValue' }, null, 1], ['a', 1]],
  ['objects', { a: { b: [1] }, c: { Ref: 'WithDefault' } }, { a: { b: [1] }, c: 'given' }],
  ['Ref of a resource', { Ref: 'Key' }, '<Stack: ${Key}>'],
  ['Fn::GetAtt', KEY, '<Stack: ${Key.Arn}>'],
  ['Fn::GetAtt in one text', { 'Fn::GetAtt': 'Key.Arn' }, '<Stack: ${Key.Arn}>'],
  ['Ref of a default', { Ref: 'WithDefault' }, 'given'],
  ['a number by default', { Ref: 'Number' }, 3],
  ['a list by default', { Ref: 'Names' }, ['a', 'b']],
  ['an empty list by default', { Ref: 'None' }, []],
  ['a parameter without default', { Ref: 'Open' }, '<anything: parameter Open has no default>'],
  ['a parameter of a type of AWS', { Ref: 'Subnet' }, '<something: parameter Subnet has no default>'],
  ['a list of a type of AWS', { Ref: 'Subnets' }, '<something: parameter Subnets has no default>'],
  [
    'a parameter from Parameter Store',
    { Ref: 'Image' },
    '<something: parameter Image is read from Parameter Store when it is deployed>',
  ],
  ['Ref of nothing', { Ref: 'Gone' }, '<anything: Ref of Gone, which is not in the template>'],
  [
    'Fn::GetAtt of nothing',
    { 'Fn::GetAtt': ['Gone', 'Arn'] },
    '<anything: Fn::GetAtt of Gone, which is not in the template>',
  ],
  ['a pseudo parameter', REGION, '<${AWS::Region}>'],
  ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'WithDefault' }, 1]] }, 'a-given-1'],
  [
    'Fn::Join with what is not known',
    { 'Fn::Join': ['', ['arn:', ACCOUNT, ':', KEY]] },
    '<arn:${AWS::AccountId}:${Key.Arn}>',
  ],
  ['Fn::Join of one reference', { 'Fn::Join': ['', [KEY]] }, '<Stack: ${Key.Arn}>'],
  ['Fn::Join of a list parameter', { 'Fn::Join': ['+', { Ref: 'Names' }] }, 'a+b'],
  ['Fn::Join of a list inside', { 'Fn::Join': ['+', ['x', { Ref: 'Names' }]] }, 'x+a,b'],
  [
    'Fn::Sub',
    { 'Fn::Sub': '${WithDefault} in ${AWS::Region} of ${Key.Arn} or ${!Literal}' },
    '<given in ${AWS::Region} of ${Key.Arn} or ${Literal}>',
  ],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${Name}-${WithDefault}', { Name: { Ref: 'Number' } }] }, '3-given'],
  ['Fn::Sub with a variable that hides', { 'Fn::Sub': ['${Key}', { Key: 'mine' }] }, 'mine'],
  ['Fn::Select', { 'Fn::Select': [1, { Ref: 'Names' }] }, 'b'],
  ['Fn::Select beyond the end', { 'Fn::Select': ['2', ['a']] }, '<anything: Fn::Select of item 2 of 1>'],
  ['Fn::Split', { 'Fn::Split': ['|', { 'Fn::Join': ['|', ['a', KEY, 'b']] }] }, ['a', '<Stack: ${Key.Arn}>', 'b']],
  [
    'Fn::Split of what is not known',
    { 'Fn::Split': ['|', { Ref: 'Open' }] },
    '<anything: parameter Open has no default>',
  ],
  ['Fn::Select of Fn::Split', { 'Fn::Select': [0, { 'Fn::Split': ['-', 'a-b'] }] }, 'a'],
  ['Fn::Base64', { 'Fn::Base64': 'echo' }, 'ZWNobw=='],
  [
    'Fn::Base64 of what is not known',
    { 'Fn::Base64': { 'Fn::Sub': 'echo ${AWS::Region}' } },
    { base64: '<echo ${AWS::Region}>' },
  ],
  ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', 'small', 'count'] }, 1],
  ['Fn::FindInMap of a list', { 'Fn::FindInMap': ['Sizes', 'small', 'names'] }, ['x', 'y']],
  [
    'Fn::FindInMap of no such key',
    { 'Fn::FindInMap': ['Sizes', 'big', 'count'] },
    expect.stringMatching(/^<something: .*$/),
  ],
  ['Fn::GetAZs', { 'Fn::GetAZs': '' }, '<anything: Fn::GetAZs is only known when it is deployed>'],
  ['Fn::Cidr', { 'Fn::Cidr': ['10.0.0.0/8', 2] }, '<anything: Fn::Cidr is only known when it is deployed>'],
  [
    'Fn::Transform',
    { 'Fn::Transform': { Name: 'AWS::Include' } },
    '<anything: Fn::Transform is only known when it is deployed>',
  ],
  [
    'Fn::Transform inside of an object',
    { a: 1, 'Fn::Transform': {} },
    '<anything: Fn::Transform adds to an object when it is deployed>',
  ],
  ['Fn::ForEach', { 'Fn::ForEach::X': ['N', [], {}], a: 1 }, expect.stringMatching(/^<anything: .*$/)],
  [
    'an import of another app',
    { 'Fn::ImportValue': 'elsewhere' },
    '<something: export elsewhere is made outside of this app>',
  ],
  [
    'an output of a nested stack that is not known',
    { 'Fn::GetAtt': ['Nested', 'Outputs.X'] },
    expect.stringMatching(/^<something: .*$/),
  ],
  ['a dynamic reference', '{{resolve:ssm:/x}}', '<something: {{resolve:ssm:/x}} is resolved when it is deployed>'],
  ['a dynamic reference in text', 'a{{resolve:ssm:/x}}b', '<a${?}b>'],
])('evaluates %s', (_, json, expected) => {
  expect(value(json)).toEqual(expected);
});

test('knows pseudo parameters where the environment is known', () => {
  const json = { 'Fn::Sub': '${AWS::Partition} ${AWS::Region} ${AWS::AccountId} ${AWS::URLSuffix}' };
  expect(value(json, { account: '111122223333', region: 'cn-north-1' })).toBe(
    'aws-cn cn-north-1 111122223333 amazonaws.com.cn',
  );
  expect(value(json, { account: '111122223333' })).toBe(
    '<${AWS::Partition} ${AWS::Region} 111122223333 ${AWS::URLSuffix}>',
  );
});

test.each([
  ['Ref', { Ref: null }],
  ['Fn::If', { 'Fn::If': 'nothing' }],
  ['Fn::Join', { 'Fn::Join': ['-'] }],
  ['Fn::Sub', { 'Fn::Sub': [{}, 1] }],
  ['Fn::Select', { 'Fn::Select': {} }],
  ['Fn::Split', { 'Fn::Split': ['', 'a'] }],
  ['Fn::FindInMap', { 'Fn::FindInMap': [] }],
  ['Fn::GetAtt', { 'Fn::GetAtt': 7 }],
  ['Fn::ImportValue', { 'Fn::ImportValue': {} }],
  ['Fn::GetStackOutput', { 'Fn::GetStackOutput': 1 }],
])('takes a malformed %s for unknown', (_, json) => {
  expect(scenariosOf({ Stack: { json: withValue(json) } }).map((scenario) => scenario.value)).toEqual([
    expect.stringMatching(/^<(any|some)thing: .*$/),
  ]);
});

test('takes what goes in circles for unknown', () => {
  const outputs = { Outputs: { Round: { Value: { 'Fn::ImportValue': 'round' }, Export: { Name: 'round' } } } };
  expect(onlyValue({ Stack: { json: withValue({ 'Fn::ImportValue': 'round' }, outputs) } })).toBe(
    '<anything: the template refers to itself>',
  );
});

describe('in every scenario', () => {
  const PROD = { Prod: { 'Fn::Equals': [{ Ref: 'Open' }, 'prod'] }, Dev: { 'Fn::Equals': ['dev', { Ref: 'Open' }] } };

  function scenarios(json: unknown, sections: Record<string, Record<string, unknown>> = {}) {
    const merged = { ...SECTIONS, ...sections, Parameters: { ...SECTIONS.Parameters, ...sections.Parameters } };
    return scenariosOf({ Stack: { json: withValue(json, merged) } }).map((scenario) => scenario.value);
  }

  test('a condition holds or not, the same everywhere', () => {
    const json = [{ 'Fn::If': ['Prod', 1, 2] }, { 'Fn::If': ['Prod', { Ref: 'AWS::NoValue' }, 'not'] }];
    expect(scenarios(json, { Conditions: PROD })).toEqual([[1], [2, 'not']]);
  });

  test('conditions on one value exclude one another', () => {
    const json = [{ 'Fn::If': ['Prod', 'prod', '-'] }, { 'Fn::If': ['Dev', 'dev', '-'] }];
    expect(scenarios(json, { Conditions: PROD })).toEqual([
      ['prod', '-'],
      ['-', 'dev'],
      ['-', '-'],
    ]);
  });

  test('conditions are made of others', () => {
    const conditions = {
      ...PROD,
      NotProd: { 'Fn::Not': [{ Condition: 'Prod' }] },
      Both: { 'Fn::And': [{ Condition: 'Prod' }, { Condition: 'NotProd' }] },
      Any: { 'Fn::Or': [{ Condition: 'Prod' }, { Condition: 'NotProd' }] },
    };
    expect(scenarios({ 'Fn::If': ['Both', 'impossible', 'right'] }, { Conditions: conditions })).toEqual([
      'right',
      'right',
    ]);
    expect(scenarios({ 'Fn::If': ['Any', 'right', 'impossible'] }, { Conditions: conditions })).toEqual([
      'right',
      'right',
    ]);
  });

  test('a default decides no condition, but what cannot change does', () => {
    const conditions = {
      ByDefault: { 'Fn::Equals': [{ 'Fn::Join': ['', { Ref: 'Names' }] }, ''] },
      Certain: { 'Fn::Equals': ['a', 'a'] },
      Gone: 'nonsense',
    };
    expect(scenarios({ 'Fn::If': ['ByDefault', 1, 2] }, { Conditions: conditions })).toEqual([1, 2]);
    expect(scenarios({ 'Fn::If': ['Certain', 1, 2] }, { Conditions: conditions })).toEqual([1]);
    expect(scenarios({ 'Fn::If': ['Gone', 1, 2] }, { Conditions: conditions })).toEqual([1, 2]);
    expect(scenarios({ 'Fn::If': ['Missing', 1, 2] })).toEqual([1, 2]);
  });

  test('conditions that go in circles hold or not', () => {
    const conditions = { A: { 'Fn::Not': [{ Condition: 'B' }] }, B: { Condition: 'A' } };
    expect(scenarios({ 'Fn::If': ['A', 1, 2] }, { Conditions: conditions }).sort()).toEqual([1, 2]);
  });

  test('a parameter has one of its allowed values', () => {
    const parameters = { Size: { Type: 'String', Default: 's', AllowedValues: ['s', 'm'] } };
    const conditions = { Small: { 'Fn::Equals': [{ Ref: 'Size' }, 's'] } };
    expect(
      scenarios([{ Ref: 'Size' }, { 'Fn::If': ['Small', 1, 2] }], { Parameters: parameters, Conditions: conditions }),
    ).toEqual([
      ['s', 1],
      ['m', 2],
    ]);
  });

  test('a map is asked for one of its keys', () => {
    const mappings = { Sizes: { 'us-east-1': { count: 1 }, 'eu-west-1': { count: 2 } } };
    expect(scenarios({ 'Fn::FindInMap': ['Sizes', REGION, 'count'] }, { Mappings: mappings })).toEqual([1, 2]);
  });

  test('what is assumed is told', () => {
    const json = withValue({ 'Fn::If': ['Prod', 1, 2] }, { ...SECTIONS, Conditions: PROD });
    expect(scenariosOf({ Stack: { json } }).map(({ assumed }) => assumed)).toEqual([
      ['Prod is true'],
      ['Prod is false'],
    ]);
  });
});
