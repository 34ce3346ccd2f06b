import type { Template } from 'aws-cdk-lib/assertions';
import { domainIn, templateOf, testStack, USER_PROFILE } from '../domain/setup';

const NAMES = Array.from({ length: 30 }, (_, index) => `user-${index}`);

function templateWith(names: readonly string[]): Template {
  const stack = testStack();
  const domain = domainIn(stack);
  for (const name of names) {
    domain.addUserProfile(name);
  }
  return templateOf(stack);
}

function resourcesOf(template: Template): Record<string, unknown> {
  return template.toJSON().Resources;
}

describe('thirty user profiles in one stack', () => {
  const all = templateWith(NAMES);

  test('are all there, with room for many more resources', () => {
    const names = Object.values(all.findResources(USER_PROFILE)).map(({ Properties }) => Properties.UserProfileName);
    expect(names).toEqual(NAMES);
    expect(Object.keys(resourcesOf(all)).length).toBeLessThan(150);
  });

  test('change nothing but the one that goes', () => {
    const fewer = resourcesOf(templateWith(NAMES.filter((name) => name !== 'user-13')));
    const gone = Object.entries(resourcesOf(all)).filter(([id]) => !(id in fewer));
    expect(gone.map(([, resource]) => (resource as { Type: string }).Type).sort()).toEqual([
      'AWS::EC2::SecurityGroup',
      'AWS::EC2::SecurityGroupEgress',
      'AWS::EC2::SecurityGroupIngress',
      'AWS::SageMaker::UserProfile',
    ]);
    expect(gone.every(([id]) => id.includes('user13'))).toBe(true);
    expect({ ...fewer, ...Object.fromEntries(gone) }).toEqual(resourcesOf(all));
  });

  test('are the same in whatever order they are added', () => {
    expect(resourcesOf(templateWith([...NAMES].reverse()))).toEqual(resourcesOf(all));
  });
});
