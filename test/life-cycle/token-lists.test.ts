import { type App, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { checkKnownLength, checkMaxItems, checkNotEmpty, knownItems } from '../../src/private/checks';
import { testApp } from '../app';
import { codesOf } from '../faults';
import { SUBNET_CONSTRUCTS } from './subnet-constructs';
import { ENV } from './templates';

/** Lists that only the deployment splits. */
const LISTS: Readonly<Record<string, (stack: Stack, id: string) => string[]>> = {
  'a parameter': (stack, id) =>
    new CfnParameter(stack, `${id}Parameter`, { type: 'List<AWS::EC2::Subnet::Id>' }).valueAsList,
  'an import': (_, id) => Fn.split(',', Fn.importValue(id)),
};

function vpcOf(stack: Stack, list: (id: string) => string[], zones: string[]): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: zones,
    privateSubnetIds: list('Subnets'),
    privateSubnetRouteTableIds: list('Tables'),
  });
}

const ROWS = Object.keys(SUBNET_CONSTRUCTS).flatMap((name) =>
  Object.entries(LISTS).flatMap(([source, list]) => [
    [name, source, 'literal', list] as const,
    [name, source, 'deployed', list] as const,
  ]),
);

/** These have a property for each subnet, and so need to know how many there are. */
const NEED_NUMBER = ['network.InboundResolver', 'network.OutboundForwarding'];

describe('subnets whose number only the deployment knows', () => {
  test.each(ROWS)('for %s, from %s in %s zones, are not counted', (name, _, zones, list) => {
    const stack = new Stack(testApp(), 'Stack', { env: ENV });
    const given = zones === 'literal' ? ['us-west-2a'] : list(stack, 'Zones');
    const vpc = vpcOf(stack, (id) => list(stack, id), given);
    const codes = codesOf(() => SUBNET_CONSTRUCTS[name].build(stack, vpc));
    expect(codes).toEqual(NEED_NUMBER.includes(name) ? ['InvalidResolverAddresses'] : []);
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });
});

describe('a list whose length only the deployment knows', () => {
  const list = Fn.split(',', Fn.importValue('Values'));

  test('is neither too long nor empty, and has no item to check', () => {
    expect(checkMaxItems('items', list, 0)).toEqual([]);
    expect(checkNotEmpty('items', list)).toEqual([]);
    expect(knownItems(list)).toEqual([]);
  });

  test('is reported where each item becomes part of something else', () => {
    expect(checkKnownLength('items', list)).toHaveLength(1);
    expect(checkKnownLength('items', ['a', Fn.select(0, list)])).toEqual([]);
  });
});
