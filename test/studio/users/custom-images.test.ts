import type { CfnElement, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { studio } from '../../../src';
import { DOMAIN, domainIn, propertiesOf, statementsOf, templateOf, testStack, USER_PROFILE } from '../domain/setup';

describe('custom images', () => {
  const image = (name: string, imageVersionNumber?: number) =>
    new studio.CustomImage({ imageName: name, appImageConfigName: 'config', imageVersionNumber });
  const images = (stack: Stack, id: string) =>
    statementsOf(templateOf(stack), id).find(
      ({ Sid, Action }) => Sid === 'CustomImages' || Action.includes('sagemaker:DescribeImage'),
    )!;

  test('of a domain can be seen by its role', () => {
    const stack = testStack({ env: { region: 'us-west-2', account: '111122223333' } });
    domainIn(stack, {
      jupyterLab: { customImages: [image('team')] },
      codeEditor: { customImages: [image('pinned', 3)] },
    });
    const { Action, Resource } = images(stack, 'DomainRolePolicy');
    expect(Action).toEqual(['sagemaker:DescribeImage', 'sagemaker:DescribeImageVersion']);
    expect(JSON.stringify(Resource)).toContain('image-version/team/*');
    expect(JSON.stringify(Resource)).toContain('image-version/pinned/3');
    const { DefaultUserSettings: settings } = propertiesOf(templateOf(stack), DOMAIN);
    expect(settings.CodeEditorAppSettings.CustomImages).toEqual([
      { AppImageConfigName: 'config', ImageName: 'pinned', ImageVersionNumber: 3 },
    ]);
  });

  test('of a user profile can be seen by the role of the domain, in a policy of the user profile', () => {
    const stack = testStack();
    domainIn(stack).addUserProfile('alice', { jupyterLab: { customImages: [image('own')] } });
    const { Action, Resource } = images(stack, 'DomainUsersaliceRolePolicy');
    expect(Action).toEqual(['sagemaker:DescribeImage', 'sagemaker:DescribeImageVersion']);
    expect(JSON.stringify(Resource)).toContain('image-version/own/*');
    expect(statementsOf(templateOf(stack), 'DomainUsersaliceRolePolicy')).toHaveLength(1);
  });

  test('of a version of the app are named by the end of its ARN, since the number of a version is no text', () => {
    const stack = testStack();
    const own = new studio.Image(stack, 'Image', { imageName: 'own' });
    const version = own.addVersion('Version', {
      repository: ecr.Repository.fromRepositoryName(stack, 'Repository', 'own'),
      digest: `sha256:${'a'.repeat(64)}`,
    });
    const config = new studio.JupyterLabImageConfig(stack, 'Config');
    domainIn(stack, { jupyterLab: { customImages: [version.customImage(config)] } });
    const id = stack.getLogicalId(version.node.defaultChild as CfnElement);
    const { Resource } = images(stack, 'DomainRolePolicy');
    const parts = { 'Fn::Split': ['/', { 'Fn::GetAtt': [id, 'ImageVersionArn'] }] };
    expect(JSON.stringify(Resource)).toContain(JSON.stringify({ 'Fn::Select': [2, parts] }));
    expect(JSON.stringify(Resource)).not.toContain(JSON.stringify({ 'Fn::GetAtt': [id, 'Version'] }));
    const { DefaultUserSettings: settings } = propertiesOf(templateOf(stack), DOMAIN);
    expect(settings.JupyterLabAppSettings.CustomImages[0].ImageVersionNumber).toEqual({
      'Fn::GetAtt': [id, 'Version'],
    });
  });

  test('are waited for', () => {
    const stack = testStack();
    const dependency = new iam.ManagedPolicy(stack, 'Version', {
      statements: [new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: ['*'] })],
    });
    const waiting = new studio.CustomImage({ imageName: 'i', appImageConfigName: 'c', dependencies: [dependency] });
    domainIn(stack, { jupyterLab: { customImages: [waiting] } }).addUserProfile('alice', {
      codeEditor: { customImages: [waiting] },
    });
    templateOf(stack).hasResource(DOMAIN, { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^Version')]) });
    templateOf(stack).hasResource(USER_PROFILE, { DependsOn: Match.arrayWith([Match.stringLikeRegexp('^Version')]) });
  });
});
