import { Rule } from '../../../src/compliance/rules/rule';
import { defined, type Json, type RuleCase, ruleCases, templateOf, verdictsOn } from '../support';

const ROLE = 'AWS::IAM::Role';
const OWN = '111122223333';
const FOREIGN = '999999999999';
const HERE = { account: OWN, region: 'us-west-2' };
const ACCOUNT = { Ref: 'AWS::AccountId' };
const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };
const OPEN = { Ref: 'Open' };
const SERVICE = { Service: 'sagemaker.amazonaws.com' };

function trust(...statements: Json[]): Json {
  return { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: statements } };
}

function allow(Condition?: Json, more: Json = {}): Json {
  return defined({
    Sid: 'Trust',
    Effect: 'Allow',
    Principal: SERVICE,
    Action: 'sts:AssumeRole',
    Condition,
    ...more,
  });
}

function when(Condition?: Json, more: Json = {}): Json {
  return trust(allow(Condition, more));
}

function arn(shape: string, { account = OWN, partition = 'aws' } = {}): string {
  return `arn:${partition}:sagemaker:us-west-2:${account}:${shape}`;
}

/** In the environment that the ARNs are of. */
function here(name: string, properties: Json, is: RuleCase['is'], saying?: string[]): RuleCase {
  return { name, properties, is, saying, environment: HERE };
}

const OWN_ACCOUNT = { StringEquals: { 'aws:SourceAccount': ACCOUNT } };
const OWN_ARN = {
  ArnLike: { 'aws:SourceArn': { 'Fn::Sub': 'arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:*' } },
};
const NO_CONDITION =
  'statement Trust lets SageMaker assume the role on behalf of any account: it has no condition on aws:SourceAccount or aws:SourceArn';
const ANY = 'statement Trust lets SageMaker assume the role on behalf of any account:';
const PATHS = { 'aws:SourceOrgPaths': 'o-a1b2c3d4e5/r-ab12/*' };

ruleCases(Rule.TRUST_CONFUSED_DEPUTY, ROLE, [
  { name: 'the own account as a pseudo parameter', properties: when(OWN_ACCOUNT), is: 'pass' },
  here('the own account as the environment has it', when({ StringEquals: { 'aws:SourceAccount': OWN } }), 'pass'),
  here('a list of one', when({ StringEquals: { 'aws:SourceAccount': [OWN] } }), 'pass'),
  {
    name: 'the account of the role by a policy variable',
    properties: when({ StringEquals: { 'aws:SourceAccount': '${aws:ResourceAccount}' } }),
    is: 'pass',
  },
  { name: 'an ARN that bears the account', properties: when(OWN_ARN), is: 'pass' },
  here('an ARN of any region', when({ ArnLike: { 'aws:SourceArn': `arn:aws:sagemaker:*:${OWN}:*` } }), 'pass'),
  here('both keys', when({ ...OWN_ACCOUNT, ArnLike: { 'aws:SourceArn': arn('training-job/*') } }), 'pass'),
  here(
    'an open ARN beside the account',
    when({ ...OWN_ACCOUNT, ArnLike: { 'aws:SourceArn': 'arn:aws:sagemaker:*:*:*' } }),
    'pass',
  ),
  here(
    'IfExists with Null',
    when({ StringEqualsIfExists: { 'aws:SourceAccount': OWN }, Null: { 'aws:SourceAccount': 'false' } }),
    'pass',
  ),
  here(
    'ForAllValues with Null',
    when({ 'ForAllValues:StringEquals': { 'aws:SourceAccount': OWN }, Null: { 'aws:SourceAccount': false } }),
    'pass',
  ),
  { name: 'an organization', properties: when({ StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }), is: 'pass' },
  { name: 'units of an organization', properties: when({ 'ForAnyValue:StringLike': PATHS }), is: 'pass' },
  here('a second account besides the own one', when({ StringEquals: { 'aws:SourceAccount': [OWN, FOREIGN] } }), 'pass'),
  {
    name: 'a Deny statement of other accounts',
    properties: trust(allow(), { ...allow({ StringNotEquals: { 'aws:SourceAccount': ACCOUNT } }), Effect: 'Deny' }),
    is: 'pass',
  },
  {
    name: 'a resource of the app',
    properties: when({ ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': ['Jobs', 'Arn'] } } }),
    is: 'pass',
    besides: { Resources: { Jobs: { Type: 'AWS::SageMaker::Pipeline' } } },
  },
  {
    name: 'no statement of SageMaker',
    properties: trust({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }),
    is: 'not judged',
  },
  { name: 'no trust', properties: {}, is: 'not judged' },
  {
    name: 'session actions alone beside a condition',
    properties: trust(allow(OWN_ACCOUNT), allow(undefined, { Action: 'sts:SetContext' })),
    is: 'pass',
  },

  { name: 'no condition', properties: when(), is: 'fail', saying: [NO_CONDITION] },
  {
    name: 'a second statement without condition',
    properties: trust(allow(OWN_ACCOUNT), allow()),
    is: 'fail',
    saying: [NO_CONDITION],
  },
  {
    name: 'one statement for several services',
    properties: when(undefined, { Principal: { Service: ['lambda.amazonaws.com', 'sagemaker.amazonaws.com'] } }),
    is: 'fail',
  },
  {
    name: 'a statement for everybody',
    properties: trust(allow(OWN_ACCOUNT), allow(undefined, { Principal: '*' })),
    is: 'fail',
    saying: [NO_CONDITION],
  },
  {
    name: 'NotPrincipal',
    properties: trust(allow(OWN_ACCOUNT), {
      Sid: 'Trust',
      Effect: 'Allow',
      NotPrincipal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:*',
    }),
    is: 'fail',
    saying: [
      `${ANY} NotPrincipal takes in whoever it does not name and it has no condition on aws:SourceAccount or aws:SourceArn`,
    ],
  },
  here('an ARN of any account', when({ ArnLike: { 'aws:SourceArn': 'arn:aws:sagemaker:*:*:*' } }), 'fail', [
    `${ANY} in aws:SourceArn, "arn:aws:sagemaker:*:*:*" names no account`,
  ]),
  here(
    'one ARN of any account among others',
    when({ ArnLike: { 'aws:SourceArn': [arn('*'), arn('*', { account: '*' })] } }),
    'fail',
  ),
  here('no more than an asterisk', when({ ArnLike: { 'aws:SourceArn': '*' } }), 'fail'),
  here('ARNs compared as text', when({ StringLike: { 'aws:SourceArn': `arn:aws:sagemaker:*:${OWN}:*` } }), 'fail', [
    `${ANY} in aws:SourceArn, "arn:aws:sagemaker:*:${OWN}:*" has a wildcard before the account`,
  ]),
  here('any account', when({ StringLike: { 'aws:SourceAccount': '*' } }), 'fail', [
    `${ANY} in aws:SourceAccount, account * is not one account`,
  ]),
  here('part of an account', when({ StringLike: { 'aws:SourceAccount': '1111*' } }), 'fail'),
  here('IfExists', when({ StringEqualsIfExists: { 'aws:SourceAccount': OWN } }), 'fail', [
    `${ANY} StringEqualsIfExists holds where there is no aws:SourceAccount`,
  ]),
  here('ForAllValues', when({ 'ForAllValues:StringEquals': { 'aws:SourceAccount': OWN } }), 'fail'),
  here(
    'IfExists with Null of the other key',
    when({ StringEqualsIfExists: { 'aws:SourceAccount': OWN }, Null: { 'aws:SourceArn': 'false' } }),
    'fail',
  ),
  here('Null alone', when({ Null: { 'aws:SourceAccount': 'false' } }), 'fail', [
    `${ANY} Null asks whether there is aws:SourceAccount, not what it is`,
  ]),
  here('a negated operator', when({ StringNotEquals: { 'aws:SourceAccount': FOREIGN } }), 'fail'),
  { name: 'any organization', properties: when({ StringLike: { 'aws:SourceOrgID': 'o-*' } }), is: 'fail' },
  here('another account', when({ StringEquals: { 'aws:SourceAccount': FOREIGN } }), 'fail', [
    `statement Trust lets SageMaker assume the role on behalf of account ${FOREIGN}, but the role is in account ${OWN}`,
  ]),
  here(
    'geospatial capabilities without condition',
    when(undefined, { Principal: { Service: 'sagemaker-geospatial.amazonaws.com' } }),
    'fail',
  ),
  {
    name: 'a condition that one branch leaves out',
    properties: when({ 'Fn::If': ['Pinned', OWN_ACCOUNT, { Ref: 'AWS::NoValue' }] } as Json),
    besides: { ...PARAMETERS, Conditions: { Pinned: { 'Fn::Equals': [OPEN, 'yes'] } } },
    is: 'fail',
    saying: [`${NO_CONDITION} (where Pinned is false)`],
  },

  {
    name: 'an account by a parameter',
    properties: when({ StringEquals: { 'aws:SourceAccount': OPEN } }),
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  {
    name: 'an ARN by a parameter',
    properties: when({ ArnLike: { 'aws:SourceArn': OPEN } }),
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  {
    name: 'a principal by a parameter',
    properties: when(undefined, { Principal: { Service: OPEN } }),
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  {
    name: 'a trust by a parameter',
    properties: { AssumeRolePolicyDocument: OPEN },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

const CANNOT = 'SageMaker cannot assume the role by statement Trust:';
const CHINA = { account: OWN, region: 'cn-north-1' };
const STUDIO = 'AWS::SageMaker::Domain';

function arns(...shapes: string[]): Json {
  return when({ ArnLike: { 'aws:SourceArn': shapes.map((shape) => arn(shape)) } });
}

ruleCases(Rule.TRUST_USABLE, ROLE, [
  { name: 'no condition', properties: when(), is: 'pass' },
  { name: 'the own account and its ARNs', properties: when({ ...OWN_ACCOUNT, ...OWN_ARN }), is: 'pass' },
  here('jobs of a kind', arns('training-job/*', 'processing-job/nightly', 'pipeline/Churn/*', 'pipeline/*'), 'pass'),
  here('images in all forms', arns('image', 'image/*', 'image-version', 'image-version/*'), 'pass'),
  here('one app beside everything', arns('*', 'app/d-abc/*'), 'pass'),
  here(
    'the partition of another region too',
    when({ ArnLike: { 'aws:SourceArn': [arn('*'), arn('*', { partition: 'aws-cn' })] } }),
    'pass',
  ),
  { name: 'no statement of SageMaker', properties: trust(), is: 'not judged' },

  here('wildcards that are taken literally', when({ StringEquals: { 'aws:SourceArn': arn('*') } }), 'fail', [
    `${CANNOT} in aws:SourceArn, StringEquals takes the wildcards of "${arn('*')}" literally`,
  ]),
  here('the form of images of 2022', arns('image-version'), 'fail', [
    `${CANNOT} SageMaker sends image-version/ with a name behind it, not image-version alone`,
  ]),
  here('one image', arns('image/team'), 'fail', [`${CANNOT} Images does not name image/team when it assumes a role`]),
  here('one endpoint among jobs', arns('training-job/*', 'endpoint/fraud'), 'fail', [
    `${CANNOT} Inference does not name endpoint/fraud when it assumes a role`,
  ]),
  here('all apps', arns('app/*'), 'fail'),
  here('one execution of a pipeline', arns('pipeline/Churn/execution/abc'), 'fail'),
  here('a kind of job without names', arns('training-job'), 'fail'),
  {
    name: 'one domain of the app',
    properties: when({ ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': ['Studio', 'DomainArn'] } } }),
    is: 'fail',
    besides: { Resources: { Studio: { Type: STUDIO } } },
  },
  {
    name: 'the wrong partition',
    properties: arns('*'),
    environment: CHINA,
    is: 'fail',
    saying: [`${CANNOT} in aws:SourceArn, the role is in partition aws-cn, not in aws`],
  },
  here('another account', when({ StringEquals: { 'aws:SourceAccount': FOREIGN } }), 'fail'),
  here(
    'keys of different accounts',
    when({ ...OWN_ACCOUNT, ArnLike: { 'aws:SourceArn': arn('*', { account: FOREIGN }) } }),
    'fail',
  ),
  here('ARNs of another service', when({ ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${OWN}` } }), 'fail'),
  here('an account as an ARN', when({ ArnLike: { 'aws:SourceAccount': OWN } }), 'fail'),
  {
    name: 'an organization of principals',
    properties: when({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
    is: 'fail',
    saying: [`${CANNOT} StringEquals of aws:PrincipalOrgID never holds, since services do not send it`],
  },
  { name: 'an external id', properties: when({ StringEquals: { 'sts:ExternalId': 'secret' } }), is: 'fail' },
  {
    name: 'the name of another partition',
    properties: when(OWN_ACCOUNT, { Principal: { Service: 'sagemaker.amazonaws.com.cn' } }),
    is: 'fail',
  },
  {
    name: 'no sts:AssumeRole',
    properties: when(undefined, { Action: 'sts:TagSession' }),
    is: 'fail',
    saying: ['no statement lets SageMaker call sts:AssumeRole'],
  },
  {
    name: 'a Deny statement of everything',
    properties: trust(allow(OWN_ACCOUNT), { ...allow(), Effect: 'Deny' }),
    is: 'fail',
    saying: [`${CANNOT} the policy denies it`],
  },

  {
    name: 'a literal account in an open stack',
    properties: when({ StringEquals: { 'aws:SourceAccount': OWN } }),
    is: 'cannot tell',
  },
  {
    name: 'a literal partition in an open stack',
    properties: when({ ArnLike: { 'aws:SourceArn': { 'Fn::Sub': 'arn:aws:sagemaker:*:${AWS::AccountId}:*' } } }),
    is: 'cannot tell',
  },
  {
    name: 'the domain of an open partition',
    properties: when(OWN_ACCOUNT, { Principal: { Service: { 'Fn::Sub': 'sagemaker.${AWS::URLSuffix}' } } }),
    is: 'cannot tell',
  },
  here('a type of resource that is not known', arns('quantum-job/*'), 'cannot tell'),
  {
    name: 'an ARN by a parameter',
    properties: when({ ArnLike: { 'aws:SourceArn': OPEN } }),
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

const IDENTITY = { ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME' };
const PROPAGATION = { TrustedIdentityPropagationSettings: { Status: 'ENABLED' } };
const EXECUTION_ROLE = { ExecutionRole: { 'Fn::GetAtt': ['Role', 'Arn'] } };

function ofDomain(domainSettings: Json, actions: string[], resources: Json): string[] {
  const domain = { Type: STUDIO, Properties: { DomainSettings: domainSettings } };
  const role = { Type: ROLE, Properties: when(OWN_ACCOUNT, { Action: actions }) };
  return verdictsOn(templateOf({ Resources: { Role: role, Domain: domain, ...resources } }), {
    rules: [Rule.TRUST_USABLE],
  });
}

const DEFAULTS = (settings: Json) => ({
  Domain: { Type: STUDIO, Properties: { DefaultUserSettings: EXECUTION_ROLE, DomainSettings: settings } },
});
const PROFILE = {
  Profile: {
    Type: 'AWS::SageMaker::UserProfile',
    Properties: { DomainId: { Ref: 'Domain' }, UserSettings: EXECUTION_ROLE },
  },
};

describe('a role that a Studio domain uses', () => {
  test('must be trusted with what the domain does with it', () => {
    const missing =
      'the trust must let SageMaker call sts:SetSourceIdentity, which DomainSettings.ExecutionRoleIdentityConfig of Domain needs';
    expect(ofDomain(IDENTITY, ['sts:AssumeRole'], DEFAULTS(IDENTITY))).toEqual([`Role trust-usable fail: ${missing}`]);
    expect(ofDomain(IDENTITY, ['sts:AssumeRole'], PROFILE)).toEqual([`Role trust-usable fail: ${missing}`]);
    expect(ofDomain(PROPAGATION, ['sts:AssumeRole'], PROFILE)).toEqual([expect.stringContaining('sts:SetContext')]);
  });

  test('needs no more than that', () => {
    const passes = ['Role trust-usable pass'];
    expect(ofDomain(IDENTITY, ['sts:AssumeRole', 'sts:SetSourceIdentity'], DEFAULTS(IDENTITY))).toEqual(passes);
    expect(ofDomain(PROPAGATION, ['sts:*'], PROFILE)).toEqual(passes);
    expect(ofDomain({}, ['sts:AssumeRole'], PROFILE)).toEqual(passes);
    expect(ofDomain(IDENTITY, ['sts:AssumeRole'], {})).toEqual(passes);
  });
});
