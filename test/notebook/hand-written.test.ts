import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { HandWrittenNotebook, UsualNotebook } from '../../benchmarks/hand-written';
import { notebook } from '../../src';
import { testApp } from '../app';
import { isolatedVpc } from './setup';

function templateWith(build: (scope: Construct) => unknown): object {
  const stack = new Stack(testApp(), 'Stack');
  build(stack);
  return Template.fromStack(stack).toJSON();
}

test.each([
  ['Cfn resources', (stack: Construct) => new HandWrittenNotebook(stack, 'Notebook', isolatedVpc(stack))],
  ['CDK constructs', (stack: Construct) => new UsualNotebook(stack, 'Notebook', isolatedVpc(stack))],
])('the default notebook instance equals the hand-written one of %s, which the benchmark compares', (_, build) => {
  const ours = templateWith((stack) => new notebook.NotebookInstance(stack, 'Notebook', { vpc: isolatedVpc(stack) }));

  expect(ours).toEqual(templateWith(build));
});
