import { Stack } from 'aws-cdk-lib';
import { network } from '../../../src';
import { literalVpc, pinnedInbound } from '../../network/dns-setup';
import { ENVIRONMENTS, strictApp } from '../strict';

const {
  EndpointService,
  DnsForwarderConfig,
  ForwardingTarget,
  InboundProtocols,
  OutboundForwarding,
  PrivateDns,
  PrivateDnsTarget,
  ResolverAddressFamily,
} = network;

function everything(stack: Stack): void {
  const vpc = literalVpc(stack);
  const spoke = literalVpc(stack, 'Spoke', 'vpc-0000000000000000f');
  const resolver = pinnedInbound(stack, vpc);
  new network.InboundResolver(stack, 'Other', {
    vpc,
    allowedDnsServers: ['10.16.0.0/16', '2001:db8::/64'],
    addressFamily: ResolverAddressFamily.DUAL_STACK,
    protocols: InboundProtocols.DO53_AND_DOH_FIPS,
    queryLogging: {},
    resolverEndpointName: 'corporate',
  });
  const rules = [{ zone: 'a1b2c3d4e5.example', target: ForwardingTarget.inboundResolver(resolver) }];
  new OutboundForwarding(stack, 'Outbound', {
    vpc: spoke,
    rules,
    exceptions: ['amazonaws.com'],
    sharedWith: ['222233334444'],
  });
  const target = {
    service: EndpointService.STS,
    dnsName: 'vpce-1.sts.eu-central-1.vpce.amazonaws.com',
    hostedZoneId: 'Z273ZU8SZ5RJPC',
  };
  new PrivateDns(stack, 'Dns', { vpc, spokeVpcs: [spoke], targets: [PrivateDnsTarget.attributes(target)] });
  new DnsForwarderConfig(stack, 'DnsForwarders', { resolver, services: [EndpointService.SAGEMAKER_API] });
}

describe('the template validation of CDK', () => {
  test.each(ENVIRONMENTS)('accepts everything about private names in %s', (_, env) => {
    const app = strictApp();
    everything(new Stack(app, 'Stack', { env }));
    expect(app.synth().stacks.map(({ stackName }) => stackName)).toEqual(['Stack']);
  });
});
