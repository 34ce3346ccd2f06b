import { type App, Stack, type StackProps } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnDomain, CfnUserProfile } from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import { studio } from '../../../src';
import { testApp } from '../../app';

export const DOMAIN = CfnDomain.CFN_RESOURCE_TYPE_NAME;
export const USER_PROFILE = CfnUserProfile.CFN_RESOURCE_TYPE_NAME;
export const SUBNET_IDS = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'];

// biome-ignore lint/suspicious/noExplicitAny: templates have no types
export type Properties = Record<string, any>;

export function testStack(props?: StackProps, app: App = testApp()): Stack {
  return new Stack(app, 'Stack', props);
}

/** An imported VPC, so that a template holds nothing but what is tested. */
export function isolatedVpc(scope: Construct, zones = ['us-west-2a', 'us-west-2b']): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: zones,
    isolatedSubnetIds: zones.map((_, index) => SUBNET_IDS[index] ?? `subnet-${index}`),
    isolatedSubnetRouteTableIds: zones.map((_, index) => `rtb-${index}`),
  });
}

export function domainIn(stack: Stack, props: Partial<studio.DomainProps> = {}): studio.Domain {
  return new studio.Domain(stack, 'Domain', { ...props, vpc: props.vpc ?? isolatedVpc(stack) });
}

/** The endpoints that presigned URLs need, of which nothing but the ids is known. */
export function endpoints(scope: Construct): ec2.IVPCEndpointRef[] {
  return ['api', 'studio'].map((name) =>
    ec2.InterfaceVpcEndpoint.fromInterfaceVpcEndpointAttributes(scope, `Endpoint-${name}`, {
      vpcEndpointId: `vpce-${name}`,
      port: 443,
    }),
  );
}

export function templateOf(stack: Stack): Template {
  return Template.fromStack(stack);
}

/** The properties of the only resource of a type. */
export function propertiesOf(template: Template, type: string = DOMAIN): Properties {
  const found = Object.values(template.findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

/** The properties of the domain that the props make. */
export function domainProperties(props: Partial<studio.DomainProps> = {}, stackProps?: StackProps): Properties {
  const stack = testStack(stackProps);
  domainIn(stack, props);
  return propertiesOf(templateOf(stack));
}

/** The ids of the warnings of a stack, as people acknowledge them. */
export function warningsOf(stack: Stack): string[] {
  const entries = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
  return entries
    .map(({ entry }) => /\[ack: Annotation::([^\]]+)\]/.exec(String(entry.data))?.[1] ?? String(entry.data))
    .sort();
}

/** The statements of the managed policies whose logical id begins so. */
export function statementsOf(template: Template, prefix = ''): Properties[] {
  const policies = Object.entries(template.findResources('AWS::IAM::ManagedPolicy')).filter(([id]) =>
    id.startsWith(prefix),
  );
  return policies.flatMap(([, { Properties: properties }]) => properties.PolicyDocument.Statement);
}
