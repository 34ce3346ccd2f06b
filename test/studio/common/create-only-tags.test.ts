import { type App, Aspects, CfnResource, Stack, Stage, Tag, Tags } from 'aws-cdk-lib';
import { CfnUserProfile } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import type { studio } from '../../../src';
import { pinCreateOnlyTags } from '../../../src/studio/common/create-only-tags';
import { testApp } from '../../app';
import { DOMAIN, domainIn, propertiesOf, templateOf, testStack, USER_PROFILE, warningsOf } from '../domain/setup';

const WARNING = 'cdk-secure-sagemaker:studio.stackTags';

/** The tags of the user profile, once something has tried to put others there. */
function tagsOfProfile(
  act: (app: App, stack: Stack, profile: studio.IUserProfile) => void,
  immutableTags?: Record<string, string>,
): unknown {
  const app = testApp();
  const stack = testStack({}, app);
  const profile = domainIn(stack).addUserProfile('alice', { immutableTags });
  act(app, stack, profile);
  return propertiesOf(templateOf(stack), USER_PROFILE).Tags;
}

class LateTag {
  public visit(node: IConstruct): void {
    if (CfnUserProfile.isCfnUserProfile(node)) {
      node.tags.setTag('late', 'value', 1000);
    }
  }
}

describe('the tags of a user profile, which cannot be changed without replacing it', () => {
  test.each<[string, (app: App, stack: Stack, profile: studio.IUserProfile) => void]>([
    ['of the app', (app) => Tags.of(app).add('k', 'v')],
    ['of the stack', (_, stack) => Tags.of(stack).add('k', 'v')],
    ['of the domain', (_, __, profile) => Tags.of(profile.domain).add('k', 'v')],
    ['of the user profile itself', (_, __, profile) => Tags.of(profile).add('k', 'v')],
    ['of the highest priority', (app) => Tags.of(app).add('k', 'v', { priority: 1_000_000 })],
    ['that an aspect adds before all others', (app) => Aspects.of(app).add(new Tag('k', 'v'), { priority: 0 })],
    ['that an aspect adds behind all others', (app) => Aspects.of(app).add(new LateTag(), { priority: 10_000 })],
    [
      'that are set on its resource',
      (_, __, profile) => (profile.node.defaultChild as CfnUserProfile).tags.setTag('k', 'v'),
    ],
  ])('are none of those %s', (_, act) => {
    expect(tagsOfProfile(act)).toBeUndefined();
  });

  test('are those that are given for good, in alphabetical order, and no others', () => {
    const tags = tagsOfProfile((app) => Tags.of(app).add('k', 'v'), { team: 'a', cost: 'b' });
    expect(tags).toEqual([
      { Key: 'cost', Value: 'b' },
      { Key: 'team', Value: 'a' },
    ]);
  });

  test('are not taken away by those who take tags away', () => {
    expect(tagsOfProfile((app) => Tags.of(app).remove('team'), { team: 'a' })).toEqual([{ Key: 'team', Value: 'a' }]);
  });

  test('are none of those of a stage around it', () => {
    const app = testApp();
    const stack = new Stack(new Stage(app, 'Stage'), 'Stack');
    domainIn(stack).addUserProfile('alice');
    Tags.of(app).add('k', 'v');
    expect(propertiesOf(templateOf(stack), USER_PROFILE).Tags).toBeUndefined();
  });

  test('are none of those that come after a first synthesis', () => {
    const app = testApp();
    const stack = testStack({}, app);
    domainIn(stack).addUserProfile('alice');
    expect(propertiesOf(templateOf(stack), USER_PROFILE).Tags).toBeUndefined();
    Tags.of(app).add('k', 'v');
    app.synth({ force: true });
    expect(propertiesOf(templateOf(stack), USER_PROFILE).Tags).toBeUndefined();
  });
});

describe('the tags of a domain', () => {
  test('are those of the app too', () => {
    const app = testApp();
    const stack = testStack({}, app);
    domainIn(stack, { immutableTags: { team: 'a' } });
    Tags.of(app).add('k', 'v');
    expect(propertiesOf(templateOf(stack)).Tags).toEqual([
      { Key: 'k', Value: 'v' },
      { Key: 'team', Value: 'a' },
    ]);
  });

  test.each(['cn-north-1', 'us-gov-west-1'])(
    'are those that are given for good in %s, where they cannot be changed',
    (region) => {
      const app = testApp();
      const stack = testStack({ env: { region, account: '111122223333' } }, app);
      domainIn(stack, { immutableTags: { team: 'a' } });
      Tags.of(app).add('k', 'v');
      expect(propertiesOf(templateOf(stack)).Tags).toEqual([{ Key: 'team', Value: 'a' }]);
    },
  );
});

describe('the tags of a stack, which CloudFormation puts on everything', () => {
  test('are warned about once', () => {
    const stack = testStack({ tags: { team: 'a', cost: 'b' } });
    const domain = domainIn(stack);
    domain.addUserProfile('alice');
    domain.addUserProfile('bob');
    expect(warningsOf(stack)).toEqual([WARNING]);
  });

  test('are not warned about where there are none', () => {
    const stack = testStack();
    domainIn(stack).addUserProfile('alice');
    Tags.of(stack.node.findChild('Domain')).add('k', 'v');
    expect(warningsOf(stack)).toEqual([]);
  });

  test('are not warned about where nothing suffers from them', () => {
    const stack = testStack({ tags: { team: 'a' } });
    domainIn(stack);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('may come from tagging the app, which reaches stacks unless they are excluded', () => {
    const plain = { context: { '@aws-cdk/core:explicitStackTags': false } };
    const [tagged, excluded] = [{}, { excludeResourceTypes: ['aws:cdk:stack'] }].map((options) => {
      const app = testApp(plain);
      const stack = testStack({}, app);
      domainIn(stack).addUserProfile('alice');
      Tags.of(app).add('k', 'v', options);
      return warningsOf(stack);
    });
    expect([tagged, excluded]).toEqual([[WARNING], []]);
  });
});

test('any resource can have its tags pinned', () => {
  const app = testApp();
  const stack = testStack({}, app);
  const resource = new CfnResource(stack, 'Any', { type: DOMAIN, properties: { Tags: [{ Key: 'a', Value: 'b' }] } });
  pinCreateOnlyTags(resource, undefined);
  expect(templateOf(stack).findResources(DOMAIN).Any.Properties).toBeUndefined();
});
