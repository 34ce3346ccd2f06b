import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { CodeEditorImageConfig } from '../../../src/studio/images/app-image-config';
import { Image } from '../../../src/studio/images/image';
import {
  ImageProcessor,
  ImageStability,
  ImageVersion,
  type ImageVersionOptions,
} from '../../../src/studio/images/version';
import { faultsOf } from '../../faults';
import { propertiesOf, testStack } from '../../notebook/setup';

const VERSION = 'AWS::SageMaker::ImageVersion';
const digestOf = (digit: string) => `sha256:${digit.repeat(64)}`;

function versionIn(stack: Stack, options: Partial<ImageVersionOptions> = {}): ImageVersion {
  const repository = options.repository ?? ecr.Repository.fromRepositoryName(stack, 'Repository', 'team/python');
  return new Image(stack, 'Image', { imageName: 'team' }).addVersion('Version', {
    digest: digestOf('a'),
    ...options,
    repository,
  });
}

describe('ImageVersion', () => {
  const stack = testStack({ env: { region: 'cn-north-1', account: '111122223333' } });
  const version = versionIn(stack, {
    aliases: ['3.12', 'stable_1'],
    releaseNotes: 'Python 3.12',
    processor: ImageProcessor.GPU,
    mlFramework: 'TensorFlow 2.18.1',
    programmingLanguage: 'Python 3.12',
    stability: ImageStability.STABLE,
  });
  const template = Template.fromStack(stack);

  test('is pinned to its contents, in the registry of the partition', () => {
    expect(propertiesOf(template, VERSION)).toEqual({
      ImageName: 'team',
      BaseImage: {
        'Fn::Join': [
          '',
          ['111122223333.dkr.ecr.cn-north-1.', { Ref: 'AWS::URLSuffix' }, `/team/python@${digestOf('a')}`],
        ],
      },
      Aliases: ['3.12', 'stable_1'],
      JobType: 'NOTEBOOK_KERNEL',
      MLFramework: 'TensorFlow 2.18.1',
      Processor: 'GPU',
      ProgrammingLang: 'Python 3.12',
      ReleaseNotes: 'Python 3.12',
      VendorGuidance: 'STABLE',
    });
  });

  test('waits for its image and for the permission to pull', () => {
    const [{ DependsOn }] = Object.values(template.findResources(VERSION));
    const types = (DependsOn as string[]).map((id) => template.toJSON().Resources[id].Type).sort();
    expect(types).toEqual(['AWS::IAM::ManagedPolicy', 'AWS::SageMaker::Image']);
  });

  test('is offered by its number, once it and the configuration are there', () => {
    const config = new CodeEditorImageConfig(stack, 'Config', { appImageConfigName: 'editor' });
    const { imageName, appImageConfigName, imageVersionNumber, dependencies } = version.customImage(config);
    const logicalId = stack.getLogicalId(version.node.defaultChild as never);
    expect([imageName, appImageConfigName, stack.resolve(imageVersionNumber)]).toEqual([
      'team',
      'editor',
      { 'Fn::GetAtt': [logicalId, 'Version'] },
    ]);
    expect(dependencies).toEqual([version, config]);
    expect(stack.resolve(version.imageVersionArn)).toEqual({ 'Fn::GetAtt': [logicalId, 'ImageVersionArn'] });
  });
});

describe('ImageVersion and its identity', () => {
  const logicalIdOf = (options?: Partial<ImageVersionOptions>) => {
    const stack = testStack();
    return stack.getLogicalId(versionIn(stack, options).node.defaultChild as never);
  };

  test('is new with other contents, so that a new version is made beside the old one', () => {
    expect(logicalIdOf({ digest: digestOf('b') })).not.toBe(logicalIdOf());
  });

  test('is the same with other words about the same contents', () => {
    expect(logicalIdOf({ releaseNotes: 'Better words', aliases: ['2'], stability: ImageStability.ARCHIVED })).toBe(
      logicalIdOf(),
    );
  });

  test('leaves contents that are a token to the deployment', () => {
    const stack = testStack();
    versionIn(stack, { digest: new CfnParameter(stack, 'Digest').valueAsString });
    expect(JSON.stringify(propertiesOf(Template.fromStack(stack), VERSION).BaseImage)).toContain(
      '"/team/python@",{"Ref":"Digest"}',
    );
  });

  test('can be a construct of its own', () => {
    const stack = testStack();
    const image = Image.fromImageName(stack, 'Image', 'team');
    new ImageVersion(stack, 'Version', {
      image,
      repository: new ecr.Repository(stack, 'Repository'),
      digest: digestOf('c'),
    });
    expect(Object.keys(Template.fromStack(stack).findResources(VERSION))).toEqual([
      expect.stringMatching(/^VersionDigestcccccccccccc/),
    ]);
  });
});

describe('ImageVersion with faults', () => {
  test.each(['latest', '1.0', 'sha256:abc', `SHA256:${'a'.repeat(64)}`, `sha256:${'a'.repeat(65)}`])(
    'is refused with the digest %s',
    (digest) => {
      expect(faultsOf(() => versionIn(testStack(), { digest }))).toEqual([
        `UnpinnedImage: digest must be 'sha256:' and 64 hexadecimal digits, since a tag can come to mean other contents after it was reviewed, got "${digest}"`,
      ]);
    },
  );

  test('is refused with a repository of another region', () => {
    const stack = testStack({ env: { region: 'eu-central-1', account: '111122223333' } });
    const repository = ecr.Repository.fromRepositoryArn(
      stack,
      'Far',
      'arn:aws:ecr:us-west-2:444455556666:repository/team',
    );
    expect(faultsOf(() => versionIn(stack, { repository }))).toEqual([
      'ForeignImageRegion: repository must be in the region eu-central-1 of the stack, got one in us-west-2: replicate it',
    ]);
  });

  test('takes a repository of another account in the same region, and leaves it to its own policy', () => {
    const stack = testStack({ env: { region: 'eu-central-1', account: '111122223333' } });
    const repository = ecr.Repository.fromRepositoryArn(
      stack,
      'Near',
      'arn:aws:ecr:eu-central-1:444455556666:repository/team',
    );
    expect(faultsOf(() => versionIn(stack, { repository }))).toEqual([]);
  });

  test('is refused with all faults at once', () => {
    const options = {
      aliases: ['.hidden', 'a'.repeat(129)],
      releaseNotes: 'n'.repeat(256),
      mlFramework: 'TensorFlow',
      programmingLanguage: `${'P'.repeat(126)}1.2`,
    };
    expect(faultsOf(() => versionIn(testStack(), options))).toEqual([
      'InvalidImage: an alias must be letters, digits, underscores, and inner dots and hyphens, got ".hidden"',
      'InvalidImage: an alias must have at most 128 characters, got 129',
      'InvalidImage: releaseNotes must have at most 255 characters, got 256',
      'InvalidImage: mlFramework must be a name and a version such as \'Python 3.12\', got "TensorFlow"',
      'InvalidImage: programmingLanguage must have at most 128 characters, got 129',
    ]);
  });
});
