import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { guardrails, network, permissions, studio } from '../../../src';
import { EVERY_GUARDRAIL, EVERY_RESOURCE_GUARDRAIL } from '../../guardrails/table';
import { SAMPLES } from '../../permissions/table';
import { ENVIRONMENTS, strictApp } from '../strict';

/** What there is for a domain in a private network, with policies that name the domain and a domain that names the endpoints. */
function privateNetwork(stack: Stack): void {
  const vpc = new ec2.Vpc(stack, 'Vpc', {
    natGateways: 0,
    subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
  });
  const domain = new studio.Domain(stack, 'Domain', { vpc });
  const endpoints = new network.PrivateEndpoints(stack, 'Endpoints', {
    vpc,
    services: network.EndpointSet.STUDIO.union(network.EndpointSet.PRESIGNED_URL),
    clients: [domain, ec2.Peer.ipv4('10.0.0.0/8')],
    studioDomains: [domain.domainId],
    privateDns: network.EndpointPrivateDns.DISABLED,
  });
  const { SAGEMAKER_API, SAGEMAKER_STUDIO } = network.EndpointService;
  domain.grants.ownAppUrl(domain, {
    endpoints: [endpoints.endpoint(SAGEMAKER_API), endpoints.endpoint(SAGEMAKER_STUDIO)],
  });
  const resolver = new network.InboundResolver(stack, 'Resolver', {
    vpc,
    allowedDnsServers: ['10.16.0.2/32'],
    queryLogging: {},
  });
  new network.PrivateDns(stack, 'PrivateDns', {
    vpc,
    targets: network.PrivateDnsTarget.fromPrivateEndpoints(endpoints),
  });
  new network.OutboundForwarding(stack, 'Outbound', {
    vpc,
    rules: [{ zone: 'corp.example', target: network.ForwardingTarget.servers({ ip: '10.16.0.2' }) }],
    sharedWith: ['444455556666'],
  });
  resolver.metricInboundQueryVolume().createAlarm(stack, 'Silence', { threshold: 1, evaluationPeriods: 1 });
}

function policies(stack: Stack): void {
  new guardrails.ServiceControlPolicy(stack, 'Scp', {
    guardrails: Object.values(EVERY_GUARDRAIL),
    targetIds: ['r-ab12'],
  });
  new guardrails.ResourceControlPolicy(stack, 'Rcp', {
    guardrails: Object.values(EVERY_RESOURCE_GUARDRAIL),
    targetIds: ['r-ab12'],
  });
  const few = [guardrails.Guardrail.imdsV2Notebooks(), guardrails.Guardrail.noRemoteDebug()];
  new guardrails.PermissionsBoundaryPolicy(stack, 'Boundary', { guardrails: few });
  new guardrails.GuardrailPolicy(stack, 'Guardrails', { guardrails: few });
  const samples = [SAMPLES.augmentedAiConsole, SAMPLES.vpcTraining, SAMPLES.secureNotebooks, SAMPLES.privateSpaces];
  new permissions.PermissionPolicy(stack, 'Permissions', { permissions: samples.map((sample) => sample(stack)) });
}

describe('the template validation of CDK', () => {
  test.each(ENVIRONMENTS)('accepts endpoints, resolvers, zones, guardrails and permissions in %s', (_, env) => {
    const app = strictApp();
    privateNetwork(new Stack(app, 'Network', { env }));
    policies(new Stack(app, 'Policies', { env }));
    expect(app.synth().stacks.map(({ stackName }) => stackName)).toEqual(['Network', 'Policies']);
  });
});
