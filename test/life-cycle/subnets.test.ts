import * as spec from '@jsii/spec';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { access, network, notebook, studio } from '../../src';
import { testApp } from '../app';
import { loadAssembly, localName } from '../contract/assembly';
import { constructsOf, propsOfParameters } from '../contract/constructs';
import { codesOf } from '../faults';
import { ENV } from './templates';

type Build = (stack: Stack, vpc: ec2.IVpc, vpcSubnets?: ec2.SubnetSelection) => unknown;

const CLIENTS = [ec2.Peer.ipv4('10.0.0.0/8')];
const RULES = [{ zone: 'corp.example.com', target: network.ForwardingTarget.servers({ ip: '10.1.0.2' }) }];

/** Every construct that chooses subnets, by where its template names them. A contract test finds those that are missing. */
const CONSTRUCTS: Readonly<Record<string, { readonly build: Build; readonly type: string }>> = {
  'access.PresignedUrlFunction': {
    build: (stack, vpc, vpcSubnets) =>
      new access.PresignedUrlFunction(stack, 'Urls', {
        vpc,
        vpcSubnets,
        endpoints: endpointsIn(stack),
        users: access.UserDirectory.fromUsers([]),
        domains: [studio.Domain.fromDomainAttributes(stack, 'Domain', { domainId: 'd-a1b2c3d4e5f6' })],
        dynamoDbPrefixListId: 'pl-02cd2c6b',
      }),
    type: 'AWS::Lambda::Function',
  },
  'network.InboundResolver': {
    build: (stack, vpc, vpcSubnets) =>
      new network.InboundResolver(stack, 'Resolver', { vpc, vpcSubnets, allowedDnsServers: ['10.1.0.2/32'] }),
    type: 'AWS::Route53Resolver::ResolverEndpoint',
  },
  'network.OutboundForwarding': {
    build: (stack, vpc, vpcSubnets) =>
      new network.OutboundForwarding(stack, 'Forwarding', { vpc, vpcSubnets, rules: RULES }),
    type: 'AWS::Route53Resolver::ResolverEndpoint',
  },
  'network.PrivateEndpoints': {
    build: (stack, vpc, subnets) =>
      new network.PrivateEndpoints(stack, 'Endpoints', {
        vpc,
        subnets,
        services: network.EndpointSet.NOTEBOOK,
        clients: CLIENTS,
      }),
    type: 'AWS::EC2::VPCEndpoint',
  },
  'notebook.NotebookInstance': {
    build: (stack, vpc, vpcSubnets) => new notebook.NotebookInstance(stack, 'Notebook', { vpc, vpcSubnets }),
    type: 'AWS::SageMaker::NotebookInstance',
  },
  'studio.Domain': {
    build: (stack, vpc, vpcSubnets) => new studio.Domain(stack, 'Domain', { vpc, vpcSubnets }),
    type: 'AWS::SageMaker::Domain',
  },
};

function endpointsIn(stack: Stack): network.IPrivateEndpoints {
  const { SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB } = network.EndpointService;
  return network.PrivateEndpoints.fromEndpointIds(stack, 'Endpoints', {
    endpointIds: [SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB].map((service, index) => ({
      service,
      endpointId: `vpce-a000000000000000${index}`,
    })),
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
  });
}

interface Tiers {
  readonly private?: readonly string[];
  readonly isolated?: readonly string[];
}

function vpcOf(stack: Stack, tiers: Tiers, zones: readonly string[]): ec2.IVpc {
  const tables = (ids?: readonly string[]) => ids?.map((id) => id.replace('subnet', 'rtb'));
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: [...zones],
    privateSubnetIds: tiers.private && [...tiers.private],
    privateSubnetRouteTableIds: tables(tiers.private),
    isolatedSubnetIds: tiers.isolated && [...tiers.isolated],
    isolatedSubnetRouteTableIds: tables(tiers.isolated),
  });
}

function subnetsOf(
  { build, type }: (typeof CONSTRUCTS)[string],
  tiers: Tiers,
  zones = ['a', 'b'],
  selection?: ec2.SubnetSelection,
): string[] {
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  build(stack, vpcOf(stack, tiers, zones), selection);
  const resources = Object.values(Template.fromStack(stack).findResources(type));
  const ids = resources.flatMap((resource) => JSON.stringify(resource).match(/subnet-\w+/g) ?? []);
  return [...new Set(ids)].sort();
}

const PRIVATE = ['subnet-p1', 'subnet-p2'];
const ISOLATED = ['subnet-i1', 'subnet-i2'];

test('every exported construct that chooses subnets is in the table', () => {
  const assembly = loadAssembly();
  const choosing = constructsOf(assembly).filter(({ initializer }) =>
    propsOfParameters(assembly, initializer?.parameters ?? []).some(
      ({ type }) => spec.isNamedTypeReference(type) && type.fqn === 'aws-cdk-lib.aws_ec2.SubnetSelection',
    ),
  );
  expect(choosing.map(({ fqn }) => localName(assembly, fqn)).sort()).toEqual(Object.keys(CONSTRUCTS).sort());
});

describe.each(Object.entries(CONSTRUCTS))('the subnets of %s', (name, row) => {
  test('are those of the only tier', () => {
    expect(PRIVATE).toEqual(expect.arrayContaining(subnetsOf(row, { private: PRIVATE })));
    expect(ISOLATED).toEqual(expect.arrayContaining(subnetsOf(row, { isolated: ISOLATED })));
  });

  test('have to be chosen once the VPC has a second tier, and are then what they were', () => {
    const both = { private: PRIVATE, isolated: ISOLATED };
    expect(codesOf(() => subnetsOf(row, both))).toEqual(['AmbiguousSubnets']);
    const tier = { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };
    expect(PRIVATE).toEqual(expect.arrayContaining(subnetsOf(row, both, ['a', 'b'], tier)));
  });

  test('are the same when the VPC gets another zone, unless they update in place', () => {
    const grown = subnetsOf(row, { private: [...PRIVATE, 'subnet-p3'] }, ['a', 'b', 'c']);
    const usual = subnetsOf(row, { private: PRIVATE });
    const updatesInPlace = ['access.PresignedUrlFunction', 'network.PrivateEndpoints'].includes(name);
    expect(grown).toEqual(updatesInPlace ? [...usual, 'subnet-p3'] : usual);
  });
});

test.each([
  ['notebook.NotebookInstance', PRIVATE, 'notebook.firstSubnet'],
  ['studio.Domain', [...PRIVATE, 'subnet-p3'], 'studio.firstZones'],
])('%s warns where the default is one of several subnets that a change replaces it for', (name, subnets, id) => {
  const warningsWith = (selection?: ec2.SubnetSelection) => {
    const stack = new Stack(testApp(), 'Stack', { env: ENV });
    const vpc = vpcOf(stack, { private: subnets }, ['a', 'b', 'c'].slice(0, subnets.length));
    CONSTRUCTS[name].build(stack, vpc, selection);
    Template.fromStack(stack);
    return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(id)).length;
  };
  expect(warningsWith()).toBe(1);
  expect(warningsWith({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, availabilityZones: ['a', 'b'] })).toBe(
    name === 'studio.Domain' ? 0 : warningsWith({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }),
  );
});
