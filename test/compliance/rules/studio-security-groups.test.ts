import { Rule } from '../../../src/compliance';
import { type Json, type RuleCase, ruleCases, templatesOf, verdictsOn } from '../support';

const DOMAIN = 'AWS::SageMaker::Domain';
const USER_PROFILE = 'AWS::SageMaker::UserProfile';
const GROUP = 'AWS::EC2::SecurityGroup';
const INGRESS = 'AWS::EC2::SecurityGroupIngress';
const GROUP_ID = { 'Fn::GetAtt': ['Group', 'GroupId'] };
const OTHER_ID = { 'Fn::GetAtt': ['Other', 'GroupId'] };
const OPEN = { Ref: 'Open' };
const APPLICATIONS = { IpProtocol: 'tcp', FromPort: 8192, ToPort: 65535 };

function userSettings(...groups: unknown[]): Json {
  return { UserSettings: { SecurityGroups: groups } };
}

function defaults(...groups: unknown[]): Json {
  return { DefaultUserSettings: { SecurityGroups: groups } };
}

/** A group with rules inside of it. */
function inside(...rules: unknown[]): NonNullable<RuleCase['besides']> {
  const Resources = { Group: { Type: GROUP, Properties: { SecurityGroupIngress: rules } }, Other: { Type: GROUP } };
  return {
    Parameters: { Open: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [OPEN, 'prod'] } },
    Resources,
  };
}

/** A group with a rule beside it. */
function beside(rule: Json, more: Json = {}): NonNullable<RuleCase['besides']> {
  const { Resources, ...sections } = inside();
  return {
    ...sections,
    Resources: { ...Resources, Rule: { Type: INGRESS, Properties: { GroupId: GROUP_ID, ...rule } }, ...more },
  };
}

const CLOSED: RuleCase['besides'] = inside();
const SELF = { SourceSecurityGroupId: GROUP_ID, ...APPLICATIONS };

ruleCases(Rule.DOMAIN_SECURITY_GROUPS, DOMAIN, [
  { name: 'no groups', properties: {}, is: 'not judged' },
  { name: 'a group without rules', properties: defaults(GROUP_ID), besides: CLOSED, is: 'pass' },
  { name: 'a group that lets itself in', properties: defaults(GROUP_ID), besides: beside(SELF), is: 'fail' },
  {
    name: 'a group of shared spaces that lets itself in',
    properties: { DefaultSpaceSettings: { SecurityGroups: [GROUP_ID] } },
    besides: beside(SELF),
    is: 'fail',
    saying: [
      'DefaultSpaceSettings.SecurityGroups.0 must let nobody else connect to applications on TCP 8192-65535, got a rule for the group itself, and all users of the domain share it',
    ],
  },
  {
    name: 'all traffic from itself',
    properties: defaults(GROUP_ID),
    besides: beside({ SourceSecurityGroupId: GROUP_ID, IpProtocol: '-1' }),
    is: 'fail',
  },
  {
    name: 'HTTPS from itself, as endpoints need',
    properties: defaults(GROUP_ID),
    besides: beside({ ...SELF, FromPort: 443, ToPort: 443 }),
    is: 'pass',
  },
  {
    name: 'NFS from itself',
    properties: defaults(GROUP_ID),
    besides: beside({ ...SELF, FromPort: '2049', ToPort: '2049' }),
    is: 'pass',
  },
  {
    name: 'UDP from itself',
    properties: defaults(GROUP_ID),
    besides: beside({ ...SELF, IpProtocol: 'udp' }),
    is: 'pass',
  },
  {
    name: 'another group',
    properties: defaults(GROUP_ID),
    besides: inside({ SourceSecurityGroupId: OTHER_ID, ...APPLICATIONS }),
    is: 'fail',
  },
  {
    name: 'addresses',
    properties: defaults(GROUP_ID),
    besides: inside({ CidrIp: '10.0.0.0/16', IpProtocol: '6', FromPort: 0, ToPort: 65535 }),
    is: 'fail',
  },
  {
    name: 'a rule in one case',
    properties: defaults(GROUP_ID),
    besides: inside({ 'Fn::If': ['IsProd', { Ref: 'AWS::NoValue' }, { CidrIp: '10.0.0.0/8', ...APPLICATIONS }] }),
    is: 'fail',
  },
  {
    name: 'the ports a parameter',
    properties: defaults(GROUP_ID),
    besides: beside({ ...SELF, FromPort: OPEN }),
    is: 'cannot tell',
  },
  {
    name: 'the protocol a parameter',
    properties: defaults(GROUP_ID),
    besides: beside({ ...SELF, IpProtocol: OPEN }),
    is: 'cannot tell',
  },
  { name: 'rules a parameter', properties: defaults(GROUP_ID), besides: inside(OPEN), is: 'cannot tell' },
  {
    name: 'groups a parameter',
    properties: { DefaultUserSettings: { SecurityGroups: OPEN } },
    besides: CLOSED,
    is: 'cannot tell',
  },
  { name: 'a group of another app', properties: defaults('sg-0123'), besides: CLOSED, is: 'cannot tell' },
  {
    name: 'a group of another app that is seen to let itself in',
    properties: defaults('sg-0123'),
    besides: beside({ ...SELF, GroupId: 'sg-0123', SourceSecurityGroupId: 'sg-0123' }),
    is: 'fail',
  },
  {
    name: 'the default group of a VPC, which lets itself in',
    properties: defaults({ 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] }),
    besides: { Resources: { Vpc: { Type: 'AWS::EC2::VPC' } } },
    is: 'fail',
  },
  {
    name: 'the default group of a VPC that CDK closes',
    properties: defaults({ 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] }),
    besides: {
      Resources: {
        Vpc: { Type: 'AWS::EC2::VPC' },
        Closed: {
          Type: 'Custom::VpcRestrictDefaultSG',
          Properties: { DefaultSecurityGroupId: { 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] } },
        },
      },
    },
    is: 'pass',
  },
]);

const BOB = { Bob: { Type: USER_PROFILE, Properties: userSettings(GROUP_ID) } };

ruleCases(Rule.USER_PROFILE_SECURITY_GROUPS, USER_PROFILE, [
  { name: 'no groups', properties: {}, is: 'not judged' },
  { name: 'a group that lets itself in', properties: userSettings(GROUP_ID), besides: beside(SELF), is: 'pass' },
  {
    name: 'such a group that another user has as well',
    properties: userSettings(GROUP_ID),
    besides: beside(SELF, BOB),
    is: 'fail',
  },
  {
    name: 'such a group that all users have',
    properties: userSettings(GROUP_ID),
    besides: beside(SELF, { Domain: { Type: DOMAIN, Properties: defaults(GROUP_ID) } }),
    is: 'fail',
  },
  {
    name: 'a shared group without rules',
    properties: userSettings(GROUP_ID),
    besides: { ...CLOSED, Resources: { ...inside().Resources, ...BOB } },
    is: 'pass',
  },
  {
    name: 'a group that lets in another one',
    properties: userSettings(GROUP_ID),
    besides: beside({ SourceSecurityGroupId: OTHER_ID, ...APPLICATIONS }),
    is: 'fail',
    saying: [
      'UserSettings.SecurityGroups.0 must let nobody else connect to applications on TCP 8192-65535, got a rule for "${Other.GroupId}"',
    ],
  },
  {
    name: 'a prefix list',
    properties: userSettings(GROUP_ID),
    besides: beside({ SourcePrefixListId: 'pl-0123', ...APPLICATIONS }),
    is: 'fail',
  },
  {
    name: 'a source that is a parameter',
    properties: userSettings(GROUP_ID),
    besides: beside({ SourceSecurityGroupId: OPEN, ...APPLICATIONS }),
    is: 'cannot tell',
  },
  { name: 'a group of another app', properties: userSettings('sg-0123'), besides: CLOSED, is: 'cannot tell' },
  {
    name: 'a group of another app that another user has as well',
    properties: userSettings('sg-0123'),
    besides: beside(
      { ...SELF, GroupId: 'sg-0123', SourceSecurityGroupId: 'sg-0123' },
      { Bob: { Type: USER_PROFILE, Properties: userSettings('sg-0123') } },
    ),
    is: 'fail',
  },
]);

test('groups and rules of other stacks are found by their exports', () => {
  const { Resources } = beside(SELF);
  const network = { Resources, Outputs: { Group: { Value: GROUP_ID, Export: { Name: 'group' } } } };
  const user = {
    Resources: { Alice: { Type: USER_PROFILE, Properties: userSettings({ 'Fn::ImportValue': 'group' }) } },
  };
  const rules = { rules: [Rule.USER_PROFILE_SECURITY_GROUPS] };
  const templates = { Network: { json: network }, Alice: { json: user } };
  expect(verdictsOn(templatesOf(templates), rules)).toEqual(['Alice user-profile-security-groups pass']);
  expect(verdictsOn(templatesOf({ ...templates, Second: { json: user } }), rules)).toHaveLength(2);
  expect(verdictsOn(templatesOf({ ...templates, Second: { json: user } }), rules).join()).toMatch(
    /^Alice \S+ fail: .*Alice \S+ fail: .*$/,
  );
});
