import { Stack } from 'aws-cdk-lib';
import { network } from '../../../src';
import { literalVpc, pinnedInbound, spokeNames } from '../../network/dns-setup';
import { ENVIRONMENTS, strictApp } from '../strict';

const { EndpointService, InboundProtocols, ResolverAddressFamily } = network;

function everything(stack: Stack): void {
  const vpc = literalVpc(stack);
  const resolver = pinnedInbound(stack, vpc);
  new network.InboundResolver(stack, 'Other', {
    vpc,
    allowedDnsServers: ['10.16.0.0/16', '2001:db8::/64'],
    addressFamily: ResolverAddressFamily.DUAL_STACK,
    protocols: InboundProtocols.DO53_AND_DOH_FIPS,
    queryLogging: {},
    resolverEndpointName: 'corporate',
  });
  spokeNames(stack, { vpc, resolver, zone: 'a1b2c3d4e5.example', service: EndpointService.SAGEMAKER_API });
}

describe('the template validation of CDK', () => {
  test.each(ENVIRONMENTS)('accepts everything about private names in %s', (_, env) => {
    const app = strictApp();
    everything(new Stack(app, 'Stack', { env }));
    expect(app.synth().stacks.map(({ stackName }) => stackName)).toEqual(['Stack']);
  });
});
