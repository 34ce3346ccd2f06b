import type { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from '../../src';
import { inboundIn, literalVpc, pinnedInbound, spokeNames, testStack } from '../network/dns-setup';
import { allFindings, findingsOf, PACKS } from './packs';

const { EndpointService } = network;
const PACK_NAMES = PACKS.map((Pack) => ({ Pack, name: Pack.name }));

function everyConstruct(): Stack {
  const stack = testStack();
  const vpc = literalVpc(stack);
  const resolver = pinnedInbound(stack, vpc);
  new network.ResolverQueryLog(stack, 'Log', { vpcs: [vpc] });
  spokeNames(stack, {
    vpc,
    resolver,
    zone: 'studio.eu-central-1.sagemaker.aws',
    service: EndpointService.SAGEMAKER_STUDIO,
  });
  return stack;
}

describe('the rule packs on an inbound endpoint with nothing but a VPC and DNS servers', () => {
  const stack = testStack();
  inboundIn(stack);

  test.each(PACK_NAMES)('find nothing by $name', ({ Pack }) => {
    expect(findingsOf(new Pack(), stack)).toEqual([]);
  });
});

describe('the rule packs on all constructs of private names', () => {
  const stack = everyConstruct();

  test.each(PACK_NAMES)('find nothing by $name', ({ Pack }) => {
    expect(findingsOf(new Pack(), stack)).toEqual([]);
  });
});

test('the rule packs find an inbound endpoint that anybody may ask', () => {
  const stack = testStack();
  inboundIn(stack).allowQueriesFrom(ec2.Peer.anyIpv4());
  expect(allFindings(stack)).toContain('Resolver/SecurityGroup/Resource: AwsSolutions-EC23');
});
