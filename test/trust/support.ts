import { type AppProps, Stack, type StackProps } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { testApp } from '../app';

export const ACCOUNT = '111122223333';
export const ENV = { account: ACCOUNT, region: 'us-west-2' };

export function testStack(props?: StackProps, appProps?: AppProps): Stack {
  return new Stack(testApp(appProps), 'Stack', props);
}

/** What construct validation says when a stack is synthesized; empty where it says nothing. */
export function synthFaults(stack: Stack): string {
  try {
    Template.fromStack(stack);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

/** The trust policy of the only role of a stack with that principal. */
export function trustOf(assumedBy: iam.IPrincipal, stack: Stack = testStack()) {
  new iam.Role(stack, 'Role', { assumedBy });
  const [role] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'));
  return role.Properties.AssumeRolePolicyDocument;
}

/** The ids of the warnings of a stack, each with the path of its construct. */
export function warningsOf(stack: Stack): string[] {
  Template.fromStack(stack);
  const found = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
  return found.map(({ id, entry }) => `${id}: ${/cdk-secure-sagemaker:[\w.]+/.exec(String(entry.data))?.[0]}`).sort();
}

/** The texts of the warnings of a stack. */
export function warningTexts(stack: Stack): string[] {
  Template.fromStack(stack);
  return Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => String(entry.data));
}
