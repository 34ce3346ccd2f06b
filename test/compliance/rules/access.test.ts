import { Rule } from '../../../src/compliance';
import { type Json, type RuleCase, ruleCases, templateOf, verdictsOn } from '../support';

const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };
const OPEN = { Ref: 'Open' };
const ENDPOINTS = ['vpce-11111111', 'vpce-22222222'];

const FULL_ACCESS = {
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AmazonSageMakerFullAccess']],
};

function fullAccessCases(property: string): RuleCase[] {
  return [
    {
      name: 'other policies',
      properties: { [property]: ['arn:aws:iam::aws:policy/AmazonSageMakerReadOnly', { Ref: 'Own' }] },
      besides: { Resources: { Own: { Type: 'AWS::IAM::ManagedPolicy' } } },
      is: 'pass',
    },
    {
      name: 'the policy',
      properties: { [property]: ['arn:aws:iam::aws:policy/AmazonSageMakerFullAccess'] },
      is: 'fail',
    },
    {
      name: 'the policy in any partition',
      properties: { [property]: ['arn:aws:iam::aws:policy/ReadOnlyAccess', FULL_ACCESS] },
      is: 'fail',
      saying: [`${property}.1 must not be AmazonSageMakerFullAccess`],
    },
    {
      name: 'the policy in one case',
      properties: {
        [property]: [
          {
            'Fn::If': [
              'IsDev',
              { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AmazonSageMakerFullAccess' },
              { Ref: 'AWS::NoValue' },
            ],
          },
        ],
      },
      besides: { ...PARAMETERS, Conditions: { IsDev: { 'Fn::Equals': [OPEN, 'dev'] } } },
      is: 'fail',
    },
    {
      name: 'a policy of that name of yours under another',
      properties: { [property]: ['arn:aws:iam::111122223333:policy/NotAmazonSageMakerFullAccess'] },
      is: 'pass',
    },
    { name: 'no policies', properties: {}, is: 'not judged' },
    { name: 'a parameter', properties: { [property]: [OPEN] }, besides: PARAMETERS, is: 'cannot tell' },
    { name: 'all of them a parameter', properties: { [property]: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
  ];
}

ruleCases(Rule.NO_FULL_ACCESS_POLICY, 'AWS::IAM::Role', fullAccessCases('ManagedPolicyArns'));
ruleCases(Rule.NO_FULL_ACCESS_POLICY, 'AWS::SSO::PermissionSet', fullAccessCases('ManagedPolicies'));

const PRESIGN = { Effect: 'Allow', Action: 'sagemaker:CreatePresignedDomainUrl', Resource: '*' };
const BY_ENDPOINTS = { StringEquals: { 'aws:SourceVpce': ENDPOINTS } };
const DENIED = {
  Effect: 'Deny',
  Action: 'sagemaker:CreatePresigned*',
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:SourceVpce': ENDPOINTS } },
};
const RESOURCES = {
  Resources: { Profile: { Type: 'AWS::SageMaker::UserProfile' }, Bucket: { Type: 'AWS::S3::Bucket' } },
};

function policy(...statements: unknown[]): Json {
  return { PolicyDocument: { Statement: statements } };
}

ruleCases(Rule.PRESIGNED_URL_ORIGIN, 'AWS::IAM::ManagedPolicy', [
  {
    name: 'something else',
    properties: policy({ ...PRESIGN, Action: ['s3:*', 'sagemaker:Describe*'] }),
    is: 'not judged',
  },
  { name: 'by known endpoints', properties: policy({ ...PRESIGN, Condition: BY_ENDPOINTS }), is: 'pass' },
  {
    name: 'by endpoints of the stack',
    properties: policy({ ...PRESIGN, Condition: { StringEquals: { 'aws:sourceVpce': [{ Ref: 'Api' }] } } }),
    besides: { Resources: { Api: { Type: 'AWS::EC2::VPCEndpoint' } } },
    is: 'pass',
  },
  {
    name: 'as the guide of AWS has it',
    properties: policy({ ...PRESIGN, Condition: { 'ForAnyValue:StringEquals': { 'aws:sourceVpce': ENDPOINTS } } }),
    is: 'pass',
  },
  {
    name: 'from known addresses',
    properties: policy({ ...PRESIGN, Condition: { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } } }),
    is: 'pass',
  },
  { name: 'without condition', properties: policy(PRESIGN), is: 'fail' },
  {
    name: 'for notebook instances',
    properties: policy({ ...PRESIGN, Action: 'sagemaker:CreatePresignedNotebookInstanceUrl' }),
    is: 'fail',
  },
  { name: 'with a wildcard', properties: policy({ ...PRESIGN, Action: 'sagemaker:Create*' }), is: 'fail' },
  {
    name: 'with another case of letters',
    properties: policy({ ...PRESIGN, Action: 'SageMaker:createpresigneddomainurl' }),
    is: 'fail',
  },
  {
    name: 'all but something else',
    properties: policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
    is: 'fail',
  },
  {
    name: 'all but that',
    properties: policy({ Effect: 'Allow', NotAction: ['sagemaker:CreatePresigned*'], Resource: '*' }),
    is: 'not judged',
  },
  {
    name: 'everything with one resource of another service',
    properties: policy({ ...PRESIGN, Action: '*', Resource: { 'Fn::Sub': '${Bucket.Arn}/*' } }),
    besides: RESOURCES,
    is: 'not judged',
  },
  {
    name: 'everything with resources of one shape',
    properties: policy({ ...PRESIGN, Action: 'sagemaker:*', Resource: 'arn:aws:sagemaker:*:*:training-job/*' }),
    is: 'not judged',
  },
  {
    name: 'everything with a user profile of the stack',
    properties: policy({
      ...PRESIGN,
      Action: 'sagemaker:*',
      Resource: { 'Fn::GetAtt': ['Profile', 'UserProfileArn'] },
    }),
    besides: RESOURCES,
    is: 'fail',
  },
  {
    name: 'user profiles of the account',
    properties: policy({
      ...PRESIGN,
      Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:sagemaker:*:${AWS::AccountId}:user-profile/*' },
    }),
    is: 'fail',
  },
  {
    name: 'all resources but some',
    properties: policy({
      ...PRESIGN,
      Resource: { Ref: 'AWS::NoValue' },
      NotResource: 'arn:aws:sagemaker:*:*:user-profile/d-1/*',
    }),
    is: 'fail',
  },
  {
    name: 'all resources but all',
    properties: policy({ ...PRESIGN, Resource: { Ref: 'AWS::NoValue' }, NotResource: '*' }),
    is: 'not judged',
  },
  {
    name: 'if the key is there',
    properties: policy({ ...PRESIGN, Condition: { StringEqualsIfExists: { 'aws:SourceVpce': ENDPOINTS } } }),
    is: 'fail',
  },
  {
    name: 'all of none',
    properties: policy({ ...PRESIGN, Condition: { 'ForAllValues:StringEquals': { 'aws:SourceVpce': ENDPOINTS } } }),
    is: 'fail',
  },
  {
    name: 'if the key is there, which it must be',
    properties: policy({
      ...PRESIGN,
      Condition: { StringEqualsIfExists: { 'aws:SourceVpce': ENDPOINTS }, Null: { 'aws:SourceVpce': 'false' } },
    }),
    is: 'pass',
  },
  {
    name: 'by any endpoint',
    properties: policy({ ...PRESIGN, Condition: { StringLike: { 'aws:SourceVpce': 'vpce-*' } } }),
    is: 'fail',
  },
  {
    name: 'by all but one endpoint',
    properties: policy({ ...PRESIGN, Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-11111111' } } }),
    is: 'fail',
  },
  {
    name: 'from addresses inside of a VPC, which others have as well',
    properties: policy({ ...PRESIGN, Condition: { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } } }),
    is: 'fail',
  },
  { name: 'denied elsewhere', properties: policy(PRESIGN, DENIED), is: 'pass' },
  {
    name: 'denied elsewhere but to services',
    properties: policy(PRESIGN, {
      ...DENIED,
      Condition: { ...DENIED.Condition, Bool: { 'aws:ViaAWSService': 'false' } },
    }),
    is: 'pass',
  },
  {
    name: 'denied elsewhere to some',
    properties: policy(PRESIGN, {
      ...DENIED,
      Condition: { ...DENIED.Condition, StringLike: { 'aws:PrincipalArn': '*' } },
    }),
    is: 'fail',
  },
  { name: 'another action denied elsewhere', properties: policy(PRESIGN, { ...DENIED, Action: 's3:*' }), is: 'fail' },
  {
    name: 'an action that is a parameter',
    properties: policy({ ...PRESIGN, Action: OPEN }),
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  {
    name: 'a resource that is a parameter',
    properties: policy({ ...PRESIGN, Resource: OPEN }),
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  {
    name: 'a region that is a parameter',
    properties: policy({ ...PRESIGN, Resource: { 'Fn::Sub': 'arn:aws:sagemaker:${Open}:*:user-profile/*' } }),
    besides: PARAMETERS,
    is: 'fail',
  },
  {
    name: 'other actions on what another app exports',
    properties: policy(
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: { 'Fn::ImportValue': 'key' } },
      { ...PRESIGN, Effect: 'Deny' },
    ),
    is: 'not judged',
  },
  {
    name: 'conditions that are a parameter',
    properties: policy({ ...PRESIGN, Condition: OPEN }),
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  {
    name: 'a policy that is a parameter',
    properties: { PolicyDocument: OPEN },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

describe('presigned-url-origin of who has several policies', () => {
  const ROLE = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } };
  const ALLOWING = { Type: 'AWS::IAM::Policy', Properties: { ...policy(PRESIGN), Roles: [{ Ref: 'Role' }] } };
  const DENYING = { Type: 'AWS::IAM::Policy', Properties: { ...policy(DENIED), Roles: [{ Ref: 'Role' }] } };

  function statuses(Resources: Json): string[] {
    return verdictsOn(templateOf({ Resources }), { rules: [Rule.PRESIGNED_URL_ORIGIN] }).map(
      (verdict) => verdict.split(':')[0],
    );
  }

  test('takes what another policy of the same role denies', () => {
    expect(statuses({ Role: ROLE, Allowing: ALLOWING, Denying: DENYING })).toEqual([
      'Allowing presigned-url-origin pass',
    ]);
    expect(statuses({ Role: ROLE, Allowing: ALLOWING })).toEqual(['Allowing presigned-url-origin fail']);
  });

  test('takes what the boundary of the role denies', () => {
    const role = { ...ROLE, Properties: { ...ROLE.Properties, PermissionsBoundary: { Ref: 'Boundary' } } };
    const boundary = { Type: 'AWS::IAM::ManagedPolicy', Properties: policy(DENIED) };
    expect(statuses({ Role: role, Allowing: ALLOWING, Boundary: boundary })).toEqual([
      'Allowing presigned-url-origin pass',
    ]);
  });

  test('does not judge what a boundary allows, unless it is attached as well', () => {
    const boundary = { Type: 'AWS::IAM::ManagedPolicy', Properties: policy(PRESIGN) };
    const bounded = (properties: Json = {}) => ({
      ...ROLE,
      Properties: { ...ROLE.Properties, PermissionsBoundary: { Ref: 'Boundary' }, ...properties },
    });
    expect(statuses({ Role: bounded(), Boundary: boundary })).toEqual([]);
    expect(statuses({ Role: bounded({ ManagedPolicyArns: [{ Ref: 'Boundary' }] }), Boundary: boundary })).toEqual([
      'Boundary presigned-url-origin fail',
    ]);
    const attached = { ...boundary, Properties: { ...boundary.Properties, Roles: [{ Ref: 'Role' }] } };
    expect(statuses({ Role: bounded(), Boundary: attached })).toEqual(['Boundary presigned-url-origin fail']);
    expect(statuses({ Role: ROLE, Boundary: boundary })).toEqual(['Boundary presigned-url-origin fail']);
  });

  test('takes what allows everything to nobody for a boundary that is attached elsewhere', () => {
    const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
    const managed = {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: policy(everything, { ...everything, Effect: 'Deny', Action: 'iam:*' }),
    };
    const role = { ...ROLE, Properties: { ...ROLE.Properties, ManagedPolicyArns: [{ Ref: 'Policy' }] } };
    expect(statuses({ Policy: managed })).toEqual([]);
    expect(statuses({ Policy: managed, Role: role })).toEqual(['Policy presigned-url-origin fail']);
  });

  test('does not know what roles of other apps have besides', () => {
    const allowing = { ...ALLOWING, Properties: { ...policy(PRESIGN), Roles: [{ Ref: 'Role' }, 'elsewhere'] } };
    expect(statuses({ Role: ROLE, Allowing: allowing, Denying: DENYING })).toEqual([
      'Allowing presigned-url-origin fail',
    ]);
  });

  test('asks for it with every role that has the policy', () => {
    const allowing = { ...ALLOWING, Properties: { ...policy(PRESIGN), Roles: [{ Ref: 'Role' }, { Ref: 'Other' }] } };
    expect(statuses({ Role: ROLE, Other: ROLE, Allowing: allowing, Denying: DENYING })).toEqual([
      'Allowing presigned-url-origin fail',
    ]);
  });

  test('judges what is written into a role', () => {
    const role = (...statements: unknown[]) => ({
      ...ROLE,
      Properties: { ...ROLE.Properties, Policies: [{ PolicyName: 'Own', ...policy(...statements) }] },
    });
    expect(statuses({ Role: role(PRESIGN) })).toEqual(['Role presigned-url-origin fail']);
    expect(statuses({ Role: role(PRESIGN), Denying: DENYING })).toEqual(['Role presigned-url-origin pass']);
  });
});

const INVOKE = { Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: 'execute-api:/*' };
const OTHERS_DENIED = {
  ...INVOKE,
  Effect: 'Deny',
  Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-11111111' } },
};
const CALLER = { ...INVOKE, Principal: { AWS: 'arn:aws:iam::111122223333:role/portal' } };
const PREFLIGHT = { ...INVOKE, Resource: 'execute-api:/prod/OPTIONS/presigned-url' };

function api(...statements: unknown[]): Json {
  const endpoints = { EndpointConfiguration: { Types: ['PRIVATE'] } };
  return statements.length > 0 ? { ...endpoints, Policy: { Statement: statements } } : endpoints;
}

ruleCases(Rule.PRIVATE_API_POLICY, 'AWS::ApiGateway::RestApi', [
  { name: 'no private API', properties: { EndpointConfiguration: { Types: ['REGIONAL'] } }, is: 'not judged' },
  { name: 'an API of the default type', properties: {}, is: 'not judged' },
  { name: 'other endpoints denied', properties: api(OTHERS_DENIED, CALLER), is: 'pass' },
  { name: 'other endpoints denied and nothing allowed', properties: api(OTHERS_DENIED), is: 'pass' },
  {
    name: 'other VPCs denied',
    properties: api({
      ...OTHERS_DENIED,
      Resource: ['execute-api:/*/*/*'],
      Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
    }),
    is: 'pass',
  },
  {
    name: 'a policy in text',
    properties: { ...api(), Policy: JSON.stringify({ Statement: [OTHERS_DENIED] }) },
    is: 'pass',
  },
  {
    name: 'no policy',
    properties: api(),
    is: 'fail',
    saying: ['Policy must be given: without one, nobody can call the API'],
  },
  { name: 'everybody allowed', properties: api(INVOKE), is: 'fail' },
  { name: 'a role allowed, by any endpoint', properties: api(CALLER), is: 'fail' },
  {
    name: 'everybody allowed by known endpoints',
    properties: api({ ...INVOKE, Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-11111111' } } }),
    is: 'pass',
  },
  {
    name: 'other endpoints denied for one path',
    properties: api(INVOKE, { ...OTHERS_DENIED, Resource: 'execute-api:/prod/GET/a' }),
    is: 'fail',
  },
  {
    name: 'other endpoints denied to one role',
    properties: api(INVOKE, { ...OTHERS_DENIED, Principal: CALLER.Principal }),
    is: 'fail',
  },
  {
    name: 'all endpoints taken for known',
    properties: api({ ...OTHERS_DENIED, Condition: { StringNotLike: { 'aws:SourceVpce': 'vpce-*' } } }),
    is: 'fail',
  },
  {
    name: 'a type that is a parameter',
    properties: { ...api(INVOKE), EndpointConfiguration: { Types: [OPEN] } },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  {
    name: 'a policy that is a parameter',
    properties: { ...api(), Policy: OPEN },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  { name: 'a definition in OpenAPI', properties: { ...api(), Body: {} }, is: 'cannot tell' },
]);

test('private-api-policy takes conditions for Deny statements only where the resource policy decides alone', () => {
  const allowed = {
    Type: 'AWS::ApiGateway::RestApi',
    Properties: api({ ...INVOKE, Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-11111111' } } }),
  };
  const status = (type: string) => {
    const method = {
      Type: 'AWS::ApiGateway::Method',
      Properties: { RestApiId: { Ref: 'Api' }, AuthorizationType: type },
    };
    return verdictsOn(templateOf({ Resources: { Api: allowed, Method: method } }), {
      rules: [Rule.PRIVATE_API_POLICY],
    });
  };
  expect(status('COGNITO_USER_POOLS')).toEqual(['Api private-api-policy pass']);
  expect(status('AWS_IAM')).toEqual([
    'Api private-api-policy fail: Policy must deny what comes from other endpoints, by StringNotEquals aws:SourceVpce',
  ]);
  expect(status('CUSTOM')).toHaveLength(1);
  expect(status('CUSTOM')).toEqual(status('AWS_IAM'));
});

function method(type: unknown): Json {
  return { RestApiId: { Ref: 'Api' }, AuthorizationType: type };
}

function ofApi(properties: Json, more: Json = {}): RuleCase['besides'] {
  return { ...PARAMETERS, Resources: { Api: { Type: 'AWS::ApiGateway::RestApi', Properties: properties }, ...more } };
}

/** The paths `/pages` and `/pages/open`. */
const PATHS = {
  Pages: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { RestApiId: { Ref: 'Api' }, ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'pages' },
  },
  OpenPage: {
    Type: 'AWS::ApiGateway::Resource',
    Properties: { RestApiId: { Ref: 'Api' }, ParentId: { Ref: 'Pages' }, PathPart: 'open' },
  },
};

function openPage(verb: unknown = 'GET', resourceId: unknown = { Ref: 'OpenPage' }): Json {
  return { ...method('CUSTOM'), HttpMethod: verb, ResourceId: resourceId };
}

/** Everybody may call some methods, as ARNs name them. */
function pagesFor(...methods: string[]): RuleCase['besides'] {
  return ofApi(api(OTHERS_DENIED, { ...INVOKE, Resource: methods.map((name) => `execute-api:/${name}`) }), PATHS);
}

ruleCases(Rule.PRIVATE_API_UNION, 'AWS::ApiGateway::Method', [
  {
    name: 'a Lambda authorizer, with nothing allowed',
    properties: method('CUSTOM'),
    besides: ofApi(api(OTHERS_DENIED)),
    is: 'pass',
  },
  {
    name: 'a Lambda authorizer, with everybody allowed',
    properties: method('CUSTOM'),
    besides: ofApi(api(OTHERS_DENIED, INVOKE)),
    is: 'fail',
    saying: [
      'AuthorizationType CUSTOM must not go with a resource policy that allows everybody, which lets in whom the authorizer does not deny',
    ],
  },
  {
    name: 'a Lambda authorizer, with everybody allowed by known endpoints',
    properties: method('CUSTOM'),
    besides: ofApi(api({ ...INVOKE, Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } })),
    is: 'fail',
  },
  {
    name: 'a Lambda authorizer, with browsers allowed to ask',
    properties: method('CUSTOM'),
    besides: ofApi(api(OTHERS_DENIED, PREFLIGHT)),
    is: 'pass',
  },
  {
    name: 'a Lambda authorizer, with everybody allowed other pages',
    properties: openPage(),
    besides: pagesFor('*/GET/', '*/GET/pages', '*/POST/pages/open', '*/GET/pages/opened', '*/GET/open/pages'),
    is: 'pass',
  },
  {
    name: 'a Lambda authorizer at the root, with everybody allowed another page',
    properties: openPage('GET', { 'Fn::GetAtt': ['Api', 'RootResourceId'] }),
    besides: pagesFor('*/GET/pages'),
    is: 'pass',
  },
  {
    name: 'a Lambda authorizer at the root, with everybody allowed there',
    properties: openPage('GET', { 'Fn::GetAtt': ['Api', 'RootResourceId'] }),
    besides: pagesFor('*/GET/'),
    is: 'fail',
  },
  ...['*/GET/pages/open', 'v1/GET/pages/open', '*/GET/pages/*', '*/*/pages/open', '*', '*/GET/${stageVariable}'].map(
    (name): RuleCase => ({
      name: `a Lambda authorizer, with everybody allowed ${name}`,
      properties: openPage(),
      besides: pagesFor(name),
      is: 'fail',
    }),
  ),
  {
    name: 'a Lambda authorizer for any method, with everybody allowed another page',
    properties: openPage('ANY'),
    besides: pagesFor('*/GET/pages'),
    is: 'fail',
  },
  {
    name: 'a Lambda authorizer at a path that is not known, with everybody allowed another page',
    properties: openPage('GET', OPEN),
    besides: pagesFor('*/GET/pages'),
    is: 'fail',
  },
  {
    name: 'a Lambda authorizer at a path that ends like an allowed method, whose stage takes slashes along',
    properties: openPage('POST', { Ref: 'Inner' }),
    besides: ofApi(api(OTHERS_DENIED, { ...INVOKE, Resource: 'execute-api:/*/GET/a' }), {
      Outer: { ...PATHS.Pages, Properties: { ...PATHS.Pages.Properties, PathPart: 'GET' } },
      Inner: { ...PATHS.Pages, Properties: { RestApiId: { Ref: 'Api' }, ParentId: { Ref: 'Outer' }, PathPart: 'a' } },
    }),
    is: 'fail',
  },
  {
    name: 'signed requests of a role',
    properties: method('AWS_IAM'),
    besides: ofApi(api(OTHERS_DENIED, CALLER)),
    is: 'pass',
  },
  {
    name: 'signed requests of anyone',
    properties: method('AWS_IAM'),
    besides: ofApi(api(OTHERS_DENIED, { ...INVOKE, Action: 'execute-api:*' })),
    is: 'fail',
  },
  {
    name: 'Cognito, which needs everybody allowed',
    properties: method('COGNITO_USER_POOLS'),
    besides: ofApi(api(OTHERS_DENIED, INVOKE)),
    is: 'pass',
  },
  { name: 'no authorization', properties: method('NONE'), besides: ofApi(api(OTHERS_DENIED, INVOKE)), is: 'pass' },
  {
    name: 'an API that is not private',
    properties: method('CUSTOM'),
    besides: ofApi({ EndpointConfiguration: { Types: ['REGIONAL'] }, Policy: { Statement: [INVOKE] } }),
    is: 'not judged',
  },
  {
    name: 'an authorization that is a parameter',
    properties: method(OPEN),
    besides: ofApi(api(OTHERS_DENIED, INVOKE)),
    is: 'cannot tell',
  },
  {
    name: 'a policy that is a parameter',
    properties: method('CUSTOM'),
    besides: ofApi({ ...api(), Policy: OPEN }),
    is: 'cannot tell',
  },
  {
    name: 'a principal that is a parameter',
    properties: method('CUSTOM'),
    besides: ofApi(api({ ...INVOKE, Principal: { AWS: OPEN } })),
    is: 'cannot tell',
  },
]);

function stage(...settings: Json[]): Json {
  return { RestApiId: { Ref: 'Api' }, MethodSettings: settings };
}

ruleCases(Rule.PRIVATE_API_NO_DATA_TRACE, 'AWS::ApiGateway::Stage', [
  {
    name: 'metrics alone',
    properties: stage({ MetricsEnabled: true, DataTraceEnabled: false }),
    besides: ofApi(api()),
    is: 'pass',
  },
  { name: 'not said, which is false', properties: stage({}), besides: ofApi(api()), is: 'pass' },
  {
    name: 'a trace of one method',
    properties: stage({}, { DataTraceEnabled: 'true' }),
    besides: ofApi(api()),
    is: 'fail',
  },
  {
    name: 'a trace of an API that is not private',
    properties: stage({ DataTraceEnabled: true }),
    besides: ofApi({}),
    is: 'not judged',
  },
  { name: 'a parameter', properties: stage({ DataTraceEnabled: OPEN }), besides: ofApi(api()), is: 'cannot tell' },
]);
