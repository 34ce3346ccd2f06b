import { securityRules } from '../../demo/report/security-rules';
import type { Properties, Template } from '../../demo/report/template';
import { contains, overlap, type Question, reach, waysOut } from './reachability';

const GROUP = 'AWS::EC2::SecurityGroup';
const CLOSED = { CidrIp: '255.255.255.255/32', IpProtocol: 'icmp', FromPort: 252, ToPort: 86 };
const HTTPS = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };

function group(ingress: Properties[] = [], egress: Properties[] = [CLOSED]): Properties {
  return { SecurityGroupIngress: ingress, SecurityGroupEgress: egress };
}

/** Security groups by their logical ids, and rules on their own. */
function templateOf(groups: Record<string, Properties>, rules: Record<string, Properties> = {}): Template {
  const own = Object.entries(rules).map(([id, properties]) => [
    id,
    { Type: `${GROUP}${id.startsWith('In') ? 'Ingress' : 'Egress'}`, Properties: properties },
  ]);
  return {
    Resources: {
      Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.20.0.0/22' } },
      ...Object.fromEntries(
        Object.entries(groups).map(([id, properties]) => [id, { Type: GROUP, Properties: properties }]),
      ),
      ...Object.fromEntries(own),
    },
  };
}

function ref(id: string): Properties {
  return { 'Fn::GetAtt': [id, 'GroupId'] };
}

const CLIENT: Question = { from: { range: '10.64.1.0/24' }, to: { groups: ['Service'] }, protocol: 'tcp', port: 443 };
const APP: Question = { from: { groups: ['App'] }, to: { groups: ['Service'] }, protocol: 'tcp', port: 443 };

describe('what an address range reaches', () => {
  const entry = (rule: Properties) => templateOf({ Service: group([rule]) });

  test.each<[string, Properties, boolean]>([
    ['is what a rule names', { ...HTTPS, CidrIp: '10.64.1.0/24' }, true],
    ['is what a wider rule names', { ...HTTPS, CidrIp: '10.64.0.0/12' }, true],
    ['is what a rule for every address names', { ...HTTPS, CidrIp: '0.0.0.0/0' }, true],
    ['is what a rule for every protocol names', { IpProtocol: '-1', CidrIp: '10.64.0.0/12' }, true],
    [
      'is what a rule for more ports names',
      { IpProtocol: 'tcp', FromPort: 1, ToPort: 65535, CidrIp: '10.64.0.0/12' },
      true,
    ],
    ['is not what a rule for a part of it names', { ...HTTPS, CidrIp: '10.64.1.0/25' }, false],
    ['is not what a rule for other addresses names', { ...HTTPS, CidrIp: '10.65.0.0/16' }, false],
    [
      'is not what a rule for another port names',
      { ...HTTPS, FromPort: 444, ToPort: 500, CidrIp: '10.64.0.0/12' },
      false,
    ],
    ['is not what a rule for another protocol names', { ...HTTPS, IpProtocol: 'udp', CidrIp: '10.64.0.0/12' }, false],
    ['is not what a rule for a security group names', { ...HTTPS, SourceSecurityGroupId: ref('App') }, false],
  ])('%s', (_, rule, expected) => {
    expect(reach(entry(rule), CLIENT).reachable).toBe(expected);
  });

  test('is told with every rule that lets some of it in', () => {
    const template = templateOf({
      Service: group([
        { ...HTTPS, CidrIp: '10.64.0.0/12' },
        { ...HTTPS, CidrIp: '10.64.1.7/32' },
      ]),
    });
    expect(reach(template, CLIENT).ingress.map(({ peer }) => peer.id)).toEqual(['10.64.0.0/12', '10.64.1.7/32']);
  });
});

describe('what a security group reaches', () => {
  const into = { ...HTTPS, GroupId: ref('Service'), SourceSecurityGroupId: ref('App') };
  const out = { ...HTTPS, GroupId: ref('App'), DestinationSecurityGroupId: ref('Service') };
  const groups = { App: group(), Service: group() };

  test('takes a rule on both sides', () => {
    expect(reach(templateOf(groups, { In: into, Out: out }), APP)).toMatchObject({
      reachable: true,
      ingress: [{ group: 'Service' }],
      egress: [{ group: 'App' }],
    });
    expect(reach(templateOf(groups, { In: into }), APP).reachable).toBe(false);
    expect(reach(templateOf(groups, { Out: out }), APP).reachable).toBe(false);
  });

  test('is everything where no rule says otherwise, as AWS has it', () => {
    const template = templateOf({ App: { SecurityGroupIngress: [] }, Service: group() }, { In: into });
    expect(waysOut(template, ['App'])).toMatchObject([{ protocol: '-1', peer: { id: '0.0.0.0/0' } }]);
    expect(reach(template, APP).reachable).toBe(true);
  });

  test('is nothing by rules to addresses that nobody has', () => {
    expect(
      waysOut(templateOf({ App: group([], [CLOSED, { IpProtocol: '-1', CidrIp: '127.0.0.1/32' }]) }), ['App']),
    ).toEqual([]);
  });

  test('counts a rule for addresses of the VPC, since it has one of them', () => {
    const template = templateOf({ App: group(), Service: group([{ ...HTTPS, CidrIp: '10.0.0.0/8' }]) }, { Out: out });
    expect(reach(template, APP).ingress).toMatchObject([{ peer: { id: '10.0.0.0/8' } }]);
  });

  test('may be a prefix list', () => {
    const template = templateOf(
      { App: group() },
      { Out: { ...HTTPS, GroupId: ref('App'), DestinationPrefixListId: 'pl-0123' } },
    );
    expect(reach(template, { ...APP, to: { prefixList: 'pl-0123' } }).reachable).toBe(true);
    expect(reach(template, { ...APP, to: { prefixList: 'pl-4567' } }).reachable).toBe(false);
  });
});

describe('address ranges', () => {
  test.each<[string, string, boolean, boolean]>([
    ['10.0.0.0/8', '10.64.0.0/12', true, true],
    ['10.64.0.0/12', '10.0.0.0/8', true, false],
    ['10.64.0.0/12', '10.80.0.0/12', false, false],
    ['0.0.0.0/0', '255.255.255.255/32', true, true],
    ['10.20.0.5/22', '10.20.3.255/32', true, true],
    ['::/0', '10.0.0.0/8', false, false],
    ['fd00::/8', 'fd12::/16', true, true],
    ['fd00::/8', '2001:db8::/32', false, false],
    // What the template does not say may be anything, and is not known to be everything.
    ['${Range}', '10.0.0.0/8', true, false],
  ])('%s and %s', (one, other, overlapping, containing) => {
    expect([overlap(one, other), overlap(other, one), contains(one, other)]).toEqual([
      overlapping,
      overlapping,
      containing,
    ]);
  });
});

test('rules stand in groups and on their own', () => {
  const template = templateOf(
    { Service: group([{ ...HTTPS, CidrIp: '10.64.0.0/12' }]) },
    { In: { ...HTTPS, GroupId: ref('Service'), CidrIpv6: 'fd00::/8' } },
  );
  expect(securityRules(template).map(({ direction, peer }) => [direction, peer.id])).toEqual([
    ['in', '10.64.0.0/12'],
    ['in', 'fd00::/8'],
  ]);
});
