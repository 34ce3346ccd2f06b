import { CfnParameter, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { JupyterLabImageConfig } from '../../../src/studio/images/app-image-config';
import { Image, type ImageProps } from '../../../src/studio/images/image';
import { testApp } from '../../app';
import { faultsOf } from '../../faults';
import { propertiesOf, statementsOf, testStack } from '../../notebook/setup';
import { uniqueNameLike } from '../../unique-name';

const IMAGE = 'AWS::SageMaker::Image';
const VERSION = 'AWS::SageMaker::ImageVersion';
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

function repositoryOf(stack: Stack): ecr.Repository {
  return new ecr.Repository(stack, 'Repository');
}

describe('Image', () => {
  const stack = testStack();
  const image = new Image(stack, 'Image', {
    imageName: 'team.python',
    displayName: 'Team Python',
    description: 'Python for the team',
  });
  const repository = repositoryOf(stack);
  const version = image.addVersion('Version', { repository, digest: DIGEST });
  const template = Template.fromStack(stack);

  test('has its name, its texts and a role', () => {
    expect(propertiesOf(template, IMAGE)).toEqual({
      ImageName: 'team.python',
      ImageDisplayName: 'Team Python',
      ImageDescription: 'Python for the team',
      ImageRoleArn: stack.resolve(image.role?.roleArn),
    });
  });

  test('has a role that SageMaker assumes for images of this account alone', () => {
    const [statement] = statementsOf(template, 'AWS::IAM::Role', 'AssumeRolePolicyDocument');
    expect(statement).toMatchObject({
      Principal: { Service: 'sagemaker.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
    expect(JSON.stringify(statement)).toContain(':image-version/*');
  });

  test('has a role that may pull from the repository of its version, and do nothing else', () => {
    const actions = statementsOf(template).map(({ Action, Resource }) => [Action, Resource]);
    expect(actions).toEqual([
      [
        ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        stack.resolve(repository.repositoryArn),
      ],
      ['ecr:GetAuthorizationToken', '*'],
    ]);
  });

  test('is kept with its versions', () => {
    template.allResources(IMAGE, { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    template.allResources(VERSION, { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  test('has the ARN that CloudFormation returns', () => {
    expect(stack.resolve(image.imageArn)).toEqual({
      'Fn::GetAtt': [stack.getLogicalId(image.node.defaultChild as never), 'ImageArn'],
    });
  });

  test('is offered in its newest version once all versions and the configuration are there', () => {
    const config = new JupyterLabImageConfig(testStack(), 'Config', { appImageConfigName: 'lab' });
    const { imageName, appImageConfigName, imageVersionNumber, dependencies } = image.customImage(config);
    expect({ imageName, appImageConfigName, imageVersionNumber }).toEqual({
      imageName: 'team.python',
      appImageConfigName: 'lab',
      imageVersionNumber: undefined,
    });
    expect(dependencies).toEqual([image, config]);
    expect(version.node.scope).toBe(image);
  });
});

describe('Image with props of its own', () => {
  test('has a name made of its logical id and the stack, within the limit', () => {
    const stack = testStack();
    const { imageName } = new Image(stack, 'I'.repeat(200));
    expect(stack.resolve(imageName)).toEqual(uniqueNameLike(/^i{46}[a-f0-9]{8}$/));
    expect(propertiesOf(Template.fromStack(stack), IMAGE)).toMatchObject({ ImageName: stack.resolve(imageName) });
  });

  test('takes a role, which may pull from the repositories that are named', () => {
    const stack = testStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('sagemaker.amazonaws.com') });
    new Image(stack, 'Image', { role, repositories: [repositoryOf(stack)] });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::IAM::Role', 1);
    expect(JSON.stringify(statementsOf(template, 'AWS::IAM::Policy'))).toContain('ecr:BatchGetImage');
  });

  test('can be deleted with its stack', () => {
    const stack = testStack();
    new Image(stack, 'Image', { removalPolicy: RemovalPolicy.DESTROY });
    Template.fromStack(stack).hasResource(IMAGE, { DeletionPolicy: 'Delete' });
  });

  test('leaves names and texts that are tokens to the deployment', () => {
    const stack = testStack();
    const token = new CfnParameter(stack, 'Token').valueAsString;
    new Image(stack, 'Image', { imageName: token, displayName: token, description: token });
    expect(propertiesOf(Template.fromStack(stack), IMAGE)).toMatchObject({
      ImageName: { Ref: 'Token' },
      ImageDisplayName: { Ref: 'Token' },
    });
  });

  test('is refused with all faults at once', () => {
    const props: ImageProps = { imageName: `a--${'b'.repeat(61)}`, displayName: ' padded', description: '' };
    expect(faultsOf(() => new Image(testStack(), 'Image', props))).toEqual([
      `InvalidImage: imageName must be letters and digits, with single hyphens and dots between them, got "${props.imageName}"`,
      'InvalidImage: imageName must have at most 63 characters, got 64',
      'InvalidImage: displayName must neither begin nor end with a space, got " padded"',
      'InvalidImage: description must not be empty, got ""',
    ]);
  });

  test.each([
    ['displayName', 128],
    ['description', 512],
  ])('is refused with a %s of more than %i characters', (prop, max) => {
    expect(faultsOf(() => new Image(testStack(), 'Image', { [prop]: 'a'.repeat(max) }))).toEqual([]);
    expect(faultsOf(() => new Image(testStack(), 'Image', { [prop]: 'a'.repeat(max + 1) }))).toEqual([
      `InvalidImage: ${prop} must have at most ${max} characters, got ${max + 1}`,
    ]);
  });
});

describe('an existing image', () => {
  test('is imported by its name', () => {
    const stack = testStack({ env: { region: 'eu-central-1', account: '111122223333' } });
    const image = Image.fromImageName(stack, 'Old', 'Team.Python');
    expect(image.imageName).toBe('Team.Python');
    expect(stack.resolve(image.imageArn)).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sagemaker:eu-central-1:111122223333:image/team.python']],
    });
    expect(image.role).toBeUndefined();
  });

  test('is imported by its ARN', () => {
    const arn = 'arn:aws-cn:sagemaker:cn-north-1:111122223333:image/team';
    const image = Image.fromImageArn(testStack(), 'Old', arn);
    expect([image.imageArn, image.imageName, image.env.region]).toEqual([arn, 'team', 'cn-north-1']);
  });

  test('can be given versions, without permissions for a role that nobody knows', () => {
    const stack = testStack();
    Image.fromImageName(stack, 'Old', 'team').addVersion('Version', {
      repository: repositoryOf(stack),
      digest: DIGEST,
    });
    const template = Template.fromStack(stack);
    expect(propertiesOf(template, VERSION)).toMatchObject({ ImageName: 'team' });
    template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
  });

  test('is refused with a malformed name', () => {
    expect(faultsOf(() => Image.fromImageName(testStack(), 'Old', 'team..python'))).toEqual([
      'InvalidImage: imageName must be letters and digits, with single hyphens and dots between them, got "team..python"',
    ]);
  });

  test.each(['arn:aws:sagemaker:us-west-2:111122223333:image-version/team/1', Token.asString({ Ref: 'Arn' })])(
    'is refused with the ARN %s',
    (arn) => {
      expect(faultsOf(() => Image.fromImageArn(new Stack(testApp()), 'Old', arn))).toEqual([
        expect.stringMatching(/^InvalidResourceArn: the ARN must be the literal/),
      ]);
    },
  );
});
