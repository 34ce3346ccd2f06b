import { type App, Stack, Stage } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { SAMPLE_ROWS } from '../samples';
import { ENV, inStack, resourcesOf, templatesOf } from './templates';

/** Places where a construct is the same to CloudFormation. */
const PLACES: Readonly<Record<string, (app: App) => Construct>> = {
  'another Stage': (app) => inOtherStack(new Stage(app, 'Prod', { env: ENV }), 'Stack'),
  'a stack with another id and the same name': (app) => inOtherStack(app, 'Renamed'),
  'a parent construct with the id Default': (app) => new Construct(inStack(app), 'Default'),
};

function inOtherStack(scope: Construct, id: string): Stack {
  return new Stack(scope, id, { env: ENV, stackName: 'stack' });
}

/** EC2 accepts these characters, and other services more. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html */
const SAFE_DESCRIPTION = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/;

const GROUP_DESCRIPTION_MAX = 255;

/** Characters that many services reject. */
const AWKWARD_ID = "O'Brien's „Daten“ <1>";

describe.each(SAMPLE_ROWS)('%s (%s)', (_, __, build) => {
  const usual = templatesOf(build);

  test.each(Object.entries(PLACES))('is the same in %s', (___, place) => {
    expect(templatesOf(build, place)).toEqual(usual);
  });

  test('is the same next to unrelated constructs', () => {
    const templates = templatesOf(build, (app) => {
      const stack = inStack(app);
      new sns.Topic(stack, 'Unrelated');
      return stack;
    });
    const others = resourcesOf(templates).filter(([, { Type }]) => Type !== 'AWS::SNS::Topic');
    expect(others).toEqual(resourcesOf(usual));
  });

  test('has descriptions that every service accepts', () => {
    const templates = templatesOf(build, inAwkwardParent);
    const descriptions = resourcesOf(templates).flatMap(([, { Properties: { GroupDescription, Description } = {} }]) =>
      [GroupDescription, Description].filter((text) => typeof text === 'string'),
    );
    const all = [...descriptions, ...templates.flatMap(({ Description = [] }) => Description)];
    expect(all.filter((description) => !SAFE_DESCRIPTION.test(description))).toEqual([]);
  });

  test('has descriptions of security groups that depend on no id', () => {
    const descriptionsOf = (templates: ReturnType<typeof templatesOf>) =>
      resourcesOf(templates).flatMap(([, { Properties }]) => Properties?.GroupDescription ?? []);
    const awkward = descriptionsOf(templatesOf(build, inAwkwardParent));
    expect(awkward).toEqual(descriptionsOf(usual));
    expect(awkward.filter(({ length }) => length === 0 || length > GROUP_DESCRIPTION_MAX)).toEqual([]);
  });
});

function inAwkwardParent(app: App): Construct {
  return new Construct(inStack(app), AWKWARD_ID);
}
