import { Aspects, Mixins, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnNotebookInstanceLifecycleConfig } from 'aws-cdk-lib/aws-sagemaker';
import { notebook, trust } from '../../../src';
import { testApp } from '../../app';
import { notebookIn, propertiesOf, testStack, warningsOf } from '../setup';
import { insecureNotebook } from './plain';

const ENV = { account: '111122223333', region: 'us-west-2' };
const MISSED = 'cdk-secure-sagemaker:notebook.mixinMissed';
const METADATA_CALL = 'curl http://169.254.169.254/latest/meta-data/placement/region';

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function synthesize(stack: Stack): () => unknown {
  return () => Template.fromStack(stack);
}

describe('a mixin as an aspect', () => {
  test('reaches notebook instances that are created later', () => {
    const app = testApp();
    Aspects.of(app).add(new notebook.mixins.ImdsV2().asAspect());
    const stack = new Stack(app, 'Stack');
    insecureNotebook(stack);
    expect(propertiesOf(Template.fromStack(stack)).InstanceMetadataServiceConfiguration).toEqual({
      MinimumInstanceMetadataServiceVersion: '2',
    });
    expect(warningsOf(stack)).not.toContain(MISSED);
  });

  test('leaves other constructs alone', () => {
    const stack = testStack();
    Aspects.of(stack).add(new notebook.mixins.NoDirectInternet().asAspect());
    new iam.User(stack, 'User');
    expect(Object.keys(Template.fromStack(stack).toJSON().Resources)).toHaveLength(1);
  });
});

describe('a mixin that is applied to a scope', () => {
  test('warns of a notebook instance that is created later', () => {
    const stack = testStack();
    Mixins.of(stack).apply(new notebook.mixins.ImdsV2());
    insecureNotebook(stack, {}, 'Late');
    expect(warningsOf(stack)).toEqual([MISSED]);
  });

  test('warns of a stack that is created later', () => {
    const app = testApp();
    Mixins.of(app).apply(new notebook.mixins.NoRootAccess());
    const stack = new Stack(app, 'Late');
    insecureNotebook(stack);
    app.synth();
    const [warning, ...others] = app.node.metadata.map(({ data }) => String(data));
    expect(others).toEqual([]);
    expect(warning).toContain('NoRootAccess, and it has not reached Late/Plain. Use Aspects.of(scope)');
  });

  test('does not warn of those that it reached', () => {
    const stack = testStack();
    insecureNotebook(stack);
    Mixins.of(stack).apply(new notebook.mixins.ImdsV2());
    expect(warningsOf(stack)).toEqual([]);
  });
});

describe('a mixin checks', () => {
  function hardened(props: Parameters<typeof insecureNotebook>[1], stack = testStack({ env: ENV })): Stack {
    insecureNotebook(stack, props).with(new notebook.mixins.ImdsV2());
    return stack;
  }

  test('the platform', () => {
    expect(warningsOf(hardened({ platformIdentifier: 'notebook-al2-v3' }))).toEqual([
      'cdk-secure-sagemaker:notebook.retiredPlatform',
    ]);
  });

  test.each([
    ['by reference', 'Base64', true],
    ['by name', 'Base64', false],
    ['that CloudFormation encodes', 'Fn::Base64', true],
  ])('a lifecycle script %s', (_, encoding, isReferred) => {
    const stack = testStack({ env: ENV });
    const script = `#!/bin/bash\n${METADATA_CALL}\n`;
    const content = encoding === 'Base64' ? base64(script) : stack.resolve({ 'Fn::Base64': script });
    const config = new CfnNotebookInstanceLifecycleConfig(stack, 'Scripts', {
      notebookInstanceLifecycleConfigName: 'scripts',
    });
    config.addPropertyOverride('OnStart', [{ Content: content }]);
    hardened({ lifecycleConfigName: isReferred ? config.attrNotebookInstanceLifecycleConfigName : 'scripts' }, stack);
    expect(warningsOf(stack)).toEqual(['cdk-secure-sagemaker:notebook.metadataCallWithoutToken']);
  });

  test.each([
    [21_600, []],
    [21_601, ['cdk-secure-sagemaker:notebook.tokenLifetimeTooLong']],
  ])('a lifecycle script that asks for a token of %d seconds', (seconds, warnings) => {
    const stack = testStack({ env: ENV });
    const request = `curl -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: ${seconds}" http://169.254.169.254/latest/api/token`;
    const onStart = [{ content: base64(`#!/bin/bash\nTOKEN=$(${request})\n`) }];
    new CfnNotebookInstanceLifecycleConfig(stack, 'Scripts', {
      notebookInstanceLifecycleConfigName: 'scripts',
      onStart,
    });
    hardened({ lifecycleConfigName: 'scripts' }, stack);
    expect(warningsOf(stack)).toEqual(warnings);
  });

  test('a lifecycle script with a metadata call at an address in decimal form', () => {
    const stack = testStack({ env: ENV });
    new CfnNotebookInstanceLifecycleConfig(stack, 'Scripts', {
      notebookInstanceLifecycleConfigName: 'scripts',
      onStart: [{ content: base64('#!/bin/bash\ncurl http://2852039166/latest/meta-data/\n') }],
    });
    hardened({ lifecycleConfigName: 'scripts' }, stack);
    expect(warningsOf(stack)).toEqual(['cdk-secure-sagemaker:notebook.metadataCallWithoutToken']);
  });

  test('no script that was reviewed, and none with a token', () => {
    const stack = testStack({ env: ENV });
    const onStart = notebook.LifecycleScript.fromInline(METADATA_CALL, { metadataCallsReviewed: 'a mock' });
    const reviewed = new notebook.LifecycleConfig(stack, 'Reviewed', { onStart });
    hardened({ lifecycleConfigName: reviewed.lifecycleConfigName }, stack);
    expect(warningsOf(stack)).not.toContain('cdk-secure-sagemaker:notebook.metadataCallWithoutToken');
  });

  test.each([
    ['a role of another account', { roleArn: 'arn:aws:iam::444455556666:role/execution' }],
    [
      'a key of another region',
      { kmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/0e1d2c3b-1111-2222-3333-444455556666' },
    ],
  ])('%s', (_, props) => {
    expect(synthesize(hardened(props))).toThrow(/\[ForeignResource\]/); // unanchored: within the message
  });
});

describe('a role', () => {
  const sagemaker = new iam.ServicePrincipal('sagemaker.amazonaws.com');
  const ofAccount = (account: string) =>
    new iam.ServicePrincipal('sagemaker.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    });

  test.each<[string, iam.IPrincipal]>([
    ['another service', new iam.ServicePrincipal('lambda.amazonaws.com')],
    ['an account', new iam.AccountPrincipal('111122223333')],
    ['SageMaker in another account', ofAccount('444455556666')],
    ['SageMaker for session tags only', new iam.SessionTagsPrincipal(new iam.ServicePrincipal('ec2.amazonaws.com'))],
  ])('that trusts %s is refused for a notebook instance', (_, assumedBy) => {
    const stack = testStack({ env: ENV });
    notebookIn(stack, { role: new iam.Role(stack, 'Role', { assumedBy }) });
    expect(synthesize(stack)).toThrow(/\[RoleNotAssumable\] RoleArn must be a role that SageMaker can assume/); // unanchored: within the message
  });

  test('that denies it as well is refused only where nothing allows it', () => {
    const stack = testStack({ env: ENV });
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountPrincipal('111122223333') });
    role.assumeRolePolicy?.addStatements(
      new iam.PolicyStatement({ effect: iam.Effect.DENY, principals: [sagemaker], actions: ['sts:AssumeRole'] }),
    );
    notebookIn(stack, { role });
    expect(synthesize(stack)).toThrow(/\[RoleNotAssumable\]/); // unanchored: within the message
  });

  test.each<[string, (stack: Stack) => iam.IRole]>([
    ['SageMaker', (stack) => new iam.Role(stack, 'Role', { assumedBy: sagemaker })],
    ['SageMaker in the account', (stack) => new iam.Role(stack, 'Role', { assumedBy: ofAccount('111122223333') })],
    [
      'SageMaker in an account that only the deployment knows',
      (stack) => new iam.Role(stack, 'Role', { assumedBy: ofAccount(new Stack(testApp(), 'Other').account) }),
    ],
    [
      'a feature of SageMaker',
      (stack) => new trust.ExecutionRole(stack, 'Role', { features: [trust.Feature.NOTEBOOK_INSTANCE] }),
    ],
    ['nobody knows whom', (stack) => iam.Role.fromRoleName(stack, 'Role', 'execution')],
  ])('that trusts %s is accepted', (_, roleIn) => {
    const stack = testStack({ env: ENV });
    notebookIn(stack, { role: roleIn(stack) });
    expect(synthesize(stack)).not.toThrow();
  });

  test('of a hand-written template is checked by a mixin', () => {
    const stack = testStack({ env: ENV });
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    insecureNotebook(stack, { roleArn: role.roleArn }).with(new notebook.mixins.NoRootAccess());
    expect(synthesize(stack)).toThrow(/\[RoleNotAssumable\]/); // unanchored: within the message
  });
});
