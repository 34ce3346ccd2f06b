import { Rule } from '../../../src/compliance';
import { settingsOf } from '../../../src/compliance/rules/setting-defaults';
import { type Json, type RuleCase, ruleCases } from '../support';

const NOTEBOOK = 'AWS::SageMaker::NotebookInstance';
const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };
const OPEN = { Ref: 'Open' };

function imds(version: unknown): Json {
  return { InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: version } };
}

const VERSION = 'InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion';

ruleCases(Rule.NOTEBOOK_IMDS_V2, NOTEBOOK, [
  { name: 'version 2', properties: imds('2'), is: 'pass' },
  { name: 'version 2 as a number', properties: imds(2), is: 'pass' },
  { name: 'version 1', properties: imds('1'), is: 'fail', saying: [`${VERSION} must be "2", got "1"`] },
  { name: 'no version', properties: {}, is: 'fail', saying: [`${VERSION} must be "2", got nothing`] },
  { name: 'AWS::NoValue', properties: imds({ Ref: 'AWS::NoValue' }), is: 'fail' },
  {
    name: 'a parameter without default',
    properties: imds(OPEN),
    besides: PARAMETERS,
    is: 'cannot tell',
    saying: [`${VERSION} must be "2", but parameter Open has no default`],
  },
  {
    name: 'a condition with one wrong branch',
    properties: imds({ 'Fn::If': ['Hardened', '2', '1'] }),
    besides: { ...PARAMETERS, Conditions: { Hardened: { 'Fn::Equals': [OPEN, 'yes'] } } },
    is: 'fail',
    saying: [`${VERSION} must be "2", got "1" (where Hardened is false)`],
  },
  {
    name: 'a condition whose branches are both right',
    properties: imds({ 'Fn::If': ['Hardened', '2', 2] }),
    besides: { ...PARAMETERS, Conditions: { Hardened: { 'Fn::Equals': [OPEN, 'yes'] } } },
    is: 'pass',
  },
]);

ruleCases(Rule.NOTEBOOK_NO_DIRECT_INTERNET, NOTEBOOK, [
  { name: 'disabled', properties: { DirectInternetAccess: 'Disabled' }, is: 'pass' },
  { name: 'enabled', properties: { DirectInternetAccess: 'Enabled' }, is: 'fail' },
  { name: 'not said, which is enabled', properties: {}, is: 'fail' },
  { name: 'a parameter', properties: { DirectInternetAccess: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);

ruleCases(Rule.NOTEBOOK_NO_ROOT_ACCESS, NOTEBOOK, [
  { name: 'disabled', properties: { RootAccess: 'Disabled' }, is: 'pass' },
  { name: 'enabled', properties: { RootAccess: 'Enabled' }, is: 'fail' },
  { name: 'not said, which is enabled', properties: {}, is: 'fail' },
  { name: 'a parameter', properties: { RootAccess: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);

const KEY = { Resources: { Key: { Type: 'AWS::KMS::Key' } } };

ruleCases(Rule.NOTEBOOK_VOLUME_ENCRYPTED, NOTEBOOK, [
  { name: 'a key of the stack', properties: { KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } }, besides: KEY, is: 'pass' },
  { name: 'an alias', properties: { KmsKeyId: 'alias/notebooks' }, is: 'pass' },
  { name: 'an import of another app', properties: { KmsKeyId: { 'Fn::ImportValue': 'elsewhere' } }, is: 'pass' },
  { name: 'no key', properties: {}, is: 'fail', saying: ['KmsKeyId must be a key, got nothing'] },
  { name: 'an empty key', properties: { KmsKeyId: '' }, is: 'fail', saying: ['KmsKeyId must be a key, got ""'] },
  {
    name: 'the key of AWS for SageMaker',
    properties: { KmsKeyId: 'alias/aws/sagemaker' },
    is: 'fail',
    saying: ['KmsKeyId must be a key of yours, got "alias/aws/sagemaker"'],
  },
  {
    name: 'that key by its ARN',
    properties: { KmsKeyId: { 'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:alias/aws/ebs' } },
    is: 'fail',
  },
  { name: 'a key of Parameter Store', properties: { KmsKeyId: '{{resolve:ssm:/notebooks/key}}' }, is: 'pass' },
  { name: 'blanks', properties: { KmsKeyId: ' ' }, is: 'fail' },
  { name: 'a parameter, which may be empty', properties: { KmsKeyId: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);

const SUBNET = { Resources: { Subnet: { Type: 'AWS::EC2::Subnet' }, Group: { Type: 'AWS::EC2::SecurityGroup' } } };
const GROUP = { 'Fn::GetAtt': ['Group', 'GroupId'] };

ruleCases(Rule.NOTEBOOK_IN_VPC, NOTEBOOK, [
  { name: 'a subnet of the stack', properties: { SubnetId: { Ref: 'Subnet' } }, besides: SUBNET, is: 'pass' },
  { name: 'a subnet by its id', properties: { SubnetId: 'subnet-1' }, is: 'pass' },
  { name: 'a subnet of another app', properties: { SubnetId: { 'Fn::ImportValue': 'subnet' } }, is: 'pass' },
  {
    name: 'one of several subnets of another app',
    properties: { SubnetId: { 'Fn::Select': [0, { 'Fn::Split': [',', { 'Fn::ImportValue': 'all' }] }] } },
    is: 'pass',
  },
  {
    name: 'a parameter that is a subnet',
    properties: { SubnetId: OPEN },
    besides: { Parameters: { Open: { Type: 'AWS::EC2::Subnet::Id' } } },
    is: 'pass',
  },
  { name: 'no subnet', properties: {}, is: 'fail', saying: ['SubnetId must be a subnet, got nothing'] },
  { name: 'an empty subnet', properties: { SubnetId: '' }, is: 'fail' },
  { name: 'a parameter, which may be empty', properties: { SubnetId: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
  {
    name: 'a condition without subnet in one branch',
    properties: { SubnetId: { 'Fn::If': ['Private', 'subnet-1', { Ref: 'AWS::NoValue' }] } },
    besides: { ...PARAMETERS, Conditions: { Private: { 'Fn::Equals': [OPEN, 'yes'] } } },
    is: 'fail',
    saying: ['SubnetId must be a subnet, got nothing (where Private is false)'],
  },
]);

ruleCases(Rule.NOTEBOOK_SECURITY_GROUPS, NOTEBOOK, [
  { name: 'a group of the stack', properties: { SecurityGroupIds: [GROUP] }, besides: SUBNET, is: 'pass' },
  { name: 'a group that is no list', properties: { SecurityGroupIds: 'sg-1' }, is: 'pass' },
  { name: 'a group of another app', properties: { SecurityGroupIds: [{ 'Fn::ImportValue': 'group' }] }, is: 'pass' },
  {
    name: 'a parameter that is a list of groups',
    properties: { SecurityGroupIds: OPEN },
    besides: { Parameters: { Open: { Type: 'List<AWS::EC2::SecurityGroup::Id>' } } },
    is: 'pass',
  },
  { name: 'no list', properties: {}, is: 'fail', saying: ['SecurityGroupIds must be a security group, got nothing'] },
  { name: 'an empty list', properties: { SecurityGroupIds: [] }, is: 'fail' },
  { name: 'a list of nothing', properties: { SecurityGroupIds: [{ Ref: 'AWS::NoValue' }, ''] }, is: 'fail' },
  {
    name: 'a list with an empty item',
    properties: { SecurityGroupIds: [GROUP, ''] },
    besides: SUBNET,
    is: 'fail',
    saying: ['SecurityGroupIds.1 must be a security group, got ""'],
  },
  { name: 'a parameter', properties: { SecurityGroupIds: [OPEN] }, besides: PARAMETERS, is: 'cannot tell' },
  {
    name: 'a parameter that is a list',
    properties: { SecurityGroupIds: OPEN },
    besides: { Parameters: { Open: { Type: 'CommaDelimitedList' } } },
    is: 'cannot tell',
  },
]);

ruleCases(Rule.NOTEBOOK_PLATFORM, NOTEBOOK, [
  { name: 'Amazon Linux 2023', properties: { PlatformIdentifier: 'notebook-al2023-v1' }, is: 'pass' },
  {
    name: 'Amazon Linux 2',
    properties: { PlatformIdentifier: 'notebook-al2-v3' },
    is: 'fail',
    saying: ['PlatformIdentifier must be "notebook-al2023-v1", got "notebook-al2-v3"'],
  },
  {
    name: 'another platform that is allowed',
    properties: { PlatformIdentifier: 'notebook-al2027-v1' },
    options: { settings: settingsOf({ notebookPlatforms: ['notebook-al2023-v1', 'notebook-al2027-v1'] }) },
    is: 'pass',
  },
  { name: 'no platform, whose default has changed over time', properties: {}, is: 'cannot tell' },
  { name: 'a parameter', properties: { PlatformIdentifier: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
  {
    name: 'one of the values of a parameter',
    properties: { PlatformIdentifier: OPEN },
    besides: { Parameters: { Open: { Type: 'String', AllowedValues: ['notebook-al2023-v1', 'notebook-al2-v3'] } } },
    is: 'fail',
    saying: ['PlatformIdentifier must be "notebook-al2023-v1", got "notebook-al2-v3" (where Open is notebook-al2-v3)'],
  },
]);

const TRUST = {
  Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'sagemaker.amazonaws.com' } },
};
const WITH_ROLE = { RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } };

/** A role and what else there is beside it. */
function role(properties: Json, besides: Json = {}): Pick<RuleCase, 'besides' | 'properties'> {
  const Role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: TRUST, ...properties } };
  return { properties: WITH_ROLE, besides: { ...PARAMETERS, Resources: { Role, ...besides } } };
}

function allowing(Action: unknown, Effect: unknown = 'Allow'): Json {
  return { PolicyDocument: { Statement: [{ Effect, Action, Resource: '*' }] } };
}

function attached(type: string, properties: Json): Json {
  const named = type === 'AWS::IAM::RolePolicy' ? { RoleName: { Ref: 'Role' } } : { Roles: [{ Ref: 'Role' }] };
  return { Attached: { Type: type, Properties: { ...properties, ...named } } };
}

ruleCases(Rule.NOTEBOOK_ROLE_ACTIONS, NOTEBOOK, [
  {
    name: 'a role with actions',
    ...role({ Policies: [allowing(['s3:GetObject', 'sagemaker:*'])] }, attached('AWS::IAM::Policy', allowing('s3:*'))),
    is: 'pass',
  },
  { name: 'a role that is denied everything', ...role({ Policies: [allowing('*', 'Deny')] }), is: 'pass' },
  { name: 'a role that is denied what is a parameter', ...role({ Policies: [allowing(OPEN, 'Deny')] }), is: 'pass' },
  {
    name: 'policies that AWS manages',
    ...role({ ManagedPolicyArns: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AmazonSageMakerFullAccess' }] }),
    is: 'pass',
  },
  {
    name: 'everything in the role',
    ...role({ Policies: [allowing('*')] }),
    is: 'fail',
    saying: ['the role may do everything by Policies.0.PolicyDocument.Statement.0 of Role'],
  },
  { name: 'everything, written in two parts', ...role({ Policies: [allowing(['s3:GetObject', '*:*'])] }), is: 'fail' },
  {
    name: 'everything in a trust policy',
    ...role({ AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Action: '*', Principal: '*' } } }),
    is: 'fail',
  },
  ...['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'].map(
    (type): RuleCase => ({
      name: `everything in an ${type} that is attached to the role`,
      ...role({}, attached(type, allowing('*'))),
      is: 'fail',
      saying: ['the role may do everything by PolicyDocument.Statement.0 of Attached'],
    }),
  ),
  {
    name: 'everything in a managed policy that the role names',
    ...role(
      { ManagedPolicyArns: [{ Ref: 'Named' }] },
      { Named: { Type: 'AWS::IAM::ManagedPolicy', Properties: allowing('*') } },
    ),
    is: 'fail',
  },
  {
    name: 'AdministratorAccess',
    ...role({ ManagedPolicyArns: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess' }] }),
    is: 'fail',
  },
  {
    name: 'a managed policy of another app',
    ...role({ ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/Notebooks'] }),
    is: 'cannot tell',
  },
  { name: 'a list of policies that is a parameter', ...role({ ManagedPolicyArns: OPEN }), is: 'cannot tell' },
  {
    name: 'actions on what another app exports',
    ...role({
      Policies: [
        {
          PolicyDocument: { Statement: { Effect: 'Allow', Action: 's3:*', Resource: { 'Fn::ImportValue': 'bucket' } } },
        },
      ],
    }),
    is: 'pass',
  },
  { name: 'actions that are a parameter', ...role({ Policies: [allowing(OPEN)] }), is: 'cannot tell' },
  { name: 'an effect that is a parameter', ...role({ Policies: [allowing('*', OPEN)] }), is: 'cannot tell' },
  { name: 'a policy that is a parameter', ...role({ Policies: [{ PolicyDocument: OPEN }] }), is: 'cannot tell' },
  {
    name: 'a role of another app',
    properties: { RoleArn: 'arn:aws:iam::111122223333:role/notebooks' },
    is: 'cannot tell',
    saying: ['RoleArn is of a role that is not in this app: "arn:aws:iam::111122223333:role/notebooks"'],
  },
  { name: 'no role', properties: {}, is: 'cannot tell' },
]);
