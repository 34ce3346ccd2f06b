import { CfnParameter } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { codesOf, faultsOf } from '../faults';
import { notebookIn, propertiesOf, testStack } from './setup';

const PUBLIC = 'subnet-0000000000000000a';
const PRIVATE = ['subnet-0000000000000000b', 'subnet-0000000000000000c'];
const ISOLATED = ['subnet-0000000000000000d', 'subnet-0000000000000000e'];

function setUp(attributes: Partial<ec2.VpcAttributes>) {
  const stack = testStack();
  const zones = { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['us-west-2a', 'us-west-2b'] };
  return { stack, vpc: ec2.Vpc.fromVpcAttributes(stack, 'Network', { ...zones, ...attributes }) };
}

function chosen(attributes: Partial<ec2.VpcAttributes>, vpcSubnets?: ec2.SubnetSelection): unknown {
  const { stack, vpc } = setUp(attributes);
  notebookIn(stack, { vpc, vpcSubnets });
  return propertiesOf(Template.fromStack(stack)).SubnetId;
}

const ALL = { publicSubnetIds: [PUBLIC, PUBLIC], privateSubnetIds: PRIVATE, isolatedSubnetIds: ISOLATED };

describe('the subnet of a notebook instance', () => {
  test('is one of the only tier that is not public', () => {
    expect(chosen({ publicSubnetIds: [PUBLIC, PUBLIC], isolatedSubnetIds: ISOLATED })).toBe(ISOLATED[0]);
  });

  test('must be chosen where a VPC has private and isolated subnets', () => {
    const { stack, vpc } = setUp(ALL);
    expect(codesOf(() => notebookIn(stack, { vpc }))).toEqual(['AmbiguousSubnets']);
  });

  test('is a private one where none is isolated', () => {
    expect(chosen({ publicSubnetIds: [PUBLIC, PUBLIC], privateSubnetIds: PRIVATE })).toBe(PRIVATE[0]);
  });

  test('is the first one of those that were selected', () => {
    expect(chosen(ALL, { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS })).toBe(PRIVATE[0]);
  });

  test('is of the zone that was selected', () => {
    expect(chosen(ALL, { subnetType: ec2.SubnetType.PRIVATE_ISOLATED, availabilityZones: ['us-west-2b'] })).toBe(
      ISOLATED[1],
    );
  });

  test('is the very one that was named', () => {
    const { stack, vpc } = setUp(ALL);
    const subnet = ec2.Subnet.fromSubnetId(stack, 'Subnet', ISOLATED[1]);
    notebookIn(stack, { vpc, vpcSubnets: { subnets: [subnet] } });
    expect(propertiesOf(Template.fromStack(stack)).SubnetId).toBe(ISOLATED[1]);
  });

  test('may be a token', () => {
    const { stack, vpc } = setUp(ALL);
    const subnet = ec2.Subnet.fromSubnetId(stack, 'Subnet', new CfnParameter(stack, 'SubnetId').valueAsString);
    expect(codesOf(() => notebookIn(stack, { vpc, vpcSubnets: { subnets: [subnet] } }))).toEqual([]);
  });
});

describe('the subnet of a notebook instance in a VPC of the same stack', () => {
  const stack = testStack();
  const vpc = new ec2.Vpc(stack, 'Network', { maxAzs: 1, restrictDefaultSecurityGroup: false });

  test('is private', () => {
    const instance = notebookIn(stack, { vpc });
    expect(instance.connections.securityGroups).toHaveLength(1);
    expect(propertiesOf(Template.fromStack(stack)).SubnetId).toEqual(stack.resolve(vpc.privateSubnets[0].subnetId));
  });

  test('is refused where it is public', () => {
    const fault =
      'PublicSubnet: the subnet of a notebook instance must be private or isolated, got the public subnet Stack/Network/PublicSubnet1';
    expect(faultsOf(() => notebookIn(testStack(), { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } }))).toEqual(
      [fault],
    );
  });
});

describe('a notebook instance without a suitable subnet', () => {
  const NONE = 'NoPrivateSubnet: a notebook instance needs a private or isolated subnet, got none in Stack/Network';

  test('is refused in a VPC that has none, with the path of that VPC', () => {
    const { stack, vpc } = setUp({ publicSubnetIds: [PUBLIC, PUBLIC] });
    expect(faultsOf(() => notebookIn(stack, { vpc }))).toEqual([expect.stringContaining(NONE)]);
  });

  test('is refused where the selection is empty', () => {
    const { stack, vpc } = setUp(ALL);
    expect(faultsOf(() => notebookIn(stack, { vpc, vpcSubnets: { subnets: [] } }))).toEqual([
      expect.stringContaining(NONE),
    ]);
  });

  test('is refused in a public subnet of an imported VPC', () => {
    const { stack, vpc } = setUp(ALL);
    expect(codesOf(() => notebookIn(stack, { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } }))).toEqual([
      'PublicSubnet',
    ]);
  });

  test('is refused in a public subnet that is named by its id', () => {
    const { stack, vpc } = setUp(ALL);
    const subnet = ec2.Subnet.fromSubnetId(stack, 'Subnet', PUBLIC);
    expect(codesOf(() => notebookIn(stack, { vpc, vpcSubnets: { subnets: [subnet] } }))).toEqual(['PublicSubnet']);
  });
});
