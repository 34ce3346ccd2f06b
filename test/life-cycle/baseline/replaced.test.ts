import { NestedStack, Stack } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { testApp } from '../../app';
import { SAMPLES } from '../../samples';
import { inStack } from '../templates';
import type { AnnouncedReplacement } from './announced';
import { flatResources, type Resource, type Resources } from './flat';
import { baselineOf } from './recorded';
import { replacementFaults, replacementsBetween } from './replaced';

type Change = (resource: Resource) => Resource | undefined;

/** The resources of a construct's sample, or of anything else. */
function built(build: (scope: Construct) => void): Resources {
  const app = testApp();
  build(inStack(app));
  return flatResources(app);
}

/** What replaces what, as `logical id: change`. */
function replacedBy(before: Resources, after: Resources, sample = 'a.Sample'): string[] {
  return replacementsBetween(baselineOf({ [sample]: before }), baselineOf({ [sample]: after })).map(
    ({ logicalId, change }) => `${logicalId}: ${change}`,
  );
}

function changed(resources: Resources, id: string, change: Change): Resources {
  const entries = Object.entries(resources).map(([key, one]) => [key, key === id ? change(one) : one] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Resource] => entry[1] !== undefined));
}

function property(name: string, value: unknown): Change {
  return (one) => ({ ...one, Properties: { ...one.Properties, [name]: value } });
}

function renamed(resources: Resources, id: string, other: string): Resources {
  return JSON.parse(JSON.stringify(resources).replaceAll(`"${id}"`, `"${other}"`));
}

function idOf(resources: Resources, type: string): string {
  return Object.keys(resources).find((id) => resources[id].Type === type)!;
}

const DOMAIN = built(SAMPLES['studio.Domain'].minimal);
const DOMAIN_ID = idOf(DOMAIN, 'AWS::SageMaker::Domain');
const NOTEBOOK = built(SAMPLES['notebook.NotebookInstance'].minimal);
const NOTEBOOK_ID = idOf(NOTEBOOK, 'AWS::SageMaker::NotebookInstance');
const GROUP_ID = idOf(NOTEBOOK, 'AWS::EC2::SecurityGroup');

describe('what replaces a stateful resource', () => {
  test('nothing, without a change', () => {
    expect(replacedBy(DOMAIN, DOMAIN)).toEqual([]);
  });

  test('another logical id', () => {
    expect(replacedBy(DOMAIN, renamed(DOMAIN, DOMAIN_ID, 'Renamed'))).toContain(`${DOMAIN_ID}: removed`);
  });

  test('the removal of its sample', () => {
    const before = baselineOf({ 'a.Sample': { [DOMAIN_ID]: DOMAIN[DOMAIN_ID] } });
    expect(replacementsBetween(before, baselineOf({}))).toEqual([
      { sample: 'a.Sample', logicalId: DOMAIN_ID, type: 'AWS::SageMaker::Domain', change: 'removed', kept: true },
    ]);
  });

  test('another type', () => {
    const other = changed(DOMAIN, DOMAIN_ID, (one) => ({ ...one, Type: 'AWS::SageMaker::Space' }));
    expect(replacedBy(DOMAIN, other)).toContain(`${DOMAIN_ID}: Type`);
  });

  test('a condition, which can remove it', () => {
    const other = changed(DOMAIN, DOMAIN_ID, (one) => ({ ...one, Condition: 'IsProduction' }));
    expect(replacedBy(DOMAIN, other)).toEqual([`${DOMAIN_ID}: Condition`]);
  });

  test.each<[string, unknown]>([
    ['another value', 'IAM'],
    ['a token', { Ref: 'AuthMode' }],
    ['no value', undefined],
  ])('%s of a create-only property', (_, value) => {
    const before = changed(DOMAIN, DOMAIN_ID, property('AuthMode', 'SSO'));
    expect(replacedBy(before, changed(DOMAIN, DOMAIN_ID, property('AuthMode', value)))).toEqual([
      `${DOMAIN_ID}: AuthMode`,
    ]);
  });

  test('a create-only property inside another one, and nothing else in that one', () => {
    const settings = (kind: string, name: string) =>
      changed(
        DOMAIN,
        DOMAIN_ID,
        property('DomainSettings', {
          RStudioServerProDomainSettings: { DefaultResourceSpec: kind, RStudioPackageManagerUrl: name },
        }),
      );
    const path = 'DomainSettings/RStudioServerProDomainSettings/DefaultResourceSpec';
    expect(replacedBy(settings('small', 'a'), settings('large', 'a'))).toContain(`${DOMAIN_ID}: ${path}`);
    expect(replacedBy(settings('small', 'a'), settings('small', 'b'))).toEqual([]);
  });

  test('a property that replaces in some cases', () => {
    const other = changed(DOMAIN, DOMAIN_ID, property('VpcId', 'vpc-1'));
    expect(replacedBy(DOMAIN, other)).toContain(`${DOMAIN_ID}: VpcId`);
  });

  test('the replacement of what a create-only property refers to', () => {
    const other = changed(NOTEBOOK, GROUP_ID, property('GroupDescription', 'another'));
    expect(replacedBy(NOTEBOOK, other)).toEqual([`${NOTEBOOK_ID}: SecurityGroupIds`, `${GROUP_ID}: GroupDescription`]);
  });

  test('the replacement of a resource that is not stateful but is referred to', () => {
    const group = { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'a' } };
    const list = {
      Type: 'Custom::StudioUserDirectory',
      Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] } },
    };
    const resources = { Function: group, List: list };
    expect(replacedBy(resources, changed(resources, 'Function', property('FunctionName', 'b')))).toEqual([
      'List: ServiceToken',
    ]);
  });

  test('what CDK says of a type without a schema here', () => {
    const topic = built((scope) => void new sns.Topic(scope, 'Topic', { topicName: 'a', displayName: 'a' }));
    const id = idOf(topic, 'AWS::SNS::Topic');
    expect(replacedBy(topic, changed(topic, id, property('TopicName', 'b')))).toEqual([`${id}: TopicName`]);
    expect(replacedBy(topic, changed(topic, id, property('DisplayName', 'b')))).toEqual([]);
  });

  test.each(['Tags', 'SubnetIds', 'AppNetworkAccessType'])(
    'not another value of %s of a domain, whatever CDK says',
    (name) => {
      expect(replacedBy(DOMAIN, changed(DOMAIN, DOMAIN_ID, property(name, ['other'])))).toEqual([]);
    },
  );

  test('not a change of something replaceable', () => {
    const function_ = { Function: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'a' } } };
    expect(replacedBy(function_, {})).toEqual([]);
  });

  test('managed policies that people attach elsewhere, and no others', () => {
    const policy = { Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Description: 'a' } } };
    const other = changed(policy, 'Policy', property('Description', 'b'));
    expect(replacedBy(policy, other, 'guardrails.PermissionsBoundaryPolicy (minimal)')).toEqual([
      'Policy: Description',
    ]);
    expect(replacedBy(policy, other, 'studio.Domain (minimal)')).toEqual([]);
  });
});

describe('a nested stack', () => {
  /** A roster has its users in nested stacks. */
  const roster = built(SAMPLES['studio.UserRoster'].minimal);
  const userId = idOf(roster, 'AWS::SageMaker::UserProfile');
  const domainId = idOf(roster, 'AWS::SageMaker::Domain');

  test('has its resources below its own id, with the values of its parameters', () => {
    expect(userId).toMatch(/^Roster\w+\/\w+$/);
    expect(roster[userId].Properties?.DomainId).toEqual({ Ref: domainId });
  });

  test('has the values of its outputs in its parent', () => {
    const resources = built((scope) => {
      const nested = new NestedStack(scope, 'Nested');
      const table = new CfnTable(nested, 'Table', { keySchema: [] });
      new ec2.CfnSecurityGroup(scope, 'Group', { groupDescription: table.ref });
    });
    const tableId = idOf(resources, 'AWS::DynamoDB::Table');
    expect(tableId).toMatch(/^Nested\w+\/Table$/);
    expect(resources.Group.Properties?.GroupDescription).toEqual({ Ref: tableId });
  });

  test('replaces its resources where it replaces what its parameters refer to', () => {
    const other = changed(roster, domainId, property('AuthMode', 'SSO'));
    expect(replacedBy(roster, other)).toEqual(expect.arrayContaining([`${userId}: DomainId`]));
  });
});

test('several stacks have their names before their logical ids', () => {
  const app = testApp();
  for (const name of ['One', 'Two']) {
    new sns.CfnTopic(new Stack(app, name), 'Topic');
  }
  expect(Object.keys(flatResources(app))).toEqual(['One/Topic', 'Two/Topic']);
});

describe('an announcement', () => {
  const sample = 'studio.Domain (minimal)';
  const replacements = replacementsBetween(
    baselineOf({ [sample]: DOMAIN }),
    baselineOf({ [sample]: changed(DOMAIN, DOMAIN_ID, property('AuthMode', 'SSO')) }),
  );
  const entry: AnnouncedReplacement = {
    sample: 'studio.Domain',
    resource: 'AWS::SageMaker::Domain',
    change: 'AuthMode',
    reason: 'for a test',
    since: '1.0.0',
  };

  test('is missing', () => {
    expect(replacementFaults(replacements, [])).toEqual([
      `${sample}: AWS::SageMaker::Domain ${DOMAIN_ID} is replaced, because AuthMode changes, and the old one is kept and no longer used. It is stateful: the home folders of all users are on its file system`,
    ]);
  });

  test.each(['AWS::SageMaker::Domain', DOMAIN_ID])('names %s', (resource) => {
    expect(replacementFaults(replacements, [{ ...entry, resource }])).toEqual([]);
  });

  test.each<Partial<AnnouncedReplacement>>([
    { sample: 'studio.UserProfile' },
    { resource: 'AWS::SageMaker::Space' },
    { change: 'KmsKeyId' },
  ])('matches nothing with %j', (other) => {
    const faults = replacementFaults(replacements, [{ ...entry, ...other }]);
    expect(faults).toHaveLength(2);
    expect(faults[1]).toContain('is announced, but nothing replaces it');
  });

  test('is stale once the baseline has the change', () => {
    expect(replacementFaults([], [entry])).toEqual([
      'studio.Domain: AWS::SageMaker::Domain (AuthMode) is announced, but nothing replaces it',
    ]);
  });
});
