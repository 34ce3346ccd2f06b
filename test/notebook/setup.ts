import { type App, Stack, type StackProps } from 'aws-cdk-lib';
import { Annotations, Match, type Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import { notebook } from '../../src';
import { testApp } from '../app';

export const NOTEBOOK = CfnNotebookInstance.CFN_RESOURCE_TYPE_NAME;
export const SUBNET_ID = 'subnet-0123456789abcdef0';

export type Properties = Record<string, unknown>;

export function testStack(props?: StackProps, app: App = testApp()): Stack {
  return new Stack(app, 'Stack', props);
}

/** An imported VPC, so that a template holds nothing but what is tested. */
export function isolatedVpc(scope: Construct): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['us-west-2a'],
    isolatedSubnetIds: [SUBNET_ID],
    isolatedSubnetRouteTableIds: ['rtb-0123456789abcdef0'],
  });
}

export function notebookIn(
  stack: Stack,
  props: Partial<notebook.NotebookInstanceProps> = {},
): notebook.NotebookInstance {
  return new notebook.NotebookInstance(stack, 'Notebook', { ...props, vpc: props.vpc ?? isolatedVpc(stack) });
}

/** The properties of the only resource of a type. */
export function propertiesOf(template: Template, type: string = NOTEBOOK): Properties {
  const found = Object.values(template.findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

/** The statements of the only resource of a type. */
export function statementsOf(
  template: Template,
  type = 'AWS::IAM::ManagedPolicy',
  property = 'PolicyDocument',
): Properties[] {
  return (propertiesOf(template, type)[property] as { Statement: Properties[] }).Statement;
}

/** The ids of the warnings of a stack, as people acknowledge them. */
export function warningsOf(stack: Stack): string[] {
  const entries = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
  return entries
    .map(({ entry }) => /\[ack: Annotation::([^\]]+)\]/.exec(String(entry.data))?.[1] ?? String(entry.data))
    .sort();
}
