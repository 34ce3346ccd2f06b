import * as spec from '@jsii/spec';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { testApp } from '../app';
import { loadAssembly, loadDependencies, localName } from '../contract/assembly';
import { warningTexts } from '../trust/support';
import { CONNECTION_ROWS, type ConnectionRow } from './connection-rows';
import { ENV } from './templates';

/** What has security groups and opens no connection, with the reason. */
const UNCONNECTED: Readonly<Record<string, readonly RegExp[]>> = {
  'they are the security groups of the resource itself': [/\.securityGroups$/],
  'it says which domain or user is meant': [
    /^access\.\w+\.(domains?|userProfile|revokeUserProfile)$/,
    /^studio\.\w+\.(domain|owner)$/,
    /^studio\.UserProfile\.fromUserProfileArn$/,
  ],
  'its facade only grants': [/^\w+\.\w+Grants\.from\w+$/],
  'conditions of policies name the endpoints': [/^access\.StudioAccessRoleProps\.endpoints$/],
  'API Gateway invokes the function without a connection': [/^access\.PrivateApiProps\.urlFunction$/],
  'names and addresses are written, and clients are named elsewhere': [
    /^network\.DnsForwarderConfigProps\./,
    /^network\.PrivateDnsTarget\./,
  ],
  'addresses are admitted, which another test shows': [/^network\.ForwardingTarget\.inboundResolver$/],
};

const CONNECTABLE = 'aws-cdk-lib.aws_ec2.IConnectable';

/** The props, and the methods with a parameter, of a type that has `connections`. */
function membersTakingConnectables(): string[] {
  const assembly = loadAssembly();
  const types: Record<string, spec.Type> = Object.assign(
    {},
    ...[assembly, ...loadDependencies(assembly)].map((one) => one.types),
  );
  const isConnectable = (type: spec.TypeReference): boolean => {
    if (spec.isCollectionTypeReference(type)) {
      return isConnectable(type.collection.elementtype);
    }
    return spec.isNamedTypeReference(type) && ancestorsOf(types, type.fqn).includes(CONNECTABLE);
  };
  return Object.values(assembly.types ?? {}).flatMap((type) => {
    const name = localName(assembly, type.fqn);
    const props = spec.isInterfaceType(type) && type.datatype ? (type.properties ?? []) : [];
    const methods = spec.isClassType(type) ? (type.methods ?? []) : [];
    return [
      ...props.filter((prop) => isConnectable(prop.type)),
      ...methods.filter(({ parameters = [] }) => parameters.some((parameter) => isConnectable(parameter.type))),
    ].map((member) => `${name}.${member.name}`);
  });
}

function ancestorsOf(types: Readonly<Record<string, spec.Type>>, fqn: string): string[] {
  const type = types[fqn];
  const isOpen = type && !spec.isEnumType(type);
  const parents = isOpen
    ? [...(type.interfaces ?? []), ...(spec.isClassType(type) && type.base ? [type.base] : [])]
    : [];
  return [fqn, ...parents.flatMap((parent) => ancestorsOf(types, parent))];
}

test('everything that is given a construct with security groups has a row, or a reason for none', () => {
  const all = membersTakingConnectables();
  const patterns = Object.values(UNCONNECTED).flat();
  const isFree = (member: string) => patterns.some((pattern) => pattern.test(member));
  expect(all.filter((member) => member in CONNECTION_ROWS === isFree(member))).toEqual([]);
  expect(Object.keys(CONNECTION_ROWS).filter((member) => !all.includes(member))).toEqual([]);
  expect(patterns.filter((pattern) => !all.some((member) => pattern.test(member)))).toEqual([]);
});

type Other = (stack: Stack) => ec2.ISecurityGroup;

const MADE: Other = (stack) => {
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'OtherVpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['a'],
  });
  return new ec2.SecurityGroup(stack, 'Other', { vpc, allowAllOutbound: false });
};

function imported(options: ec2.SecurityGroupImportOptions): Other {
  return (stack) =>
    ec2.SecurityGroup.fromSecurityGroupId(stack, 'Other', 'sg-00000000000000001', {
      allowAllOutbound: false,
      ...options,
    });
}

const UNCHANGEABLE = imported({ mutable: false });

function stackWith({ use }: ConnectionRow, other: Other): { stack: Stack; group: ec2.ISecurityGroup } {
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  const group = other(stack);
  use(stack, group);
  return { stack, group };
}

/** Rules between two security groups, which CDK puts beside the groups. */
function rulesOf(stack: Stack): string[] {
  const template = Template.fromStack(stack);
  const rules = ['Ingress', 'Egress'].map((way) => {
    const resources = Object.values(template.findResources(`AWS::EC2::SecurityGroup${way}`));
    return resources.map(({ Properties: rule }) =>
      textOf(way, rule.GroupId, rule.SourceSecurityGroupId ?? rule.DestinationSecurityGroupId, [
        `${rule.IpProtocol} ${rule.FromPort}-${rule.ToPort}`,
      ]),
    );
  });
  return rules.flat(2);
}

function textOf(way: string, group: unknown, peer: unknown, ports: readonly string[]): string[] {
  return ports.map((port) => `${way} ${JSON.stringify(group)} ${JSON.stringify(peer)} ${port}`);
}

function ownGroups(stack: Stack, { own }: ConnectionRow): ec2.ISecurityGroup[] {
  const groups = stack.node.findAll().filter((node) => node instanceof ec2.SecurityGroup);
  return own.map((end) => groups.find(({ node }) => node.path.endsWith(`/${end}`))!);
}

describe.each(Object.entries(CONNECTION_ROWS))('%s', (_, row) => {
  test.each([
    ['a group of the app', MADE],
    ['an imported group', imported({})],
  ])('opens both ends of the connection to %s', (__, other) => {
    const { stack, group } = stackWith(row, other);
    const expected = ownGroups(stack, row).flatMap((own) => {
      const [from, to] = row.isClient ? [group, own] : [own, group];
      const [client, server] = [from, to].map(({ securityGroupId }) => stack.resolve(securityGroupId));
      return [...textOf('Egress', client, server, row.ports), ...textOf('Ingress', server, client, row.ports)];
    });
    const rules = rulesOf(stack);
    expect(expected.filter((rule) => !rules.includes(rule))).toEqual([]);
    expect(warningTexts(stack).filter((text) => text.includes('connectionNotAdmitted'))).toEqual([]);
  });

  test('leaves a warning with the missing rule if the group cannot be changed', () => {
    const { stack, group } = stackWith(row, UNCHANGEABLE);
    const warnings = warningTexts(stack).filter((text) => text.includes('network.connectionNotAdmitted'));
    for (const own of ownGroups(stack, row)) {
      const verb = row.isClient ? 'reach' : 'admit';
      const missing = `${group.node.path} must ${verb} `;
      expect(warnings.filter((text) => text.includes(missing) && text.includes(own.node.path))).toHaveLength(1);
    }
  });
});
