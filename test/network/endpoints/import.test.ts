import { CfnParameter } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from '../../../src';
import { codesOf } from '../../faults';
import { EndpointService, endpointStack } from './setup';

const { S3, STS, SAGEMAKER_API, SAGEMAKER_STUDIO } = EndpointService;

const IDS = [
  { service: SAGEMAKER_API, endpointId: 'vpce-0123456789abcdef0' },
  { service: SAGEMAKER_STUDIO, endpointId: 'vpce-0123456789abcdef1' },
  { service: S3, endpointId: 'vpce-0123456789abcdef2' },
];

describe('endpoints that exist already', () => {
  test('are asked for like those that are made', () => {
    const stack = endpointStack();
    const endpoints: network.IPrivateEndpoints = network.PrivateEndpoints.fromEndpointIds(stack, 'Central', {
      endpointIds: IDS,
    });
    expect(endpoints.endpointIds).toEqual(IDS.map(({ endpointId }) => endpointId));
    expect(endpoints.endpoint(SAGEMAKER_STUDIO).vpcEndpointId).toBe('vpce-0123456789abcdef1');
    expect(endpoints.gatewayEndpoint(S3).vpcEndpointId).toBe('vpce-0123456789abcdef2');
    expect([endpoints.has(STS), endpoints.has(SAGEMAKER_API)]).toEqual([false, true]);
    expect(codesOf(() => endpoints.endpointId(STS))).toEqual(['EndpointNotIncluded']);
    expect(endpoints.includedEndpoints[0]).toEqual({ ...IDS[0], purpose: SAGEMAKER_API.purpose, required: false });
    expect(Template.fromStack(stack).toJSON().Resources).toBeUndefined();
  });

  test('let clients in where their security groups are known', () => {
    const stack = endpointStack();
    const securityGroups = [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')];
    const endpoints = network.PrivateEndpoints.fromEndpointIds(stack, 'Central', { endpointIds: IDS, securityGroups });
    endpoints.connections.allowDefaultPortFrom(ec2.Peer.ipv4('10.0.0.0/8'));
    Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: 'sg-0123456789abcdef0',
      FromPort: 443,
      ToPort: 443,
    });
  });

  test('let nobody in where their security groups are not known', () => {
    const endpoints = network.PrivateEndpoints.fromEndpointIds(endpointStack(), 'Central', { endpointIds: IDS });
    expect(codesOf(() => endpoints.connections)).toEqual(['UnconnectedEndpoints']);
  });

  test('can have ids that only a deployment knows', () => {
    const stack = endpointStack();
    const endpointId = new CfnParameter(stack, 'Id').valueAsString;
    const endpoints = network.PrivateEndpoints.fromEndpointIds(stack, 'Central', {
      endpointIds: [{ service: STS, endpointId }],
    });
    expect(stack.resolve(endpoints.endpointId(STS))).toEqual({ Ref: 'Id' });
  });

  test.each<[string, network.ExistingEndpoint[], string]>([
    ['none', [], 'EndpointNotIncluded'],
    ['a malformed id', [{ service: STS, endpointId: 'vpce-XYZ' }], 'InvalidEndpointId'],
    ['one endpoint for two services', [IDS[0], { ...IDS[0], service: STS }], 'ConflictingProps'],
    ['one service twice', [IDS[0], { ...IDS[1], service: SAGEMAKER_API }], 'ConflictingProps'],
  ])('must not be %s', (_, endpointIds, code) => {
    expect(
      codesOf(() => network.PrivateEndpoints.fromEndpointIds(endpointStack(), 'Central', { endpointIds })),
    ).toEqual([code]);
  });
});
