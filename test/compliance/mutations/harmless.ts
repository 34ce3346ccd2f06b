import {
  adding,
  eachResource,
  inIntrinsics,
  inProperties,
  inScalars,
  inStatements,
  isObject,
  isScalar,
  isStatement,
  type TemplateJson,
} from './rewriting';

/** A change that makes no difference to security. */
type Harmless = (template: TemplateJson) => TemplateJson;

// biome-ignore lint/suspicious/noExplicitAny: templates have no types
type Any = any;

const ALWAYS = { 'Fn::Equals': ['a', 'a'] };
const EITHER_WAY = { 'Fn::Equals': [{ Ref: 'AWS::StackName' }, 'one'] };
const LISTS = ['Action', 'NotAction', 'Resource', 'NotResource', 'AWS', 'Service'];

function reversed(json: Any): Any {
  if (Array.isArray(json)) {
    return json.map(reversed);
  }
  if (!isObject(json)) {
    return json;
  }
  const entries = Object.entries(json).map(([key, value]) => [key, reversed(value)] as const);
  return Object.fromEntries(entries.reverse());
}

function orderedOtherwise(...keys: readonly string[]): Harmless {
  return (template) =>
    inProperties(template, (value, path) =>
      Array.isArray(value) && keys.includes(path.at(-1) ?? '') ? [...value].reverse() : value,
    );
}

/** Policies have lists at these places, and the values of conditions. */
function isPolicyList(path: readonly string[]): boolean {
  return LISTS.includes(path.at(-1) ?? '') || path.at(-3) === 'Condition';
}

const ORDER: Readonly<Record<string, Harmless>> = {
  'properties in another order': reversed,
  'resources in another order': (template) => ({
    ...template,
    Resources: Object.fromEntries(Object.entries(template.Resources).reverse()),
  }),
  'statements in another order': orderedOtherwise('Statement'),
  'actions in another order': orderedOtherwise('Action'),
  'tags and security groups in another order': orderedOtherwise(
    'Tags',
    'SecurityGroupIds',
    'SecurityGroups',
    'Subnets',
    'SubnetIds',
  ),
};

const EQUIVALENTS: Readonly<Record<string, Harmless>> = {
  'booleans as text': (template) =>
    inScalars(template, (value) => (typeof value === 'boolean' ? String(value) : value)),
  'text as booleans': (template) =>
    inScalars(template, (value) => (value === 'true' || value === 'false' ? value === 'true' : value)),
  'numbers as text': (template) => inScalars(template, (value) => (typeof value === 'number' ? String(value) : value)),
  'text as numbers': (template) =>
    inScalars(template, (value) => (/^\d{1,5}$/.test(String(value)) ? Number(value) : value)),
  'lists of one in policies': (template) =>
    inProperties(template, (value, path) => (isPolicyList(path) && isText(value) ? [value] : value)),
  'no lists of one in policies': (template) =>
    inProperties(template, (value, path) =>
      isPolicyList(path) && Array.isArray(value) && value.length === 1 ? value[0] : value,
    ),
  'single statements without list': (template) =>
    inProperties(template, (value, path) =>
      path.at(-1) === 'Statement' && Array.isArray(value) && value.length === 1 ? value[0] : value,
    ),
  'single statements in a list': (template) =>
    inProperties(template, (value, path) => (path.at(-1) === 'Statement' && isStatement(value) ? [value] : value)),
  'condition keys in lower case': (template) =>
    inProperties(template, (value, path) =>
      path.at(-2) === 'Condition' && isObject(value)
        ? Object.fromEntries(Object.entries(value).map(([key, values]) => [lowerCase(key), values]))
        : value,
    ),
  'actions in lower case': (template) =>
    inProperties(template, (value, path) =>
      typeof value === 'string' && path.slice(-2).includes('Action') ? value.toLowerCase() : value,
    ),
  'an action twice': (template) =>
    inStatements(template, (each) => (isText(each.Action) ? { ...each, Action: [each.Action, each.Action] } : each)),
  'everybody as a list': (template) =>
    inStatements(template, (each) => (each.Principal === '*' ? { ...each, Principal: { AWS: ['*'] } } : each)),
  'organization policies as text': (template) => textOf(template, 'Content'),
  'inline policies of permission sets as text': (template) => textOf(template, 'InlinePolicy'),
  'statements without id': (template) => inStatements(template, ({ Sid, ...rest }) => rest),
  'statements with ids': (template) => {
    let count = 0;
    return inStatements(template, (statement) => ({ ...statement, Sid: `Statement${count++}` }));
  },
};

/** The names of tags count; those of other keys do not. */
function lowerCase(key: string): string {
  const [name, ...tag] = key.split('/');
  return [name.toLowerCase(), ...tag].join('/');
}

function isText(value: unknown): boolean {
  return (
    isScalar(value) ||
    (isObject(value) &&
      !isStatement(value) &&
      Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::')))
  );
}

function textOf(template: TemplateJson, property: string): TemplateJson {
  return inProperties(template, (value, [first, ...more]) =>
    first === property && more.length === 0 && isLiteralPolicy(value) ? JSON.stringify(value) : value,
  );
}

function isLiteralPolicy(value: unknown): boolean {
  return isObject(value) && Array.isArray(value.Statement) && !/"(Fn::\w+|Ref)":/.test(JSON.stringify(value)); // unanchored: anywhere
}

/** In place of every text, number and boolean. */
function everywhere(
  name: string,
  make: (value: unknown, index: number) => { readonly put: unknown; readonly entry?: unknown },
): Harmless {
  return (template) => {
    const entries: Record<string, unknown> = {};
    const changed = inScalars(template, (value) => {
      const index = Object.keys(entries).length;
      const { put, entry } = make(value, index);
      entries[`Value${index}`] = entry ?? {};
      return put;
    });
    return name ? adding(changed, name, entries) : changed;
  };
}

function half(text: unknown): [string, string] {
  const whole = String(text);
  const middle = Math.floor(whole.length / 2);
  return [whole.slice(0, middle), whole.slice(middle)];
}

const INTRINSICS: Readonly<Record<string, Harmless>> = {
  'values by parameters with defaults': everywhere('Parameters', (value, index) => ({
    put: { Ref: `Value${index}` },
    entry: { Type: 'String', Default: value },
  })),
  'values by parameters with one allowed value': everywhere('Parameters', (value, index) => ({
    put: { Ref: `Value${index}` },
    entry: { Type: 'String', AllowedValues: [value] },
  })),
  'values by maps': everywhere('Mappings', (value, index) => ({
    put: { 'Fn::FindInMap': [`Value${index}`, 'Of', 'Value'] },
    entry: { Of: { Value: value } },
  })),
  'values by conditions of which both branches are the same': (template) =>
    adding(everywhere('', (value) => ({ put: { 'Fn::If': ['Either', value, value] } }))(template), 'Conditions', {
      Either: EITHER_WAY,
    }),
  'values by conditions of which one branch is never taken': (template) =>
    adding(
      everywhere('', (value) => ({ put: { 'Fn::If': ['Always', value, { Ref: 'AWS::NoValue' }] } }))(template),
      'Conditions',
      { Always: ALWAYS },
    ),
  'values joined from halves': everywhere('', (value) => ({ put: { 'Fn::Join': ['', half(value)] } })),
  'values with a substitution': everywhere('', (value) => ({ put: { 'Fn::Sub': ['${Whole}', { Whole: value }] } })),
  'values selected from a list': everywhere('', (value) => ({ put: { 'Fn::Select': [1, ['another', value]] } })),
  'values in a text that is split': everywhere('', (value) => ({
    put: { 'Fn::Select': ['0', { 'Fn::Split': ['§', `${value}§another`] }] },
  })),
  'Fn::Join as Fn::Sub': (template) => inIntrinsics(template, 'Fn::Join', substitution) as TemplateJson,
  'Fn::Sub as Fn::Join': (template) => inIntrinsics(template, 'Fn::Sub', joining) as TemplateJson,
  'Fn::GetAtt as text': (template) =>
    inIntrinsics(template, 'Fn::GetAtt', (of) => ({
      'Fn::GetAtt': Array.isArray(of) ? of.join('.') : of,
    })) as TemplateJson,
  'Fn::GetAtt as a list': (template) =>
    inIntrinsics(template, 'Fn::GetAtt', (of) => ({
      'Fn::GetAtt': Array.isArray(of) ? of : String(of).split('.'),
    })) as TemplateJson,
  'lists with nothing behind': (template) =>
    inProperties(template, (value) =>
      Array.isArray(value) && value.length > 0 ? [...value, { Ref: 'AWS::NoValue' }] : value,
    ),
  'properties that are nothing': (template) =>
    eachResource(template, ({ Properties, ...body }) => ({
      ...body,
      Properties: { ...Properties, Comment: { Ref: 'AWS::NoValue' } },
    })),
  'keys by Parameter Store': (template) =>
    inProperties(template, (value, path) => (isKey(path) && isText(value) ? '{{resolve:ssm:/keys/sagemaker}}' : value)),
  'keys by another alias': (template) =>
    inProperties(template, (value, path) => (isKey(path) && isText(value) ? 'alias/other' : value)),
};

function isKey(path: readonly string[]): boolean {
  return /^(KmsKeyId|KmsKey|VolumeKmsKeyId)$/.test(path.at(-1) ?? '');
}

/** Text parts stand for themselves, all else by a variable. */
function substitution(argument: Any): unknown {
  const [separator, parts] = argument;
  if (!Array.isArray(parts)) {
    return { 'Fn::Join': argument };
  }
  const variables: Record<string, unknown> = {};
  const text = parts.map((part, index) => {
    if (typeof part === 'string') {
      return part.replaceAll('${', '${!');
    }
    variables[`Part${index}`] = part;
    return `\${Part${index}}`;
  });
  return { 'Fn::Sub': [text.join(separator), variables] };
}

function joining(argument: Any): unknown {
  const [text, variables = {}] = typeof argument === 'string' ? [argument] : argument;
  const parts = String(text)
    .split(/\$\{([^}]*)\}/)
    .map((part, index) => (index % 2 === 0 ? part : placeholder(part, variables)));
  return { 'Fn::Join': ['', parts] };
}

function placeholder(name: string, variables: Record<string, unknown>): unknown {
  if (name.startsWith('!')) {
    return `\${${name.slice(1)}}`;
  }
  return variables[name] ?? (name.includes('.') ? { 'Fn::GetAtt': name.split('.') } : { Ref: name });
}

const UNRELATED = {
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { Tags: [{ Key: 'Other', Value: 'bucket' }] } },
  Reader: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'reader',
      Roles: ['reader'],
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 'dynamodb:*'], Resource: '*' }],
      },
    },
  },
  Other: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
    },
  },
};

const SURROUNDINGS: Readonly<Record<string, Harmless>> = {
  'metadata on resources': (template) =>
    eachResource(template, (body, id) => ({
      ...body,
      Metadata: { ...body.Metadata, 'aws:cdk:path': `Stack/${id}/Resource` },
    })),
  'resources that are kept': (template) =>
    eachResource(template, (body) => ({ ...body, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })),
  'resources that depend on others': (template) =>
    eachResource(adding(template, 'Resources', UNRELATED), (body, id) =>
      id in UNRELATED ? body : { ...body, DependsOn: ['Bucket'] },
    ),
  'resources that may be left out': (template) =>
    adding(
      eachResource(template, (body) => ({ ...body, Condition: 'Either' })),
      'Conditions',
      { Either: EITHER_WAY },
    ),
  'one more tag on each resource that has any': (template) =>
    eachResource(template, (body, id) => ({
      ...body,
      Properties: { ...body.Properties, ...tagged(body.Properties?.Tags, id) },
    })),
  'resources of other services': (template) => adding(template, 'Resources', UNRELATED),
  'metadata of CDK': (template) =>
    adding(template, 'Resources', {
      CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2:deflate64:AA' } },
    }),
  'outputs and exports': (template) =>
    adding(template, 'Outputs', { Region: { Value: { Ref: 'AWS::Region' }, Export: { Name: 'region' } } }),
  'parameters and rules that nothing uses': (template) =>
    adding(
      adding(template, 'Parameters', {
        BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/version' },
      }),
      'Rules',
      {
        CheckBootstrapVersion: { Assertions: [] },
      },
    ),
  'a description and version': (template) => ({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Changed',
    ...template,
  }),
  'language extensions': (template) => ({ ...template, Transform: 'AWS::LanguageExtensions' }),
  'one more Deny statement in each identity policy': (template) =>
    eachResource(template, (body) =>
      body.Type === 'AWS::IAM::ManagedPolicy' ? { ...body, Properties: denying(body.Properties) } : body,
    ),
};

function tagged(tags: unknown, id: string): TemplateJson {
  return Array.isArray(tags) ? { Tags: [...tags, { Key: `Of${id}`, Value: 'more' }] } : {};
}

function denying({ PolicyDocument, ...properties }: Any): TemplateJson {
  const deny = { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' };
  return { ...properties, PolicyDocument: { ...PolicyDocument, Statement: [PolicyDocument.Statement, deny].flat() } };
}

/** Changes of a single template. */
export const HARMLESS = { ...ORDER, ...EQUIVALENTS, ...INTRINSICS, ...SURROUNDINGS };
