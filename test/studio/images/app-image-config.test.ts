import { CfnParameter, RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { StudioAppType } from '../../../src/studio/common/app-type';
import {
  type AppImageConfigProps,
  CodeEditorImageConfig,
  JupyterLabImageConfig,
} from '../../../src/studio/images/app-image-config';
import { faultsOf } from '../../faults';
import { propertiesOf, testStack } from '../../notebook/setup';
import { uniqueNameLike } from '../../unique-name';

const CONFIG = 'AWS::SageMaker::AppImageConfig';

describe.each([
  ['JupyterLabImageConfig', JupyterLabImageConfig, 'JupyterLabAppImageConfig', StudioAppType.JUPYTER_LAB],
  ['CodeEditorImageConfig', CodeEditorImageConfig, 'CodeEditorAppImageConfig', StudioAppType.CODE_EDITOR],
])('%s', (_, Config, property, appType) => {
  const stack = testStack();
  const config = new Config(stack, 'Config', {
    appImageConfigName: 'team',
    containerEntrypoint: ['entrypoint.sh'],
    containerArguments: ['--verbose'],
    containerEnvironment: { HTTPS_PROXY: 'http://proxy:3128', EMPTY: '' },
  });
  const template = Template.fromStack(stack);

  test('says how its own application runs, and nothing of other applications or of users', () => {
    expect(propertiesOf(template, CONFIG)).toEqual({
      AppImageConfigName: 'team',
      [property]: {
        ContainerConfig: {
          ContainerEntrypoint: ['entrypoint.sh'],
          ContainerArguments: ['--verbose'],
          ContainerEnvironmentVariables: [
            { Key: 'EMPTY', Value: '' },
            { Key: 'HTTPS_PROXY', Value: 'http://proxy:3128' },
          ],
        },
      },
    });
    expect(config.appType).toBe(appType);
  });

  test('has the ARN that CloudFormation returns', () => {
    const [logicalId] = Object.keys(template.findResources(CONFIG));
    expect(stack.resolve(config.appImageConfigArn)).toEqual({ 'Fn::GetAtt': [logicalId, 'AppImageConfigArn'] });
  });

  test('needs nothing to be said', () => {
    const empty = testStack();
    const { appImageConfigName } = new Config(empty, 'C'.repeat(100));
    expect(propertiesOf(Template.fromStack(empty), CONFIG)).toEqual({
      AppImageConfigName: empty.resolve(appImageConfigName),
      [property]: {},
    });
    expect(empty.resolve(appImageConfigName)).toEqual(uniqueNameLike(/^c{46}[a-f0-9]{8}$/));
  });
});

describe('app image configurations', () => {
  test('are kept once they are created unless they are to be deleted', () => {
    const stack = testStack();
    new JupyterLabImageConfig(stack, 'Deleted', { removalPolicy: RemovalPolicy.DESTROY });
    new JupyterLabImageConfig(stack, 'Kept');
    const policies = Object.values(Template.fromStack(stack).findResources(CONFIG)).map(
      ({ DeletionPolicy }) => DeletionPolicy,
    );
    expect(policies).toEqual(['Delete', 'RetainExceptOnCreate']);
  });

  test('are refused with all faults at once', () => {
    const props: AppImageConfigProps = {
      appImageConfigName: 'a.b',
      containerEntrypoint: ['a', ' '],
      containerArguments: ['a'.repeat(65), ...Array(50).fill('b')],
      containerEnvironment: {
        ...Object.fromEntries(Array.from({ length: 25 }, (_, n) => [`V${n}`, ''])),
        LONG: 'a'.repeat(257),
      },
    };
    expect(faultsOf(() => new JupyterLabImageConfig(testStack(), 'Config', props))).toEqual([
      'InvalidAppImageConfig: appImageConfigName must be letters, digits and inner hyphens, got "a.b"',
      'InvalidAppImageConfig: containerEntrypoint must have at most 1 items, got 2',
      'InvalidAppImageConfig: an item of containerEntrypoint must not be empty, got " "',
      'InvalidAppImageConfig: containerArguments must have at most 50 items, got 51',
      'InvalidAppImageConfig: an item of containerArguments must have at most 64 characters, got 65',
      'InvalidAppImageConfig: containerEnvironment must have at most 25 items, got 26',
      'InvalidAppImageConfig: the environment variable LONG must have at most 256 characters, got 257',
    ]);
  });

  test('leave tokens to the deployment', () => {
    const stack = testStack();
    const list = new CfnParameter(stack, 'List', { type: 'CommaDelimitedList' }).valueAsList;
    const text = new CfnParameter(stack, 'Text').valueAsString;
    new CodeEditorImageConfig(stack, 'Config', {
      appImageConfigName: text,
      containerEntrypoint: list,
      containerArguments: [text],
      containerEnvironment: { A: text },
    });
    expect(propertiesOf(Template.fromStack(stack), CONFIG)).toMatchObject({
      AppImageConfigName: { Ref: 'Text' },
      CodeEditorAppImageConfig: {
        ContainerConfig: { ContainerEntrypoint: { Ref: 'List' }, ContainerArguments: [{ Ref: 'Text' }] },
      },
    });
  });

  test('are imported by their names', () => {
    const stack = testStack({ env: { region: 'us-gov-west-1', account: '111122223333' } });
    const lab = JupyterLabImageConfig.fromJupyterLabImageConfigName(stack, 'Lab', 'Team');
    const editor = CodeEditorImageConfig.fromCodeEditorImageConfigName(stack, 'Editor', 'Team');
    expect([lab.appType, editor.appType, lab.appImageConfigName]).toEqual([
      StudioAppType.JUPYTER_LAB,
      StudioAppType.CODE_EDITOR,
      'Team',
    ]);
    expect(stack.resolve(lab.appImageConfigArn)['Fn::Join'][1].at(-1)).toBe(
      ':sagemaker:us-gov-west-1:111122223333:app-image-config/team',
    );
    expect(faultsOf(() => JupyterLabImageConfig.fromJupyterLabImageConfigName(stack, 'Bad', 'a_b'))).toEqual([
      'InvalidAppImageConfig: appImageConfigName must be letters, digits and inner hyphens, got "a_b"',
    ]);
  });
});
