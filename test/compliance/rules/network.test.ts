import { Rule } from '../../../src/compliance';
import { type Json, type RuleCase, ruleCases } from '../support';

const ENDPOINT = 'AWS::EC2::VPCEndpoint';
const RESOLVER = 'AWS::Route53Resolver::ResolverEndpoint';
const GROUP_ID = { 'Fn::GetAtt': ['Group', 'GroupId'] };
const OPEN = { Ref: 'Open' };
const API = { 'Fn::Sub': 'com.amazonaws.${AWS::Region}.sagemaker.api' };
const STUDIO = { 'Fn::Join': ['', ['aws.sagemaker.', { Ref: 'AWS::Region' }, '.studio']] };

/** A group with a rule for HTTPS. */
function lettingIn(source: Json): NonNullable<RuleCase['besides']> {
  const rule = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, ...source };
  return {
    Parameters: { Open: { Type: 'String' } },
    Resources: {
      Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { SecurityGroupIngress: [rule] } },
      Vpc: { Type: 'AWS::EC2::VPC' },
    },
  };
}

function addressCases(properties: Json): RuleCase[] {
  const grouped = { ...properties, SecurityGroupIds: [GROUP_ID] };
  return [
    {
      name: 'a range of private addresses',
      properties: grouped,
      besides: lettingIn({ CidrIp: '10.0.0.0/8' }),
      is: 'pass',
    },
    {
      name: 'the range of a VPC',
      properties: grouped,
      besides: lettingIn({ CidrIp: { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] } }),
      is: 'pass',
    },
    { name: 'a group', properties: grouped, besides: lettingIn({ SourceSecurityGroupId: 'sg-0123' }), is: 'pass' },
    {
      name: 'any address',
      properties: grouped,
      besides: lettingIn({ CidrIp: '0.0.0.0/0' }),
      is: 'fail',
      saying: ['SecurityGroupIds.0 must let in known addresses only, got "0.0.0.0/0"'],
    },
    { name: 'any address of version 6', properties: grouped, besides: lettingIn({ CidrIpv6: '::/0' }), is: 'fail' },
    { name: 'half of all addresses', properties: grouped, besides: lettingIn({ CidrIp: '128.0.0.0/1' }), is: 'fail' },
    {
      name: 'a rule beside the group',
      properties: grouped,
      besides: {
        Resources: {
          Group: { Type: 'AWS::EC2::SecurityGroup' },
          Rule: {
            Type: 'AWS::EC2::SecurityGroupIngress',
            Properties: { GroupId: GROUP_ID, IpProtocol: '-1', CidrIp: '0.0.0.0/0' },
          },
        },
      },
      is: 'fail',
    },
    {
      name: 'a range that is a parameter',
      properties: grouped,
      besides: lettingIn({ CidrIp: OPEN }),
      is: 'cannot tell',
    },
    { name: 'a group of another app', properties: { ...properties, SecurityGroupIds: ['sg-0123'] }, is: 'cannot tell' },
    {
      name: 'the group a parameter',
      properties: { ...properties, SecurityGroupIds: [OPEN] },
      besides: lettingIn({}),
      is: 'cannot tell',
    },
  ];
}

ruleCases(Rule.VPC_ENDPOINT_ADDRESSES, ENDPOINT, [
  ...addressCases({ ServiceName: API }),
  {
    name: 'of another service',
    properties: { ServiceName: 'com.amazonaws.eu-west-1.s3', SecurityGroupIds: ['sg-0123'] },
    is: 'not judged',
  },
  {
    name: 'of Studio',
    properties: { ServiceName: STUDIO, SecurityGroupIds: [GROUP_ID] },
    besides: lettingIn({ CidrIp: '0.0.0.0/0' }),
    is: 'fail',
  },
  {
    name: 'in China',
    properties: { ServiceName: 'cn.com.amazonaws.cn-north-1.sagemaker.api', SecurityGroupIds: [GROUP_ID] },
    besides: lettingIn({ CidrIp: '0.0.0.0/0' }),
    is: 'fail',
  },
]);

ruleCases(Rule.RESOLVER_ENDPOINT_ADDRESSES, RESOLVER, [
  ...addressCases({ Direction: 'INBOUND' }),
  { name: 'outbound', properties: { Direction: 'OUTBOUND', SecurityGroupIds: ['sg-0123'] }, is: 'not judged' },
  {
    name: 'for delegation',
    properties: { Direction: 'INBOUND_DELEGATION', SecurityGroupIds: [GROUP_ID] },
    besides: lettingIn({ CidrIp: '0.0.0.0/0' }),
    is: 'fail',
  },
  {
    name: 'the direction a parameter',
    properties: { Direction: OPEN, SecurityGroupIds: [GROUP_ID] },
    besides: lettingIn({ CidrIp: '0.0.0.0/0' }),
    is: 'cannot tell',
  },
]);

const ALLOW = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };
const OWN = { StringEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } } };
const PROFILES = { 'Fn::Sub': 'arn:${AWS::Partition}:sagemaker:${AWS::Region}:${AWS::AccountId}:user-profile/*' };
const DOMAIN = { Resources: { Domain: { Type: 'AWS::SageMaker::Domain' } } };
const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };

function policy(...statements: unknown[]): Json {
  return { ServiceName: API, PolicyDocument: { Statement: statements } };
}

ruleCases(Rule.VPC_ENDPOINT_POLICY, ENDPOINT, [
  {
    name: 'no policy',
    properties: { ServiceName: API },
    is: 'fail',
    saying: ['PolicyDocument must be given: without one, the endpoint lets anyone through to anything'],
  },
  { name: 'the policy that endpoints have without one', properties: policy(ALLOW), is: 'fail' },
  { name: 'anyone written in another way', properties: policy({ ...ALLOW, Principal: { AWS: ['*'] } }), is: 'fail' },
  { name: 'principals of the account', properties: policy({ ...ALLOW, Condition: OWN }), is: 'pass' },
  {
    name: 'a role',
    properties: policy({ ...ALLOW, Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::111122223333:root' } } }),
    is: 'pass',
  },
  { name: 'resources of the account', properties: policy({ ...ALLOW, Resource: PROFILES }), is: 'pass' },
  {
    name: 'resources of the stack',
    properties: policy({
      ...ALLOW,
      Resource: [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Domain', 'DomainArn'] }, '/*']] }],
    }),
    besides: DOMAIN,
    is: 'pass',
  },
  {
    name: 'resources of all accounts',
    properties: policy({ ...ALLOW, Resource: [PROFILES, 'arn:aws:sagemaker:eu-west-1:*:user-profile/*'] }),
    is: 'fail',
  },
  { name: 'resources of one shape', properties: policy({ ...ALLOW, Resource: 'arn:aws:sagemaker:*' }), is: 'fail' },
  {
    name: 'one statement of two that is open',
    properties: policy({ ...ALLOW, Condition: OWN }, { ...ALLOW, Action: 'sagemaker:InvokeEndpoint' }),
    is: 'fail',
  },
  {
    name: 'an organization, if the key is there',
    properties: policy({ ...ALLOW, Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } }),
    is: 'fail',
  },
  {
    name: 'an organization, with a key that is there',
    properties: policy({
      ...ALLOW,
      Condition: {
        StringEqualsIfExists: { 'aws:principalorgid': 'o-abcdefghij' },
        Null: { 'aws:PrincipalOrgID': 'false' },
      },
    }),
    is: 'pass',
  },
  {
    name: 'an organization of any id',
    properties: policy({ ...ALLOW, Condition: { StringLike: { 'aws:PrincipalOrgID': '*' } } }),
    is: 'fail',
  },
  {
    name: 'a condition on something else',
    properties: policy({ ...ALLOW, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    is: 'fail',
  },
  {
    name: 'everybody else denied',
    properties: policy(ALLOW, {
      ...ALLOW,
      Effect: 'Deny',
      Condition: { StringNotEquals: { 'aws:ResourceOrgID': 'o-abcdefghij' } },
    }),
    is: 'pass',
  },
  {
    name: 'everybody else denied in some cases',
    properties: policy(ALLOW, {
      ...ALLOW,
      Effect: 'Deny',
      Condition: { StringNotEquals: { 'aws:ResourceOrgID': 'o-abcdefghij' }, Bool: { 'aws:SecureTransport': 'true' } },
    }),
    is: 'fail',
  },
  { name: 'of Studio', properties: { ServiceName: STUDIO }, is: 'fail' },
  {
    name: 'for FIPS, which takes no policy',
    properties: { ServiceName: 'com.amazonaws.us-east-1.sagemaker.runtime-fips' },
    is: 'not judged',
  },
  { name: 'of another service', properties: { ServiceName: 'com.amazonaws.us-east-1.sts' }, is: 'not judged' },
  {
    name: 'a policy that is a parameter',
    properties: { ServiceName: API, PolicyDocument: OPEN },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  {
    name: 'a principal that is a parameter',
    properties: policy({ ...ALLOW, Principal: { AWS: OPEN } }),
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  {
    name: 'a condition that is a parameter',
    properties: policy({ ...ALLOW, Condition: OPEN }),
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  {
    name: 'an account that is a parameter',
    properties: policy({ ...ALLOW, Resource: { 'Fn::Sub': 'arn:aws:sagemaker:eu-west-1:${Open}:domain/*' } }),
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

ruleCases(Rule.RESOLVER_RULE_ZONE, 'AWS::Route53Resolver::ResolverRule', [
  {
    name: 'the zone of Studio',
    properties: { RuleType: 'FORWARD', DomainName: 'studio.eu-west-1.sagemaker.aws' },
    is: 'pass',
  },
  {
    name: 'one API',
    properties: { RuleType: 'FORWARD', DomainName: { 'Fn::Sub': 'abc123.execute-api.${AWS::Region}.amazonaws.com' } },
    is: 'pass',
  },
  { name: 'a zone of a company', properties: { RuleType: 'FORWARD', DomainName: 'corp.example.com.' }, is: 'pass' },
  {
    name: 'everything, as networks do that have DNS servers of their own',
    properties: { RuleType: 'FORWARD', DomainName: '.' },
    is: 'pass',
  },
  {
    name: 'all services',
    properties: { RuleType: 'FORWARD', DomainName: 'amazonaws.com.' },
    is: 'fail',
    saying: ['DomainName must not be a whole zone of AWS, got amazonaws.com.'],
  },
  {
    name: 'all services of a region',
    properties: { RuleType: 'FORWARD', DomainName: { 'Fn::Sub': '${AWS::Region}.${AWS::URLSuffix}' } },
    is: 'fail',
  },
  {
    name: 'all APIs of a region',
    properties: { RuleType: 'FORWARD', DomainName: { 'Fn::Sub': 'execute-api.${AWS::Region}.amazonaws.com' } },
    is: 'fail',
  },
  { name: 'all of SageMaker', properties: { RuleType: 'FORWARD', DomainName: 'SageMaker.aws' }, is: 'fail' },
  {
    name: 'an exception from forwarding',
    properties: { RuleType: 'SYSTEM', DomainName: 'amazonaws.com' },
    is: 'not judged',
  },
  {
    name: 'a parameter',
    properties: { RuleType: 'FORWARD', DomainName: OPEN },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);
