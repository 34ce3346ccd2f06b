import { Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { checkedNetwork } from '../../demo/report/network-checks';
import {
  asList,
  asText,
  type Properties,
  referenced,
  resourcesOfType,
  type Template as TemplateJson,
} from '../../demo/report/template';
import { context } from '../../examples/private-studio/cdk.json';
import { CORPORATE_NETWORK } from '../../examples/private-studio/corporate-network';
import { PrivateStudioStack } from '../../examples/private-studio/private-studio-stack';
import { testApp } from '../app';
import { type Party, type Question, reach, waysOut } from './reachability';

const TAGGED = { Tags: Match.arrayWith([{ Key: 'Team', Value: 'data' }]) };
const PROFILE = 'AWS::SageMaker::UserProfile';
const OWN_PORTS = [8192, 30_000, 65_535];

function privateStudio(): PrivateStudioStack {
  return new PrivateStudioStack(testApp({ context }), 'PrivateStudio', { env: CORPORATE_NETWORK.env });
}

const stack = privateStudio();
const template = Template.fromStack(stack).toJSON() as TemplateJson;

function groupsOf({ connections }: { connections: PrivateStudioStack['endpoints']['connections'] }): string[] {
  return connections.securityGroups.map(({ securityGroupId }) => stack.resolve(securityGroupId)['Fn::GetAtt'][0]);
}

/** An application has the groups of its user and those of the domain. */
function appOf(user: number): Party {
  return { groups: [...groupsOf(stack.users[user]), ...groupsOf(stack.domain)] };
}

const ENDPOINTS: Party = { groups: groupsOf(stack.endpoints) };
const RESOLVER: Party = { groups: groupsOf(stack.resolver) };
const FUNCTION: Party = { groups: groupsOf(stack.access.urlFunction) };
const CANARY: Party = { groups: groupsOf(stack.operations.canary) };
const DYNAMODB: Party = { prefixList: CORPORATE_NETWORK.dynamoDbPrefixList };
const S3: Party = { prefixList: CORPORATE_NETWORK.s3PrefixList };
const [OFFICE, BRANCH] = CORPORATE_NETWORK.clients.map((range): Party => ({ range }));
const [FIRST_DNS, SECOND_DNS] = CORPORATE_NETWORK.dnsServers.map((range): Party => ({ range }));

function https(from: Party, to: Party): Question {
  return { from, to, protocol: 'tcp', port: 443 };
}

describe('the security groups', () => {
  const GROUPS: [string, string, Party[]][] = [
    ['AWS::EC2::VPCEndpoint', 'SecurityGroupIds', Array(9).fill(ENDPOINTS)],
    ['AWS::Route53Resolver::ResolverEndpoint', 'SecurityGroupIds', [RESOLVER]],
    ['AWS::SageMaker::Domain', 'DefaultUserSettings', [{ groups: groupsOf(stack.domain) }]],
    ['AWS::Lambda::Function', 'VpcConfig', [FUNCTION, CANARY]],
    [PROFILE, 'UserSettings', stack.users.map((user) => ({ groups: groupsOf(user) }))],
  ];

  test.each(GROUPS)('of each %s are those that are asked about below', (type, property, expected) => {
    const found = resourcesOfType(template, type).flatMap(([, { [property]: value }]) => (value ? [value] : []));
    const ids = found.map((value) =>
      asList((value as Properties).SecurityGroups ?? (value as Properties).SecurityGroupIds ?? value).map(referenced),
    );
    expect(ids).toEqual(expected.map((party) => (party as { groups: string[] }).groups));
  });
});

describe('what users need', () => {
  test.each<[string, Question]>([
    ['a browser in the first range reaches the endpoints of Studio and its API', https(OFFICE, ENDPOINTS)],
    ['a browser in the second range reaches them', https(BRANCH, ENDPOINTS)],
    ['the first DNS server asks the resolver by UDP', { from: FIRST_DNS, to: RESOLVER, protocol: 'udp', port: 53 }],
    ['the first DNS server asks the resolver by TCP', { from: FIRST_DNS, to: RESOLVER, protocol: 'tcp', port: 53 }],
    ['the second DNS server asks the resolver by UDP', { from: SECOND_DNS, to: RESOLVER, protocol: 'udp', port: 53 }],
    ['the second DNS server asks the resolver by TCP', { from: SECOND_DNS, to: RESOLVER, protocol: 'tcp', port: 53 }],
  ])('%s, by one rule', (_, question) => {
    const { reachable, ingress } = reach(template, question);
    expect([reachable, ingress.length]).toEqual([true, 1]);
  });

  test.each<[string, Question]>([
    ['an application reaches the endpoints', https(appOf(0), ENDPOINTS)],
    ['the function that makes URLs reaches the endpoints', https(FUNCTION, ENDPOINTS)],
    ['the canary reaches the endpoints', https(CANARY, ENDPOINTS)],
    ...OWN_PORTS.map((port): [string, Question] => [
      `applications of a user reach each other on ${port}`,
      { from: appOf(1), to: appOf(1), protocol: 'tcp', port },
    ]),
  ])('%s, by one rule on each side', (_, question) => {
    const { reachable, ingress, egress } = reach(template, question);
    expect([reachable, ingress.length, egress.length]).toEqual([true, 1, 1]);
  });

  test.each<[string, Question]>([
    ['an application reaches S3', https(appOf(2), S3)],
    ['the function that makes URLs reaches DynamoDB', https(FUNCTION, DYNAMODB)],
  ])('%s, by one rule', (_, question) => {
    const { reachable, egress } = reach(template, question);
    expect([reachable, egress.length]).toEqual([true, 1]);
  });
});

describe('what nobody needs', () => {
  const elsewhere: Party = { range: '10.80.0.0/12' };
  const internet: Party = { range: '203.0.113.0/24' };

  test.each<[string, Question]>([
    ['other private networks to the endpoints', https(elsewhere, ENDPOINTS)],
    ['the internet to the endpoints', https(internet, ENDPOINTS)],
    ['browsers to the endpoints on other ports', { from: OFFICE, to: ENDPOINTS, protocol: 'tcp', port: 80 }],
    ['browsers to the endpoints by UDP', { from: OFFICE, to: ENDPOINTS, protocol: 'udp', port: 443 }],
    ['browsers to the resolver by HTTPS', https(OFFICE, RESOLVER)],
    [
      'neighbors of the DNS server to the resolver',
      { from: { range: '10.64.0.3/32' }, to: RESOLVER, protocol: 'udp', port: 53 },
    ],
    ['browsers to applications', https(OFFICE, appOf(0))],
    ['browsers to the own ports of applications', { from: OFFICE, to: appOf(0), protocol: 'tcp', port: 8888 }],
    ['applications to the resolver', { from: appOf(0), to: RESOLVER, protocol: 'udp', port: 53 }],
    [
      'applications of a user to each other below the own ports',
      { from: appOf(0), to: appOf(0), protocol: 'tcp', port: 8191 },
    ],
    ['applications of a user to each other by UDP', { from: appOf(0), to: appOf(0), protocol: 'udp', port: 8192 }],
    ...OWN_PORTS.flatMap((port): [string, Question][] => [
      [
        `applications of one user to those of the next on ${port}`,
        { from: appOf(0), to: appOf(1), protocol: 'tcp', port },
      ],
      [
        `applications of one user to those of the last on ${port}`,
        { from: appOf(0), to: appOf(2), protocol: 'tcp', port },
      ],
    ]),
    ['the endpoints to applications', https(ENDPOINTS, appOf(0))],
    ['browsers to the function that makes URLs', https(OFFICE, FUNCTION)],
    ['the endpoints to the function', https(ENDPOINTS, FUNCTION)],
    ['applications to the function', https(appOf(0), FUNCTION)],
    ['the function to applications', https(FUNCTION, appOf(0))],
    ['the canary to DynamoDB', https(CANARY, DYNAMODB)],
    ['the endpoints to the canary', https(ENDPOINTS, CANARY)],
  ])('is closed: %s', (_, question) => {
    const { reachable, ingress } = reach(template, question);
    expect([reachable, ingress]).toEqual([false, []]);
  });

  test.each<[string, Question]>([
    ['applications to the internet', https(appOf(0), internet)],
    ['applications to the corporate network', https(appOf(0), OFFICE)],
    ['applications to DynamoDB', https(appOf(0), DYNAMODB)],
    ['the function to the internet', https(FUNCTION, internet)],
    ['the function to the corporate network', https(FUNCTION, OFFICE)],
    ['the function to S3', https(FUNCTION, S3)],
  ])('is closed: %s', (_, question) => {
    expect(reach(template, question).reachable).toBe(false);
  });
});

describe('what leaves a security group', () => {
  test.each<[string, Party, string[]]>([
    ['of the endpoints, nothing', ENDPOINTS, []],
    ['of the resolver, nothing', RESOLVER, []],
    [
      'of the domain, HTTPS to the endpoints and to S3',
      { groups: groupsOf(stack.domain) },
      [`${groupsOf(stack.endpoints)} 443`, 'pl-6ea54007 443'],
    ],
    [
      'of the function, HTTPS to the endpoints and to DynamoDB',
      FUNCTION,
      [`${groupsOf(stack.endpoints)} 443`, 'pl-66a5400f 443'],
    ],
    ...CORPORATE_NETWORK.users.map(({ name }, user): [string, Party, string[]] => {
      const [own] = groupsOf(stack.users[user]);
      return [`of ${name}, connections to the own applications`, { groups: [own] }, [`${own} 8192`]];
    }),
  ])('is, %s', (_, party, expected) => {
    const ways = waysOut(template, (party as { groups: string[] }).groups);
    expect(ways.map(({ peer, fromPort }) => `${peer.id} ${fromPort}`)).toEqual(expected);
  });
});

describe('a planted hole', () => {
  /** The template with a rule more. */
  function withRule(direction: 'Ingress' | 'Egress', party: Party, rule: object): TemplateJson {
    const [group] = (party as { groups: string[] }).groups;
    const Properties = {
      GroupId: { 'Fn::GetAtt': [group, 'GroupId'] },
      IpProtocol: 'tcp',
      FromPort: 0,
      ToPort: 65535,
      ...rule,
    };
    return {
      Resources: { ...template.Resources, Planted: { Type: `AWS::EC2::SecurityGroup${direction}`, Properties } },
    };
  }

  test('is found where endpoints are open to other networks', () => {
    const planted = withRule('Ingress', ENDPOINTS, { CidrIp: '10.0.0.0/8' });
    expect(reach(planted, https({ range: '10.80.0.0/12' }, ENDPOINTS)).reachable).toBe(true);
    expect(reach(planted, https(OFFICE, ENDPOINTS)).ingress).toHaveLength(2);
  });

  test('is found where the group of the domain admits itself, so that users reach each other', () => {
    const self = { 'Fn::GetAtt': [groupsOf(stack.domain)[0], 'GroupId'] };
    const entered = withRule('Ingress', { groups: groupsOf(stack.domain) }, { SourceSecurityGroupId: self });
    expect(reach(entered, { from: appOf(0), to: appOf(1), protocol: 'tcp', port: 8888 }).ingress).toHaveLength(1);
  });

  test('is found where the group of a user admits the VPC', () => {
    const planted = withRule('Ingress', appOf(1), { CidrIp: CORPORATE_NETWORK.vpc });
    expect(reach(planted, { from: appOf(0), to: appOf(1), protocol: 'tcp', port: 8888 }).ingress).toHaveLength(1);
    expect(checkedNetwork(planted).filter(({ held }) => !held)).toEqual([
      { statement: 'No user reaches the applications of another one', held: false },
    ]);
  });

  test('is found where applications may go anywhere', () => {
    const planted = withRule('Egress', appOf(0), { CidrIp: '0.0.0.0/0' });
    expect(reach(planted, https(appOf(0), { range: '203.0.113.0/24' })).reachable).toBe(true);
    expect(checkedNetwork(planted).filter(({ held }) => !held)).toEqual([
      { statement: 'No security group lets every address in or out', held: false },
    ]);
  });
});

describe('the way to Studio', () => {
  const opening = resourcesOfType(template, 'AWS::IAM::ManagedPolicy').flatMap(([, { PolicyDocument, Roles }]) =>
    ((PolicyDocument as Properties).Statement as Properties[])
      .filter(
        ({ Action, Effect }) => Effect === 'Allow' && asList(Action).includes('sagemaker:CreatePresignedDomainUrl'),
      )
      .map(() => asList(Roles).map(referenced)),
  );

  test('is open to the access role, and to the execution role for own applications, and to nobody else', () => {
    const [accessRole, executionRole] = [stack.access.accessRole!.role, stack.domain.role].map(
      ({ roleArn }) => stack.resolve(roleArn)['Fn::GetAtt'][0],
    );
    expect(opening.flat().sort()).toEqual([accessRole, executionRole].sort());
  });

  test('has the address of the API as an output', () => {
    const url = Object.values(template.Outputs ?? {}).map(({ Value }) => asText(Value));
    expect(url).toContainEqual(
      expect.stringMatching(/^https:\/\/\$\{\w+\}-\$\{\w+\}\.execute-api\.eu-central-1\.\$\{AWS::URLSuffix\}\/v1$/),
    );
  });

  test('is watched by alarms, which one alarm reports to the topic', () => {
    const actions = (type: string) =>
      resourcesOfType(template, type).map(([, { AlarmActions }]) => asList(AlarmActions ?? []).map(referenced));
    const [[topic]] = resourcesOfType(template, 'AWS::SNS::Topic');
    expect(actions('AWS::CloudWatch::CompositeAlarm')).toEqual([[topic]]);
    const [outages, others] = [0, 1].map((count) =>
      actions('AWS::CloudWatch::Alarm').filter(({ length }) => length === count),
    );
    expect([outages.length, others]).toEqual([6, Array(3).fill([topic])]);
  });

  test('is in the directory for each user, by the subject and not by the name', () => {
    const { subject } = CORPORATE_NETWORK.users[0];
    expect([...new Set(CORPORATE_NETWORK.users.map((user) => user.subject))]).toHaveLength(
      CORPORATE_NETWORK.users.length,
    );
    expect(JSON.stringify(template)).not.toContain(subject);
  });
});

describe('tags of the app', () => {
  const app = testApp({ context });
  const tagged = new PrivateStudioStack(app, 'PrivateStudio', { env: CORPORATE_NETWORK.env });
  Tags.of(app).add('Team', 'data');
  const found = Template.fromStack(tagged);

  test('reach what takes them', () => {
    found.hasResourceProperties('AWS::EC2::VPC', TAGGED);
    found.hasResourceProperties('AWS::SageMaker::Domain', TAGGED);
  });

  test('leave user profiles as they are', () => {
    expect(found.findResources(PROFILE)).toEqual(Template.fromStack(stack).findResources(PROFILE));
  });

  test('leave a warning, since CloudFormation puts the tags of the stack on every resource', () => {
    expect(Annotations.fromStack(tagged).findWarning('*', Match.stringLikeRegexp('studio.stackTags'))).toHaveLength(1);
  });
});

test('thirty users more are thirty user profiles more', () => {
  const made = privateStudio();
  for (let number = 1; number <= 30; number++) {
    made.domain.addUserProfile(`user-${number}`);
  }
  Template.fromStack(made).resourceCountIs(PROFILE, CORPORATE_NETWORK.users.length + 30);
});
