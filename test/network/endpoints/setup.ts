import { Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { network } from '../../../src';
import { testApp } from '../../app';

export const ENDPOINT = 'AWS::EC2::VPCEndpoint';
export const GROUP = 'AWS::EC2::SecurityGroup';
export const CORPORATE = ec2.Peer.ipv4('10.0.0.0/8');

export const { EndpointPolicy, EndpointService, EndpointSet } = network;

export type Properties = Record<string, unknown>;

export interface Statement {
  readonly Sid?: string;
  readonly Action: unknown;
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

export function endpointStack(region?: string, props: StackProps = {}): Stack {
  return new Stack(testApp(), 'Stack', {
    env: region === undefined ? undefined : { account: '111122223333', region },
    ...props,
  });
}

/** An imported VPC, so that a template holds nothing but what is tested. */
export function endpointVpc(stack: Stack): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    vpcCidrBlock: '10.20.0.0/16',
    availabilityZones: ['us-west-2a', 'us-west-2b'],
    isolatedSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    isolatedSubnetRouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'],
  });
}

export function endpointsIn(
  stack: Stack,
  props: Partial<network.PrivateEndpointsProps> = {},
): network.PrivateEndpoints {
  return new network.PrivateEndpoints(stack, 'Endpoints', {
    vpc: endpointVpc(stack),
    services: EndpointSet.STUDIO,
    clients: [CORPORATE],
    ...props,
  });
}

/** The properties of the endpoints by the names of their services, with `<region>` in place of the pseudo parameter. */
export function endpointsOf(stack: Stack): Record<string, Properties> {
  const resources = Object.values(Template.fromStack(stack).findResources(ENDPOINT));
  return Object.fromEntries(resources.map(({ Properties }) => [joined(Properties.ServiceName), Properties]));
}

export function groupOf(stack: Stack): Properties {
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources(GROUP));
  return Properties;
}

/** The statements of an endpoint by their ids; none where it has no policy. */
export function statementsOf(stack: Stack, serviceName: string): Record<string, Statement> {
  const document = endpointsOf(stack)[serviceName].PolicyDocument as { Statement: Statement[] } | undefined;
  return Object.fromEntries((document?.Statement ?? []).map((statement) => [statement.Sid ?? '', statement]));
}

export function joined(value: unknown): string {
  return typeof value === 'string'
    ? value
    : (value as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1].map(part).join('');
}

function part(value: unknown): string {
  return typeof value === 'string' ? value : `<${(value as { Ref: string }).Ref.split('::')[1].toLowerCase()}>`;
}
