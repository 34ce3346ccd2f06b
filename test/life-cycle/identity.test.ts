import { type App, Stack, Stage } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { SAMPLE_ROWS } from '../samples';
import { ENV, inStack, resourcesOf, templatesIn, templatesOf } from './templates';

/** Differences between two places that CloudFormation does not see. */
interface Place {
  readonly stage?: boolean;
  readonly stackId?: string;
  readonly parentId?: string;
  readonly neighbor?: boolean;
}

/** All differences at once, which takes one synth. To find out which one a construct depends on, remove the others. */
const ELSEWHERE: Place = { stage: true, stackId: 'Renamed', parentId: 'Default', neighbor: true };

/** The templates of a sample in a place, without the neighbor, in the order of their texts. */
function textsIn({ stage, stackId = 'Stack', parentId, neighbor }: Place, build: (scope: Construct) => void): string[] {
  const templates = templatesIn((app) => {
    const parent = stage ? new Stage(app, 'Prod', { env: ENV }) : app;
    const stack = new Stack(parent, stackId, { env: ENV, stackName: 'stack' });
    if (neighbor) {
      new sns.Topic(stack, 'Unrelated');
    }
    return parentId ? new Construct(stack, parentId) : stack;
  }, build);
  return textsOf(templates);
}

function textsOf(templates: ReturnType<typeof templatesOf>): string[] {
  return templates
    .map(({ Resources = {}, ...template }) => {
      const others = Object.entries(Resources).filter(([id]) => !/^Unrelated[0-9A-F]{8}$/.test(id));
      return JSON.stringify({ ...template, Resources: Object.fromEntries(others) }, undefined, 1);
    })
    .sort();
}

/** EC2 accepts these characters, and other services more. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html */
const SAFE_DESCRIPTION = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/;

const GROUP_DESCRIPTION_MAX = 255;

/** Characters that many services reject. */
const AWKWARD_ID = "O'Brien's „Daten“ <1>";

describe.each(SAMPLE_ROWS)('%s (%s)', (_, __, build) => {
  test('is the same in another Stage, in a stack with another id, below a parent with the id Default, and beside others', () => {
    expect(textsIn(ELSEWHERE, build)).toEqual(textsOf(templatesOf(build)));
  });

  test('has descriptions that every service accepts, and those of security groups depend on no id', () => {
    const templates = templatesIn(inAwkwardParent, build);
    const descriptions = resourcesOf(templates).flatMap(([, { Properties: { GroupDescription, Description } = {} }]) =>
      [GroupDescription, Description].filter((text) => typeof text === 'string'),
    );
    const all = [...descriptions, ...templates.flatMap(({ Description = [] }) => Description)];
    expect(all.filter((description) => !SAFE_DESCRIPTION.test(description))).toEqual([]);

    const ofGroups = groupDescriptions(templates);
    expect(ofGroups.filter(({ length }) => length === 0 || length > GROUP_DESCRIPTION_MAX)).toEqual([]);
    expect(ofGroups).toEqual(ofGroups.length > 0 ? groupDescriptions(templatesOf(build)) : []);
  });
});

function groupDescriptions(templates: ReturnType<typeof templatesOf>): string[] {
  return resourcesOf(templates).flatMap(([, { Properties }]) => Properties?.GroupDescription ?? []);
}

function inAwkwardParent(app: App): Construct {
  return new Construct(inStack(app), AWKWARD_ID);
}
