import { CfnParameter, Validations } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { notebook } from '../../src';
import { faultsOf } from '../faults';
import { isolatedVpc, NOTEBOOK, propertiesOf, testStack, warningsOf } from './setup';

const { LifecycleConfig, LifecycleScript } = notebook;

const CONFIG = 'AWS::SageMaker::NotebookInstanceLifecycleConfig';
const ROOT_WARNING = 'cdk-secure-sagemaker:notebook.lifecycleConfigRunsAsRoot';
const script = LifecycleScript.fromInline('#!/bin/bash\n');
const content = [{ Content: 'IyEvYmluL2Jhc2gK' }];

describe('LifecycleConfig with both scripts', () => {
  const stack = testStack();
  const config = new LifecycleConfig(stack, 'Config', {
    lifecycleConfigName: 'Team-Config',
    onCreate: script,
    onStart: script,
  });
  new notebook.NotebookInstance(stack, 'Notebook', { vpc: isolatedVpc(stack), lifecycleConfig: config });
  const template = Template.fromStack(stack);

  test('holds the name and the scripts', () => {
    expect(propertiesOf(template, CONFIG)).toEqual({
      NotebookInstanceLifecycleConfigName: 'Team-Config',
      OnCreate: content,
      OnStart: content,
    });
  });

  test('is what a notebook instance runs', () => {
    template.hasResourceProperties(NOTEBOOK, { LifecycleConfigName: stack.resolve(config.lifecycleConfigName) });
  });

  test('has the ARN that CloudFormation returns', () => {
    expect(stack.resolve(config.lifecycleConfigArn)).toEqual({
      Ref: stack.getLogicalId(config.node.defaultChild as never),
    });
  });
});

describe('LifecycleConfig with one script', () => {
  test.each(['onCreate', 'onStart'])('has only %s, and no name of its own', (prop) => {
    const stack = testStack();
    new LifecycleConfig(stack, 'Config', { [prop]: script });
    const property = `${prop[0].toUpperCase()}${prop.slice(1)}`;
    expect(propertiesOf(Template.fromStack(stack), CONFIG)).toEqual({ [property]: content });
  });
});

describe('LifecycleConfig with faults', () => {
  test('is refused without scripts', () => {
    expect(faultsOf(() => new LifecycleConfig(testStack(), 'Config', {}))).toEqual([
      'InvalidLifecycleConfig: a lifecycle configuration needs onCreate, onStart or both, got neither',
    ]);
  });

  test('is refused with all faults at once', () => {
    const lifecycleConfigName = `-${'a'.repeat(63)}`;
    expect(faultsOf(() => new LifecycleConfig(testStack(), 'Config', { lifecycleConfigName }))).toEqual([
      'InvalidLifecycleConfig: a lifecycle configuration needs onCreate, onStart or both, got neither',
      `InvalidLifecycleConfig: lifecycleConfigName must be letters, digits and inner hyphens, got "${lifecycleConfigName}"`,
      'InvalidLifecycleConfig: lifecycleConfigName must have at most 63 characters, got 64',
    ]);
  });

  test('leaves a name that is a token to the deployment', () => {
    const stack = testStack();
    const { valueAsString } = new CfnParameter(stack, 'Name');
    new LifecycleConfig(stack, 'Config', { onStart: script, lifecycleConfigName: valueAsString });
    Template.fromStack(stack).hasResourceProperties(CONFIG, { NotebookInstanceLifecycleConfigName: { Ref: 'Name' } });
  });
});

describe('LifecycleConfig and its warnings', () => {
  test('says that scripts run as root', () => {
    const stack = testStack();
    new LifecycleConfig(stack, 'Config', { onStart: script });
    expect(warningsOf(stack)).toEqual([ROOT_WARNING]);
  });

  test('can be acknowledged', () => {
    const stack = testStack();
    const config = new LifecycleConfig(stack, 'Config', { onStart: script });
    Validations.of(config).acknowledge({ id: ROOT_WARNING, reason: 'shown in tests' });
    expect(warningsOf(stack)).toEqual([]);
  });

  test('repeats the reason of each review', () => {
    const stack = testStack();
    const reviewed = (metadataCallsReviewed: string) => LifecycleScript.fromInline('echo', { metadataCallsReviewed });
    new LifecycleConfig(stack, 'Config', { onCreate: reviewed('first reason'), onStart: reviewed('second reason') });
    for (const reason of ['first reason', 'second reason']) {
      Annotations.fromStack(stack).hasWarning('/Stack/Config', Match.stringLikeRegexp(`Reason: ${reason}\\.`));
    }
  });
});

describe('LifecycleConfig that exists already', () => {
  test('is known by its name', () => {
    const stack = testStack({ env: { account: '111122223333', region: 'us-west-2' } });
    const config = LifecycleConfig.fromLifecycleConfigName(stack, 'Config', 'existing');
    expect(config.lifecycleConfigName).toBe('existing');
    expect(stack.resolve(config.lifecycleConfigArn)).toEqual({
      'Fn::Join': [
        '',
        [
          'arn:',
          { Ref: 'AWS::Partition' },
          ':sagemaker:us-west-2:111122223333:notebook-instance-lifecycle-config/existing',
        ],
      ],
    });
  });

  test('adds no resource and no warning', () => {
    const stack = testStack();
    LifecycleConfig.fromLifecycleConfigName(stack, 'Config', 'existing');
    Template.fromStack(stack).templateMatches({});
    expect(warningsOf(stack)).toEqual([]);
  });

  test('is refused with a malformed name', () => {
    expect(faultsOf(() => LifecycleConfig.fromLifecycleConfigName(testStack(), 'Config', 'a_b'))).toEqual([
      'InvalidLifecycleConfig: lifecycleConfigName must be letters, digits and inner hyphens, got "a_b"',
    ]);
  });

  test('says which construct has the fault', () => {
    const stack = testStack();
    expect(() => LifecycleConfig.fromLifecycleConfigName(stack, 'Config', '')).toThrow(
      /^Stack\/Config\n {2}\[InvalidLifecycleConfig\]/,
    );
  });
});
