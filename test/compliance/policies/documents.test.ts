import { type PolicyDocument, PolicyKind } from '../../../src/compliance/policies/document';
import { documentsOf, POLICY_TYPES, typesWith } from '../../../src/compliance/policies/places';
import type { PolicyStatement } from '../../../src/compliance/policies/statement';
import { TemplateResource } from '../../../src/compliance/templates/resource';
import { Scenario } from '../../../src/compliance/templates/scenario';
import { type Json, templateOf } from '../support';
import { shown } from '../templates/shown';

const ROLE = { Role: { Type: 'AWS::IAM::Role' } };
const ALLOW = { Effect: 'Allow', Action: 'sagemaker:*', Resource: '*' };

/** The documents of a resource. */
function documents(type: string, properties: Json, besides: Json = ROLE): PolicyDocument[] {
  const templates = templateOf({
    Resources: { ...besides, Subject: { Type: type, Properties: properties } },
  });
  const declaration = templates.templates[0].declarations.get('Subject');
  return declaration ? documentsOf(new TemplateResource(declaration, templates, new Scenario())) : [];
}

/** The one statement of a document. */
function statement(json: unknown): PolicyStatement {
  const [{ statements }] = documents('AWS::IAM::Policy', { PolicyDocument: { Statement: json } });
  expect(statements).toHaveLength(1);
  return statements[0];
}

/** A statement with all its text as text. */
function plain({ principals, notPrincipals, conditions, unknowns, ...rest }: PolicyStatement): unknown {
  const { actions, notActions, resources, notResources, ...head } = rest;
  const lists = {
    actions: actions.map(String),
    notActions: notActions.map(String),
    resources: resources.map(String),
    notResources: notResources.map(String),
    principals: principals.map(({ type, name }) => `${type} ${name}`),
    notPrincipals: notPrincipals.map(({ type, name }) => `${type} ${name}`),
    conditions: conditions.map(({ operator, key, values }) => `${operator} ${key} ${values.join()}`),
    unknowns: unknowns.map(({ why }) => why),
  };
  const given = Object.entries(lists).filter(([, texts]) => texts.length > 0);
  return { ...head, ...Object.fromEntries(given) };
}

describe('statements', () => {
  const PATH = 'PolicyDocument.Statement';

  test('come down to one form', () => {
    const json = {
      Sid: 'Mine',
      Effect: 'Deny',
      NotPrincipal: { AWS: ['111122223333', { Ref: 'AWS::AccountId' }], Service: 'sagemaker.amazonaws.com' },
      NotAction: ['sagemaker:List*', 's3:Get?bject'],
      NotResource: { 'Fn::Sub': 'arn:${AWS::Partition}:sagemaker:*' },
      Condition: {
        StringEquals: { 'aws:PrincipalTag/team': ['a', 'b'], 'sagemaker:RootAccess': 'Enabled' },
        Bool: { 'aws:SecureTransport': false },
      },
    };
    expect(plain(statement(json))).toEqual({
      path: PATH,
      sid: 'Mine',
      effect: 'Deny',
      notPrincipals: ['AWS 111122223333', 'AWS ${AWS::AccountId}', 'Service sagemaker.amazonaws.com'],
      notActions: ['sagemaker:List*', 's3:Get?bject'],
      notResources: ['arn:${AWS::Partition}:sagemaker:*'],
      conditions: [
        'StringEquals aws:PrincipalTag/team a,b',
        'StringEquals sagemaker:RootAccess Enabled',
        'Bool aws:SecureTransport false',
      ],
    });
  });

  test('have principals of everybody', () => {
    expect(plain(statement({ Effect: 'Allow', Principal: '*', Action: 'kms:*' }))).toEqual({
      path: PATH,
      effect: 'Allow',
      principals: ['AWS *'],
      actions: ['kms:*'],
    });
  });

  test('keep what is not known of their text, and say what cannot be read', () => {
    const open = { 'Fn::GetAZs': '' };
    expect(plain(statement({ Effect: 'Allow', Action: [open, 'sagemaker:*'], Resource: '*' }))).toEqual({
      path: PATH,
      effect: 'Allow',
      actions: ['${?}', 'sagemaker:*'],
      resources: ['*'],
    });
    const why = 'Fn::GetAZs is only known when it is deployed';
    expect(statement({ Effect: open }).unknowns.map((unknown) => unknown.why)).toEqual([why]);
    expect(statement({ Effect: 'Allow', Action: open }).unknowns.map((unknown) => unknown.why)).toEqual([why]);
    expect(statement({ Effect: 'Allow', Condition: open }).unknowns.map((unknown) => unknown.why)).toEqual([why]);
    expect(statement({ Effect: 'Allow', Condition: { StringEquals: [] } }).unknowns).toHaveLength(1);
    expect(statement({ Effect: 'Allow', Action: [{}] }).unknowns).toHaveLength(1);
    expect(statement('nonsense').unknowns).toHaveLength(1);
  });

  test('have the same resources and values where what is not known stands alone and in a list', () => {
    const open = { 'Fn::ImportValue': 'elsewhere' };
    const alone = statement({
      Effect: 'Allow',
      Action: 's3:*',
      Resource: open,
      Condition: { StringEquals: { 'aws:SourceVpc': open } },
    });
    const listed = statement({
      Effect: 'Allow',
      Action: 's3:*',
      Resource: [open],
      Condition: { StringEquals: { 'aws:SourceVpc': [open] } },
    });
    expect(plain(alone)).toEqual(plain(listed));
    expect(alone.unknowns).toEqual([]);
  });

  test('are counted where there are several', () => {
    const [{ statements }] = documents('AWS::IAM::Policy', { PolicyDocument: { Statement: [ALLOW, ALLOW] } });
    expect(statements.map(({ path }) => path)).toEqual([`${PATH}.0`, `${PATH}.1`]);
  });
});

describe('actions', () => {
  test.each([
    ['sagemaker:*', 'sagemaker:CreateModel', 'yes'],
    ['*', 'sagemaker:CreateModel', 'yes'],
    ['SageMaker:createmodel', 'sagemaker:CreateModel', 'yes'],
    ['sagemaker:Create?odel', 'sagemaker:CreateModel', 'yes'],
    ['sagemaker:CreateModel', 'sagemaker:CreateModelPackage', 'no'],
    ['sagemaker.*', 'sagemakerXCreate', 'no'],
    [{ 'Fn::Join': ['', [{ 'Fn::GetAZs': '' }, ':CreateModel']] }, 'sagemaker:CreateModel', 'maybe'],
    [{ 'Fn::Join': ['', [{ 'Fn::GetAZs': '' }, ':CreateModel']] }, 'sagemaker:DeleteModel', 'no'],
  ])('%j takes in %s: %s', (json, action, expected) => {
    expect(statement({ Effect: 'Allow', Action: json }).actions[0].covers(action)).toBe(expected);
  });

  test('are compared as text too', () => {
    const [account, wildcard] = statement({
      Effect: 'Allow',
      Action: [{ 'Fn::Sub': 'x-${AWS::AccountId}' }, '*'],
    }).actions;
    expect([account.equals('x-111122223333'), account.equals('y'), wildcard.equals('*'), wildcard.equals('a')]).toEqual(
      ['maybe', 'no', 'yes', 'no'],
    );
    expect([account.startsWith('x-'), account.startsWith('x-1'), account.startsWith('y')]).toEqual([
      'yes',
      'maybe',
      'no',
    ]);
  });
});

describe('documents', () => {
  const DOCUMENT = { Statement: [ALLOW] };
  const INLINE = { Policies: [{ PolicyName: 'a', PolicyDocument: DOCUMENT }, { PolicyName: 'b' }] };

  test.each<[string, Json, string[]]>([
    [
      'AWS::IAM::Role',
      { AssumeRolePolicyDocument: DOCUMENT, ...INLINE },
      ['trust AssumeRolePolicyDocument', 'identity Policies.0.PolicyDocument', 'identity Policies.1.PolicyDocument'],
    ],
    ['AWS::IAM::User', { ...INLINE, Policies: INLINE.Policies.slice(0, 1) }, ['identity Policies.0.PolicyDocument']],
    ['AWS::IAM::Group', {}, []],
    ['AWS::IAM::ManagedPolicy', { PolicyDocument: DOCUMENT }, ['identity PolicyDocument']],
    ['AWS::SSO::PermissionSet', { InlinePolicy: DOCUMENT }, ['identity InlinePolicy']],
    ['AWS::EC2::VPCEndpoint', { PolicyDocument: DOCUMENT }, ['endpoint PolicyDocument']],
    ['AWS::KMS::Key', { KeyPolicy: DOCUMENT }, ['resource KeyPolicy']],
    ['AWS::S3::BucketPolicy', { PolicyDocument: DOCUMENT }, ['resource PolicyDocument']],
    ['AWS::ApiGateway::RestApi', { Policy: DOCUMENT }, ['resource Policy']],
    ['AWS::Organizations::Policy', { Type: 'SERVICE_CONTROL_POLICY', Content: DOCUMENT }, ['service control Content']],
    [
      'AWS::Organizations::Policy',
      { Type: 'RESOURCE_CONTROL_POLICY', Content: JSON.stringify(DOCUMENT) },
      ['resource control Content'],
    ],
    ['AWS::Organizations::Policy', { Type: 'TAG_POLICY', Content: '{}' }, []],
    ['AWS::SageMaker::Model', { PolicyDocument: DOCUMENT }, []],
  ])('of %s with %j', (type, properties, expected) => {
    expect(documents(type, properties).map(({ kind, path }) => `${kind} ${path}`)).toEqual(expected);
  });

  test('are attached to what their resource names, or to itself', () => {
    const attached = (type: string, properties: Json) =>
      documents(type, properties).flatMap(({ attachedTo }) => attachedTo.map(shown));
    expect(attached('AWS::IAM::Policy', { PolicyDocument: DOCUMENT, Roles: [{ Ref: 'Role' }, 'other'] })).toEqual([
      '<Stack: ${Role}>',
      'other',
    ]);
    expect(attached('AWS::IAM::RolePolicy', { PolicyDocument: DOCUMENT, RoleName: { Ref: 'Role' } })).toEqual([
      '<Stack: ${Role}>',
    ]);
    expect(attached('AWS::IAM::User', { Policies: [{ PolicyDocument: DOCUMENT }] })).toEqual(['<Stack: ${Subject}>']);
    expect(attached('AWS::KMS::Key', { KeyPolicy: DOCUMENT })).toEqual([]);
  });

  test('in text keep what is not known of it', () => {
    const text = [
      '{"Statement":{"Effect":"Deny","Action":"*","Resource":"arn:',
      { Ref: 'AWS::Partition' },
      ':s3:::',
      { 'Fn::GetAtt': ['Role', 'Arn'] },
      '"}}',
    ];
    const [{ statements }] = documents('AWS::Organizations::Policy', {
      Type: 'SERVICE_CONTROL_POLICY',
      Content: { 'Fn::Join': ['', text] },
    });
    expect(statements.map(plain)).toEqual([
      {
        path: 'Content.Statement',
        effect: 'Deny',
        actions: ['*'],
        resources: ['arn:${AWS::Partition}:s3:::${Role.Arn}'],
      },
    ]);
  });

  test.each([
    ['not JSON', 'nonsense'],
    ['JSON of something else', '[1]'],
    ['a list', []],
    ['not known', { 'Fn::GetAZs': '' }],
    ['a document whose statements are not known', { Statement: { 'Fn::GetAZs': '' } }],
  ])('say why they cannot be read: %s', (_, content) => {
    const [{ statements, unknown }] = documents('AWS::Organizations::Policy', {
      Type: 'SERVICE_CONTROL_POLICY',
      Content: content,
    });
    expect({ known: statements.filter(({ unknowns }) => unknowns.length === 0), why: unknown?.why }).toEqual({
      known: [],
      why: expect.any(String),
    });
  });

  test('are sought where types have them', () => {
    expect(typesWith(PolicyKind.TRUST)).toEqual(['AWS::IAM::Role']);
    expect(typesWith(PolicyKind.SERVICE_CONTROL)).toEqual(['AWS::Organizations::Policy']);
    expect(POLICY_TYPES).toEqual(expect.arrayContaining(Object.values(PolicyKind).flatMap(typesWith)));
  });
});
