import * as spec from '@jsii/spec';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { testApp } from '../app';
import { loadAssembly, localName } from '../contract/assembly';
import { constructsOf, propsOfParameters } from '../contract/constructs';
import { codesOf } from '../faults';
import { SUBNET_CONSTRUCTS } from './subnet-constructs';
import { ENV } from './templates';

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
  { build, type }: (typeof SUBNET_CONSTRUCTS)[string],
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
  expect(choosing.map(({ fqn }) => localName(assembly, fqn)).sort()).toEqual(Object.keys(SUBNET_CONSTRUCTS).sort());
});

describe.each(Object.entries(SUBNET_CONSTRUCTS))('the subnets of %s', (name, row) => {
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
    const updatesInPlace = ['access.AccessCanary', 'access.PresignedUrlFunction', 'network.PrivateEndpoints'].includes(
      name,
    );
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
    SUBNET_CONSTRUCTS[name].build(stack, vpc, selection);
    Template.fromStack(stack);
    return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(id)).length;
  };
  expect(warningsWith()).toBe(1);
  expect(warningsWith({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, availabilityZones: ['a', 'b'] })).toBe(
    name === 'studio.Domain' ? 0 : warningsWith({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }),
  );
});
