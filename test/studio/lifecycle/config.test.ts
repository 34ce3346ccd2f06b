import { CfnParameter, Names, RemovalPolicy, type Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { StudioAppType } from '../../../src/studio/common/app-type';
import { StudioLifecycleConfig, type StudioLifecycleConfigProps } from '../../../src/studio/lifecycle/config';
import { StudioLifecycleScript } from '../../../src/studio/lifecycle/script';
import { faultsOf } from '../../faults';
import { propertiesOf, testStack, warningsOf } from '../../notebook/setup';

const CONFIG = 'AWS::SageMaker::StudioLifecycleConfig';
const script = StudioLifecycleScript.fromInline('#!/bin/bash\n');

function configIn(stack: Stack, props: Partial<StudioLifecycleConfigProps> = {}): StudioLifecycleConfig {
  return new StudioLifecycleConfig(stack, 'Config', { appType: StudioAppType.JUPYTER_LAB, script, ...props });
}

/** The logical id and the name of the only one. */
function identity(props?: Partial<StudioLifecycleConfigProps>): [string, string] {
  const stack = testStack();
  configIn(stack, props);
  const [[logicalId, { Properties }]] = Object.entries(Template.fromStack(stack).findResources(CONFIG));
  return [logicalId, Properties.StudioLifecycleConfigName];
}

describe('StudioLifecycleConfig', () => {
  const stack = testStack();
  const config = configIn(stack, { namePrefix: 'Proxy' });
  Tags.of(stack.node.root).add('cost-center', '42');
  const template = Template.fromStack(stack);

  test('holds the script, the application and a name with the hash of its contents', () => {
    expect(propertiesOf(template, CONFIG)).toEqual({
      StudioLifecycleConfigAppType: 'JupyterLab',
      StudioLifecycleConfigContent: 'IyEvYmluL2Jhc2gK',
      StudioLifecycleConfigName: config.studioLifecycleConfigName,
    });
    expect(config.studioLifecycleConfigName).toMatch(/^Proxy-[0-9a-f]{10}$/);
  });

  test('is kept when it leaves the stack or is replaced', () => {
    template.hasResource(CONFIG, { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  test('has the ARN that CloudFormation returns', () => {
    const [logicalId] = Object.keys(template.findResources(CONFIG));
    expect(stack.resolve(config.studioLifecycleConfigArn)).toEqual({
      'Fn::GetAtt': [logicalId, 'StudioLifecycleConfigArn'],
    });
  });

  test('says which application it is for', () => {
    expect(config.appType).toBe(StudioAppType.JUPYTER_LAB);
  });
});

describe('StudioLifecycleConfig and its identity', () => {
  const before = identity();

  test('is the same for the same contents', () => {
    expect(identity()).toEqual(before);
  });

  test.each<[string, Partial<StudioLifecycleConfigProps>]>([
    ['another script', { script: StudioLifecycleScript.fromInline('#!/bin/sh\n') }],
    ['another application', { appType: StudioAppType.CODE_EDITOR }],
    ['other tags', { immutableTags: { team: 'a' } }],
  ])('is new with %s, so that a new one is made beside the old one', (_, props) => {
    const [logicalId, name] = identity(props);
    expect(logicalId).not.toBe(before[0]);
    expect(name).not.toBe(before[1]);
  });

  test('does not depend on the order of tags', () => {
    expect(identity({ immutableTags: { b: '2', a: '1' } })).toEqual(identity({ immutableTags: { a: '1', b: '2' } }));
  });

  test('has a name within the limit, however long the path', () => {
    const stack = testStack();
    const { studioLifecycleConfigName } = new StudioLifecycleConfig(stack, 'C'.repeat(200), {
      appType: StudioAppType.CODE_EDITOR,
      script,
    });
    expect(studioLifecycleConfigName.length).toBeLessThanOrEqual(63);
  });

  test('is the same wherever a token was made', () => {
    const withToken = (more: number) => {
      const stack = testStack();
      const parameters = Array.from({ length: more + 1 }, (_, n) => new CfnParameter(stack, `P${n}`));
      const config = configIn(stack, {
        script: StudioLifecycleScript.fromInline(`echo ${parameters[0].valueAsString}`),
      });
      return [stack.resolve(config.studioLifecycleConfigName), Names.nodeUniqueId(config.node.defaultChild!.node)];
    };
    expect(withToken(3)).toEqual(withToken(0));
  });
});

describe('StudioLifecycleConfig with props of its own', () => {
  test('has the tags that were given, and no others', () => {
    const stack = testStack();
    configIn(stack, { immutableTags: { team: 'a' } });
    Tags.of(stack).add('cost-center', '42');
    expect(propertiesOf(Template.fromStack(stack), CONFIG).Tags).toEqual([{ Key: 'team', Value: 'a' }]);
  });

  test('can be deleted with its stack', () => {
    const stack = testStack();
    configIn(stack, { removalPolicy: RemovalPolicy.DESTROY });
    Template.fromStack(stack).hasResource(CONFIG, { DeletionPolicy: 'Delete' });
  });

  test('repeats the reason of a review as a warning', () => {
    const stack = testStack();
    configIn(stack, {
      script: StudioLifecycleScript.fromInline('curl 169.254.169.254', { metadataCallsReviewed: 'self-test' }),
    });
    expect(warningsOf(stack)).toEqual(['cdk-secure-sagemaker:studio.metadataCallsReviewed']);
  });

  test('is refused with a name that SageMaker would refuse', () => {
    const namePrefix = `-${'a'.repeat(52)}`;
    expect(faultsOf(() => configIn(testStack(), { namePrefix }))).toEqual([
      `InvalidLifecycleConfig: namePrefix must be letters, digits and inner hyphens, got "${namePrefix}"`,
      'InvalidLifecycleConfig: namePrefix must have at most 52 characters, got 53',
    ]);
  });

  test('leaves a name that is a token to the deployment', () => {
    const stack = testStack();
    configIn(stack, { namePrefix: new CfnParameter(stack, 'Name').valueAsString });
    expect(propertiesOf(Template.fromStack(stack), CONFIG).StudioLifecycleConfigName).toEqual({
      'Fn::Join': ['', [{ Ref: 'Name' }, expect.stringMatching(/^-[0-9a-f]{10}$/)]],
    });
  });
});

describe('an existing lifecycle configuration of Studio', () => {
  test('is imported by its name, in the partition of the stack', () => {
    const stack = testStack({ env: { region: 'cn-north-1', account: '111122223333' } });
    const config = StudioLifecycleConfig.fromStudioLifecycleConfigName(stack, 'Old', 'Proxy-0123456789');
    expect(config.studioLifecycleConfigName).toBe('Proxy-0123456789');
    expect(stack.resolve(config.studioLifecycleConfigArn)).toEqual({
      'Fn::Join': [
        '',
        [
          'arn:',
          { Ref: 'AWS::Partition' },
          ':sagemaker:cn-north-1:111122223333:studio-lifecycle-config/proxy-0123456789',
        ],
      ],
    });
  });

  test('is imported by its ARN', () => {
    const arn = 'arn:aws-us-gov:sagemaker:us-gov-west-1:111122223333:studio-lifecycle-config/proxy';
    const config = StudioLifecycleConfig.fromStudioLifecycleConfigArn(testStack(), 'Old', arn);
    expect([config.studioLifecycleConfigArn, config.studioLifecycleConfigName, config.env.region]).toEqual([
      arn,
      'proxy',
      'us-gov-west-1',
    ]);
  });

  test('is refused with an ARN of something else', () => {
    const arn = 'arn:aws:sagemaker:us-west-2:111122223333:notebook-instance-lifecycle-config/proxy';
    expect(faultsOf(() => StudioLifecycleConfig.fromStudioLifecycleConfigArn(testStack(), 'Old', arn))).toEqual([
      expect.stringMatching(
        /^InvalidResourceArn: the ARN must be the literal ARN of a resource of type studio-lifecycle-config, .*, got 'arn:.*\/proxy'$/,
      ),
    ]);
  });

  test('is refused with a name that SageMaker would refuse', () => {
    expect(faultsOf(() => StudioLifecycleConfig.fromStudioLifecycleConfigName(testStack(), 'Old', 'a_b'))).toEqual([
      'InvalidLifecycleConfig: studioLifecycleConfigName must be letters, digits and inner hyphens, got "a_b"',
    ]);
  });
});
