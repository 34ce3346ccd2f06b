import * as spec from '@jsii/spec';
import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from '../../src';
import { testApp } from '../app';
import { loadAssembly, localName } from '../contract/assembly';
import { constructsOf, propsOfParameters } from '../contract/constructs';
import { faultsOf } from '../faults';
import { SUBNET_CONSTRUCTS } from './subnet-constructs';
import { ENV } from './templates';

const OWNER = '222233334444';

type Build = (stack: Stack, vpc: ec2.IVpc) => unknown;

const BUILDS: Readonly<Record<string, Build>> = {
  ...Object.fromEntries(Object.entries(SUBNET_CONSTRUCTS).map(([name, { build }]) => [name, build])),
  'network.PrivateDns': (stack, vpc) => {
    const attributes = { service: network.EndpointService.STS, dnsName: 'vpce.example.com', hostedZoneId: 'Z2' };
    new network.PrivateDns(stack, 'Dns', { vpc, targets: [network.PrivateDnsTarget.attributes(attributes)] });
  },
  'network.ResolverQueryLog': (stack, vpc) => new network.ResolverQueryLog(stack, 'Queries', { vpcs: [vpc] }),
};

/** Participants of a shared VPC can create these in its subnets. */
const FOR_PARTICIPANTS = [
  'access.AccessCanary',
  'access.PresignedUrlFunction',
  'notebook.NotebookInstance',
  'studio.Domain',
];

/** A VPC of the other account, whose subnets are shared with the account of the stack. */
function sharedVpc(stack: Stack): ec2.IVpc {
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['a', 'b'],
    isolatedSubnetIds: ['subnet-0000000000000000a', 'subnet-0000000000000000b'],
    isolatedSubnetRouteTableIds: ['rtb-0000000000000000a', 'rtb-0000000000000000b'],
  });
  return Object.create(vpc, { env: { value: { account: OWNER, region: ENV.region } } });
}

test('every construct that takes a VPC is in the table', () => {
  const assembly = loadAssembly();
  const taking = constructsOf(assembly).filter(({ initializer }) =>
    propsOfParameters(assembly, initializer?.parameters ?? []).some(({ name, type }) => {
      const element = spec.isCollectionTypeReference(type) ? type.collection.elementtype : type;
      return /^vpcs?$/.test(name) && spec.isNamedTypeReference(element) && element.fqn === 'aws-cdk-lib.aws_ec2.IVpc';
    }),
  );
  expect(Object.keys(BUILDS).sort()).toEqual(taking.map(({ fqn }) => localName(assembly, fqn)).sort());
});

describe.each(Object.entries(BUILDS))('%s in a VPC that another account shares', (name, build) => {
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  const faults = faultsOf(() => build(stack, sharedVpc(stack)));

  test(FOR_PARTICIPANTS.includes(name) ? 'is accepted' : 'is rejected, with the account that can create it', () => {
    if (FOR_PARTICIPANTS.includes(name)) {
      expect(faults).toEqual([]);
      return;
    }
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^ForeignAccountVpc: .*222233334444/);
  });
});

test('endpoints of another account are imported', () => {
  const stack = new Stack(testApp(), 'Stack', { env: ENV });
  const [fault] = faultsOf(() => BUILDS['network.PrivateEndpoints'](stack, sharedVpc(stack)));
  expect(fault).toContain(
    `create VPC endpoints in a stack of ${OWNER}, which owns the VPC, and use them here with PrivateEndpoints.fromEndpointIds`,
  );
});
