import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from '../../src';
import { testApp } from '../app';
import { allFindings, findingsOf, PACKS } from './packs';

const PACK_NAMES = PACKS.map((Pack) => ({ Pack, name: Pack.name }));
const { EndpointPerimeter, EndpointPolicy, EndpointService, EndpointSet, FipsEndpoints, SharedBucket, VpcClients } =
  network;

function stackWith(make: (stack: Stack, vpc: ec2.IVpc) => unknown): Stack {
  const stack = new Stack(testApp(), 'Stack', { env: { account: '111122223333', region: 'us-west-2' } });
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    vpcCidrBlock: '10.20.0.0/16',
    availabilityZones: ['us-west-2a'],
    isolatedSubnetIds: ['subnet-0123456789abcdef0'],
    isolatedSubnetRouteTableIds: ['rtb-0123456789abcdef0'],
  });
  make(stack, vpc);
  return stack;
}

describe('the rule packs on private endpoints with nothing but a VPC, a set and a client', () => {
  const clients = [ec2.Peer.ipv4('10.0.0.0/8')];
  const stack = stackWith(
    (scope, vpc) => new network.PrivateEndpoints(scope, 'Endpoints', { vpc, services: EndpointSet.STUDIO, clients }),
  );

  test.each(PACK_NAMES)('find nothing by $name', ({ Pack }) => {
    expect(findingsOf(new Pack(), stack)).toEqual([]);
  });
});

describe('the rule packs on customised private endpoints', () => {
  test('find nothing either', () => {
    const stack = stackWith((scope, vpc) => {
      const endpoints = new network.PrivateEndpoints(scope, 'Endpoints', {
        vpc,
        services: EndpointSet.CANVAS.union(EndpointSet.PRESIGNED_URL).plus(EndpointService.S3_INTERFACE),
        vpcClients: VpcClients.ALL,
        fips: FipsEndpoints.BESIDE,
        perimeter: EndpointPerimeter.organization('o-a1b2c3d4e5'),
        sharedBuckets: [SharedBucket.SAMPLE_DATA],
        customizations: [{ service: EndpointService.STS, policy: EndpointPolicy.unrestricted('partners') }],
      });
      endpoints.connections.allowDefaultPortFrom(
        new ec2.SecurityGroup(scope, 'Client', { vpc, allowAllOutbound: false }),
      );
    });
    expect(allFindings(stack)).toEqual([]);
  });
});

describe('the rule packs on the whole of a VPC whose address range only the deployment knows', () => {
  test('cannot read the range, which is why security groups are the better clients', () => {
    const findings = allFindings(
      stackWith((scope) => {
        const vpc = new ec2.Vpc(scope, 'Made', { natGateways: 0, restrictDefaultSecurityGroup: false });
        return new network.PrivateEndpoints(scope, 'Endpoints', {
          vpc,
          services: EndpointSet.of(EndpointService.STS),
          vpcClients: VpcClients.ALL,
        });
      }),
    );
    expect(
      findings.filter((finding) => finding.startsWith('Endpoints/')).map((finding) => finding.split(': ')[0]),
    ).toContain('Endpoints/SecurityGroup/Resource');
  });
});
