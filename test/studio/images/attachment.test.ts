import { Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { studio } from '../../../src';
import { testStack } from '../../notebook/setup';
import { domainIn, PROFILE } from '../spaces/setup';

const VERSION = 'AWS::SageMaker::ImageVersion';
const CONFIG = 'AWS::SageMaker::AppImageConfig';

describe('images and lifecycle configurations of a domain, a user profile and a roster', () => {
  const stack = testStack();
  const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'team');
  const image = new studio.Image(stack, 'Image', { imageName: 'team' });
  const version = image.addVersion('Version', { repository, digest: `sha256:${'a'.repeat(64)}` });
  const config = new studio.JupyterLabImageConfig(stack, 'Config', { appImageConfigName: 'lab' });
  const script = studio.StudioLifecycleScript.fromInline('#!/bin/bash\n');
  const lifecycleConfig = new studio.StudioLifecycleConfig(stack, 'Script', {
    appType: studio.StudioAppType.JUPYTER_LAB,
    script,
  });
  const jupyterLab = { customImages: [version.customImage(config)], defaultLifecycleConfig: lifecycleConfig };

  const domain = domainIn(stack, { jupyterLab: { ...jupyterLab, customImages: [image.customImage(config)] } });
  domain.addUserProfile('alice', { jupyterLab });
  new studio.UserRoster(stack, 'Roster', { domain, users: [{ userProfileName: 'bob', jupyterLab }], stacks: 1 });
  // Fails where resources depend on each other in a circle.
  const template = Template.fromStack(stack);

  const typesBefore = (type: string) => {
    const { Resources } = template.toJSON();
    return Object.values(template.findResources(type)).flatMap(({ DependsOn = [] }) =>
      (DependsOn as string[]).map((id) => Resources[id].Type),
    );
  };

  test.each(['AWS::SageMaker::Domain', PROFILE, 'AWS::CloudFormation::Stack'])(
    'are there before %s, which knows them by literal names',
    (type) => {
      expect(typesBefore(type)).toEqual(expect.arrayContaining([VERSION, CONFIG]));
    },
  );

  test('are fixed by a number, or follow the newest version', () => {
    template.hasResourceProperties('AWS::SageMaker::Domain', {
      DefaultUserSettings: {
        JupyterLabAppSettings: { CustomImages: [{ ImageName: 'team', AppImageConfigName: 'lab' }] },
      },
    });
    const [{ Properties }] = Object.values(template.findResources(PROFILE));
    const { CustomImages, LifecycleConfigArns } = Properties.UserSettings.JupyterLabAppSettings;
    expect(CustomImages).toEqual([
      { ImageName: 'team', AppImageConfigName: 'lab', ImageVersionNumber: stack.resolve(version.versionNumber) },
    ]);
    expect(LifecycleConfigArns).toEqual([stack.resolve(lifecycleConfig.studioLifecycleConfigArn)]);
  });
});
