import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { guardrails, network, notebook, studio, trust } from '../../src';
import { testApp } from '../app';
import { SAMPLE_ROWS } from '../samples';
import { SUBNET_CONSTRUCTS } from './subnet-constructs';
import { ENV } from './templates';

/** The VPC of every sample is looked up, without context. */
jest.mock('../samples/sample', () => ({
  isolatedVpc: (scope: Construct) => lookedUp(scope),
}));

const { DnsForwarderConfig, EndpointService, ForwardingTarget, InboundResolver } = network;
const { OutboundForwarding, PrivateDns, PrivateDnsTarget, ResolverIpAddresses, ResolverQueryLog } = network;

const DNS_SERVERS = ['10.1.0.2/32'];

function lookedUp(scope: Construct, id = 'Vpc'): ec2.IVpc {
  return ec2.Vpc.fromLookup(scope, id, { vpcId: `vpc-${id.toLowerCase()}` });
}

/** How many lookups the app asks the CLI for. An error would end the app before. */
function lookupsOf(build: (stack: Stack) => void): number {
  const app = testApp();
  const stack = new Stack(app, 'Stack', { env: ENV });
  build(stack);
  return app.synth().manifest.missing?.length ?? 0;
}

describe.each(SAMPLE_ROWS)('%s (%s)', (_, __, build) => {
  test('accepts pending lookups', () => {
    expect(() => lookupsOf(build)).not.toThrow();
  });
});

/** None of these, apart from the last two, matches a made-up subnet. */
const SELECTIONS: Readonly<Record<string, ec2.SubnetSelection>> = {
  'a group': { subnetGroupName: 'Data' },
  'a zone': { availabilityZones: ['us-west-2a', 'us-west-2b'] },
  'the size of a range': { subnetFilters: [ec2.SubnetFilter.byCidrMask(20)] },
  ids: { subnetFilters: [ec2.SubnetFilter.byIds(['subnet-0123456789abcdef0'])] },
  'an address': { subnetFilters: [ec2.SubnetFilter.containsIpAddresses(['10.0.0.9'])] },
  'a list that an earlier selection left empty': { subnets: [] },
  'isolated subnets': { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
  'one in each zone': { onePerAz: true },
};

describe.each(Object.keys(SUBNET_CONSTRUCTS))('%s in a VPC that is not looked up yet', (name) => {
  test.each([...Object.entries(SELECTIONS), ['nothing', undefined] as const])(
    'accepts the selection of %s',
    (_, sel) => {
      expect(lookupsOf((stack) => SUBNET_CONSTRUCTS[name].build(stack, lookedUp(stack), sel))).toBe(1);
    },
  );
});

describe.each(Object.entries(SELECTIONS))('the selection of %s in a VPC that is not looked up yet', (_, vpcSubnets) => {
  const resolverIn = (stack: Stack, ipAddresses?: network.ResolverIpAddress[]) => {
    const vpc = lookedUp(stack, 'Hub');
    const derived = () => ResolverIpAddresses.derived({ vpc, vpcSubnets, hostNumber: 10 });
    return new InboundResolver(stack, 'Resolver', {
      vpc,
      allowedDnsServers: DNS_SERVERS,
      ipAddresses: ipAddresses ?? derived(),
    });
  };

  test.each([
    ['derived', undefined],
    ['no', []],
  ])('is good for the forwarders of a resolver with %s addresses', (__, ipAddresses) => {
    const build = (stack: Stack) => {
      const resolver = resolverIn(stack, ipAddresses);
      new DnsForwarderConfig(stack, 'Config', { resolver, services: [EndpointService.SAGEMAKER_API] });
      const rules = [{ zone: 'corp.example.com', target: ForwardingTarget.inboundResolver(resolver) }];
      new OutboundForwarding(stack, 'Forwarding', { vpc: lookedUp(stack, 'Spoke'), vpcSubnets, rules });
    };
    expect(lookupsOf(build)).toBe(2);
  });

  test('is good for a customized endpoint', () => {
    const { S3, SAGEMAKER_API } = EndpointService;
    const customizations = [S3, SAGEMAKER_API].map((service) => ({ service, subnets: vpcSubnets }));
    const build = (stack: Stack) =>
      new network.PrivateEndpoints(stack, 'Endpoints', {
        vpc: lookedUp(stack),
        services: network.EndpointSet.of(S3, SAGEMAKER_API),
        vpcClients: network.VpcClients.ALL,
        customizations,
      });
    expect(lookupsOf(build)).toBe(1);
  });
});

describe('pending lookups of several resources', () => {
  test('are taken for different VPCs, although all have the same id', () => {
    const build = (stack: Stack) => {
      const vpcs = ['One', 'Two', 'Three'].map((id) => lookedUp(stack, id));
      const target = ForwardingTarget.servers({ ip: '10.1.0.2' });
      const [vpc, ...spokeVpcs] = vpcs;
      const rules = [{ zone: 'corp.example.com', target }];
      new OutboundForwarding(stack, 'Forwarding', { vpc, rules, associatedVpcs: vpcs });
      new ResolverQueryLog(stack, 'Queries', { vpcs });
      const attributes = { service: EndpointService.STS, dnsName: 'vpce.example.com', hostedZoneId: 'Z2' };
      new PrivateDns(stack, 'Dns', { vpc, spokeVpcs, targets: [PrivateDnsTarget.attributes(attributes)] });
    };
    expect(lookupsOf(build)).toBe(3);
  });

  test('are accepted for keys, security groups, roles, repositories, and in guardrails', () => {
    const build = (stack: Stack) => {
      const vpc = lookedUp(stack);
      const encryptionKey = kms.Key.fromLookup(stack, 'Key', { aliasName: 'alias/key', returnDummyKeyOnMissing: true });
      const role = iam.Role.fromLookup(stack, 'Role', { roleName: 'Research' });
      const securityGroups = ['One', 'Two'].map((id) => ec2.SecurityGroup.fromLookupByName(stack, id, id, vpc));
      new studio.Domain(stack, 'Domain', { vpc, encryptionKey, securityGroups, role });
      new notebook.NotebookInstance(stack, 'Notebook', { vpc, encryptionKey, securityGroups, role });
      const image = new studio.Image(stack, 'Image');
      const repository = ecr.Repository.fromLookup(stack, 'Repository', { repositoryName: 'research' });
      image.addVersion('Version', { repository, digest: `sha256:${'a'.repeat(64)}` });
      trust.ExecutionRole.fromRoleArn(stack, 'Execution', role.roleArn);
      const { subnetIds } = vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED });
      const securityGroupIds = securityGroups.map(({ securityGroupId }) => securityGroupId);
      guardrails.Guardrail.approvedNetwork({ subnetIds, securityGroupIds });
      guardrails.Guardrail.apiFromNetwork({ vpcIds: [vpc.vpcId] });
    };
    expect(lookupsOf(build)).toBeGreaterThan(4);
  });
});
