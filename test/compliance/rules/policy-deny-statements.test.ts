import { Rule } from '../../../src/compliance/rules/rule';
import { type Json, templateOf, verdictsOn } from '../support';
import {
  ALWAYS_KNOWN,
  allow,
  CHOICE,
  deny,
  identityCases,
  NOTEBOOKS,
  OPEN,
  PARAMETERS,
  TRAINING,
} from './policy-support';

const [CREATE_NOTEBOOK, UPDATE_NOTEBOOK] = NOTEBOOKS;
const ROOT = 'sagemaker:RootAccess';
const SUBNETS = 'sagemaker:VpcSubnets';
const GROUPS = 'sagemaker:VpcSecurityGroupIds';
const VOLUMES = 'sagemaker:VolumeKmsKeyArn';
const APPROVED = { [SUBNETS]: ['subnet-0123456789abcdef0'] };
const OTHERS = [deny('s3:*', { Null: { 's3:prefix': 'true' } })];
const KEY = 'arn:aws:kms:us-west-2:111122223333:key/volumes';

identityCases(
  Rule.POLICY_SUPPORTED_KEYS,
  [
    { name: 'a key that the actions carry', statements: [deny(TRAINING, { Null: { [SUBNETS]: 'true' } })], is: 'pass' },
    {
      name: 'a pattern of which some actions carry the key',
      statements: [deny('sagemaker:*', { 'ForAnyValue:StringNotEquals': APPROVED })],
      is: 'pass',
    },
    {
      name: 'a global key',
      statements: [allow('sagemaker:*', { StringEquals: { 'aws:RequestedRegion': 'us-west-2' } })],
      is: 'pass',
    },
    {
      name: 'an action without the key where IfExists lets it be',
      statements: [
        allow(['sagemaker:CreateFlowDefinition', 'sagemaker:ListModels'], {
          StringEqualsIfExists: { 'sagemaker:WorkteamType': 'private-crowd' },
        }),
      ],
      is: 'pass',
    },
    {
      name: 'one action that does not carry the key',
      statements: [allow([TRAINING[0], 'sagemaker:CreateFlowDefinition'], { ArnEquals: { [VOLUMES]: KEY } })],
      is: 'fail',
      saying: [
        `statement Grant allows nothing of sagemaker:CreateFlowDefinition: requests of it never carry ${VOLUMES}`,
      ],
    },
    {
      name: 'a Deny statement by a key that the action does not support',
      statements: [deny('sagemaker:CreateTransformJob', { 'ForAnyValue:StringNotEquals': APPROVED })],
      is: 'fail',
    },
    {
      name: 'an Allow statement that holds anyway',
      statements: [allow('sagemaker:ListModels', { StringNotEquals: { [ROOT]: 'Enabled' } })],
      is: 'fail',
      saying: [`statement Grant restricts nothing by ${ROOT}: requests of sagemaker:ListModels never carry it`],
    },
    {
      name: 'a policy variable as a key',
      statements: [allow('sagemaker:*', { StringEquals: { 'sagemaker:DomainId': 'd-abc' } })],
      is: 'fail',
    },
    {
      name: 'keys that no action supports together',
      statements: [deny('sagemaker:Create*', { StringEquals: { [ROOT]: 'Enabled', 'sagemaker:AuthMode': 'IAM' } })],
      is: 'fail',
      saying: [
        `statement Guard denies nothing of sagemaker:Create*: no request of it carries all of ${ROOT}, sagemaker:AuthMode`,
      ],
    },
    {
      name: 'all actions but some',
      statements: [
        {
          Effect: 'Deny',
          NotAction: 'sagemaker:Create*',
          Resource: '*',
          Condition: { StringEquals: { 'sagemaker:AuthMode': 'IAM' } },
        },
      ],
      is: 'fail',
    },
    { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
  ],
  ALWAYS_KNOWN,
);

identityCases(
  Rule.POLICY_DENY_UNSUPPORTED_KEY,
  [
    {
      name: 'creates that must say it',
      statements: [deny(CREATE_NOTEBOOK, { StringNotEquals: { [ROOT]: 'Disabled' } })],
      is: 'pass',
    },
    {
      name: 'updates that say it',
      statements: [deny(UPDATE_NOTEBOOK, { StringNotEquals: { [ROOT]: 'Disabled' }, Null: { [ROOT]: 'false' } })],
      is: 'pass',
    },
    {
      name: 'a pattern with a key that must be there',
      statements: [deny('sagemaker:*', { StringNotEquals: { [VOLUMES]: KEY }, Null: { [VOLUMES]: 'false' } })],
      is: 'pass',
    },
    {
      name: 'tags of resources that are there',
      statements: [deny(UPDATE_NOTEBOOK, { StringNotEquals: { 'aws:ResourceTag/Team': 'a' } })],
      is: 'pass',
    },
    {
      name: 'schedules with settings of their own',
      statements: [
        deny('sagemaker:CreateMonitoringSchedule', { Null: { [SUBNETS]: 'true', 'sagemaker:InstanceTypes': 'false' } }),
      ],
      is: 'pass',
    },
    {
      name: 'endpoints without models',
      statements: [
        deny('sagemaker:CreateEndpointConfig', { Null: { [SUBNETS]: 'true', 'sagemaker:ModelArn': 'true' } }),
      ],
      is: 'pass',
    },
    {
      name: 'neither the old key nor the new one',
      statements: [deny(TRAINING, { Null: { 'sagemaker:VolumeKmsKey': 'true', [VOLUMES]: 'true' } })],
      is: 'pass',
    },
    {
      name: 'jobs of all names',
      statements: [deny('sagemaker:Create*Job', { Null: { [SUBNETS]: 'true' } })],
      is: 'fail',
      saying: [
        expect.stringMatching(
          /^statement Guard denies every request of sagemaker:\w+, .* more, which cannot carry sagemaker:VpcSubnets$/,
        ) as unknown as string,
      ],
    },
    {
      name: 'updates that leave it as it is',
      statements: [
        deny(['sagemaker:CreateDomain', 'sagemaker:UpdateDomain'], {
          StringNotEqualsIfExists: { 'sagemaker:AppNetworkAccessType': 'VpcOnly' },
        }),
      ],
      is: 'fail',
      saying: [
        'statement Guard denies requests of sagemaker:UpdateDomain that rightly leave out sagemaker:AppNetworkAccessType',
      ],
    },
    {
      name: 'serverless endpoints',
      statements: [deny('sagemaker:CreateEndpointConfig', { Null: { 'sagemaker:InstanceTypes': 'true' } })],
      is: 'fail',
    },
    {
      name: 'schedules that name their job',
      statements: [deny('sagemaker:CreateMonitoringSchedule', { Null: { [SUBNETS]: 'true' } })],
      is: 'fail',
    },
    {
      name: 'endpoints of models',
      statements: [deny('sagemaker:CreateEndpointConfig', { Null: { [SUBNETS]: 'true' } })],
      is: 'fail',
    },
    {
      name: 'labeling without machines',
      statements: [deny('sagemaker:CreateLabelingJob', { Null: { [VOLUMES]: 'true' } })],
      is: 'fail',
    },
    { name: 'everything there is', statements: [deny('*', { StringNotEquals: { [ROOT]: 'Disabled' } })], is: 'fail' },
    {
      name: 'an Allow statement',
      statements: [allow('sagemaker:*', { StringNotEquals: { [ROOT]: 'Enabled' } })],
      is: 'pass',
    },
    { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
  ],
  ALWAYS_KNOWN,
);

identityCases(Rule.POLICY_DENY_SAFE_VALUE, [
  { name: 'the unsafe value', statements: [deny(NOTEBOOKS, { StringEquals: { [ROOT]: 'Enabled' } })], is: 'pass' },
  {
    name: 'all but the safe value',
    statements: [deny(CREATE_NOTEBOOK, { StringNotEquals: { [ROOT]: ['Disabled'] } })],
    is: 'pass',
  },
  { name: 'both values', statements: [deny(NOTEBOOKS, { StringLike: { [ROOT]: '*' } })], is: 'pass' },
  {
    name: 'the safe value where something else is missing',
    statements: [
      deny(CREATE_NOTEBOOK, {
        StringEquals: { 'sagemaker:DirectInternetAccess': 'Disabled' },
        Null: { [SUBNETS]: 'true' },
      }),
    ],
    is: 'pass',
  },
  {
    name: 'no isolation',
    statements: [deny(TRAINING, { BoolIfExists: { 'sagemaker:NetworkIsolation': 'FALSE' } })],
    is: 'pass',
  },
  {
    name: 'the safe value',
    statements: [
      deny(NOTEBOOKS, { StringEquals: { [ROOT]: 'Disabled' }, ArnNotLike: { 'aws:PrincipalArn': '*admin' } }),
    ],
    is: 'fail',
    saying: [`statement Guard denies the safe value Disabled of ${ROOT}, and allows Enabled`],
  },
  {
    name: 'all but the unsafe value',
    statements: [deny(NOTEBOOKS, { StringNotEquals: { [ROOT]: 'Enabled' } })],
    is: 'fail',
  },
  { name: 'isolation', statements: [deny(TRAINING, { Bool: { 'sagemaker:NetworkIsolation': 'True' } })], is: 'fail' },
  {
    name: 'IMDSv2',
    statements: [deny(CREATE_NOTEBOOK, { StringEquals: { 'sagemaker:MinimumInstanceMetadataServiceVersion': 2 } })],
    is: 'fail',
  },
  {
    name: 'whoever names subnets',
    statements: [deny(TRAINING, { Null: { [SUBNETS]: 'false' } })],
    is: 'fail',
    saying: [`statement Guard denies requests that name ${SUBNETS}, and allows those that name none`],
  },
  {
    name: 'the safe value in one branch',
    statements: [deny(NOTEBOOKS, { StringEquals: { [ROOT]: { 'Fn::If': ['Chosen', 'Enabled', 'Disabled'] } } })],
    besides: CHOICE,
    is: 'fail',
  },
  {
    name: 'a value by a parameter',
    statements: [deny(NOTEBOOKS, { StringEquals: { [ROOT]: OPEN } })],
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
]);

const ABSENT = { Null: { [SUBNETS]: 'true' } };

identityCases(
  Rule.POLICY_DENY_MISSING_KEY,
  [
    {
      name: 'a negated operator',
      statements: [deny(CREATE_NOTEBOOK, { StringNotEquals: { [ROOT]: 'Disabled' } })],
      is: 'pass',
    },
    {
      name: 'IfExists of a Boolean',
      statements: [deny(TRAINING, { BoolIfExists: { 'sagemaker:NetworkIsolation': 'false' } })],
      is: 'pass',
    },
    {
      name: 'updates, which change nothing that they leave out',
      statements: [deny(UPDATE_NOTEBOOK, { StringEquals: { [ROOT]: 'Enabled' } })],
      is: 'pass',
    },
    {
      name: 'a Deny statement of its own for what is left out',
      statements: [
        deny(TRAINING, { 'ForAnyValue:StringNotEquals': APPROVED }),
        deny('sagemaker:CreateTrainingJob', ABSENT),
        deny(TRAINING[1], ABSENT),
      ],
      is: 'pass',
    },
    {
      name: 'what is off unless it is asked for',
      statements: [deny(TRAINING[0], { Bool: { 'sagemaker:EnableRemoteDebug': 'true' } })],
      is: 'pass',
    },
    {
      name: 'a list that only narrows a Deny statement down',
      statements: [
        deny(TRAINING, {
          Null: { [VOLUMES]: 'true' },
          'ForAnyValue:StringNotLike': { 'sagemaker:InstanceTypes': 'ml.g5.*' },
        }),
      ],
      is: 'pass',
    },
    {
      name: 'a list that says itself what it asks for',
      statements: [deny(TRAINING, { 'ForAnyValue:StringNotEquals': APPROVED, Null: { [SUBNETS]: 'false' } })],
      is: 'pass',
    },
    {
      name: 'a value that is not the default, where there is one',
      statements: [deny(CREATE_NOTEBOOK, { StringNotEquals: { [ROOT]: 'Disabled' }, Null: { [ROOT]: 'false' } })],
      is: 'fail',
    },
    { name: 'keys as text', statements: [deny(TRAINING, { StringNotLike: { [VOLUMES]: KEY } })], is: 'pass' },
    {
      name: 'a value that is the default',
      statements: [deny(NOTEBOOKS, { StringEquals: { [ROOT]: 'Enabled' } })],
      is: 'fail',
      saying: [
        `statement Guard lets requests of ${CREATE_NOTEBOOK} through that leave out ${ROOT}, for which StringEquals does not hold`,
      ],
    },
    {
      name: 'a Boolean that is false by default',
      statements: [deny(TRAINING, { Bool: { 'sagemaker:InterContainerTrafficEncryption': 'false' } })],
      is: 'fail',
    },
    {
      name: 'a list without a Deny statement for what is left out',
      statements: [deny(TRAINING, { 'ForAnyValue:StringNotEquals': APPROVED })],
      is: 'fail',
    },
    {
      name: 'a Deny statement of another action for what is left out',
      statements: [deny(TRAINING, { 'ForAnyValue:StringNotEquals': APPROVED }), deny(TRAINING[0], ABSENT)],
      is: 'fail',
    },
    { name: 'mixed lists', statements: [deny(TRAINING, { 'ForAllValues:StringNotEquals': APPROVED })], is: 'fail' },
    { name: 'keys as ARNs', statements: [deny(TRAINING, { ArnNotLike: { [VOLUMES]: KEY } })], is: 'fail' },
    { name: 'an Allow statement', statements: [allow(NOTEBOOKS, { StringEquals: { [ROOT]: 'Enabled' } })], is: 'pass' },
    { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
  ],
  ALWAYS_KNOWN,
);

identityCases(
  Rule.POLICY_DENY_COMBINED_SETTINGS,
  [
    {
      name: 'one thing each',
      statements: [deny(TRAINING, { Null: { [SUBNETS]: 'true' } }), deny(TRAINING, { Null: { [GROUPS]: 'true' } })],
      is: 'pass',
    },
    {
      name: 'a Deny statement that is narrowed down',
      statements: [deny(TRAINING, { Null: { [GROUPS]: 'true', 'sagemaker:FileSystemId': 'false' } })],
      is: 'pass',
    },
    {
      name: 'both beside one each',
      statements: [
        deny(TRAINING, { Null: { [SUBNETS]: 'true', [GROUPS]: 'true' } }),
        deny(TRAINING, ABSENT),
        deny(TRAINING, { Null: { [GROUPS]: 'true' } }),
      ],
      is: 'pass',
    },
    {
      name: 'both at once',
      statements: [deny(TRAINING, { Null: { [SUBNETS]: 'true', [GROUPS]: 'true' } })],
      is: 'fail',
      saying: [
        `statement Guard denies only where ${SUBNETS} and ${GROUPS} are all wrong at once: give each a statement of its own`,
      ],
    },
    {
      name: 'root and internet at once',
      statements: [
        deny(CREATE_NOTEBOOK, {
          StringNotEquals: { [ROOT]: 'Disabled', 'sagemaker:DirectInternetAccess': 'Disabled' },
        }),
      ],
      is: 'fail',
    },
    { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
  ],
  ALWAYS_KNOWN,
);

identityCases(
  Rule.POLICY_RELATED_ACTIONS,
  [
    {
      name: 'create and update',
      statements: [
        deny(CREATE_NOTEBOOK, { StringNotEquals: { [ROOT]: 'Disabled' } }),
        deny(UPDATE_NOTEBOOK, { StringEquals: { [ROOT]: 'Enabled' } }),
      ],
      is: 'pass',
    },
    {
      name: 'an update that is denied altogether',
      statements: [deny(CREATE_NOTEBOOK, { StringNotEquals: { [ROOT]: 'Disabled' } }), deny('sagemaker:Update*')],
      is: 'pass',
    },
    {
      name: 'what must be there when something is created',
      statements: [deny('sagemaker:CreateDomain', ABSENT)],
      is: 'pass',
    },
    {
      name: 'what an update cannot change',
      statements: [deny(['sagemaker:CreateSpace'], { StringEquals: { 'sagemaker:SpaceSharingType': 'Shared' } })],
      is: 'pass',
    },
    {
      name: 'create alone',
      statements: [deny(CREATE_NOTEBOOK, { StringNotEquals: { [ROOT]: 'Disabled' } })],
      is: 'fail',
      saying: [`statement Guard leaves ${UPDATE_NOTEBOOK} free, which makes the same setting and carries ${ROOT}`],
    },
    { name: 'training alone', statements: [deny(TRAINING[0], ABSENT)], is: 'fail' },
    {
      name: 'training alone by value, and both where there is none',
      statements: [deny(TRAINING[0], { 'ForAnyValue:StringNotEquals': APPROVED }), deny(TRAINING, ABSENT)],
      is: 'fail',
    },
    {
      name: 'labeling alone',
      statements: [deny('sagemaker:CreateLabelingJob', { StringEquals: { 'sagemaker:WorkteamType': 'public-crowd' } })],
      is: 'fail',
    },
    { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
  ],
  ALWAYS_KNOWN,
);

describe('Deny statements of other policies', () => {
  const rules = [Rule.POLICY_DENY_MISSING_KEY, Rule.POLICY_RELATED_ACTIONS];
  const values = [
    deny(TRAINING, { 'ForAnyValue:StringNotEquals': APPROVED }),
    deny(CREATE_NOTEBOOK, { StringNotEquals: { [ROOT]: 'Disabled' } }),
  ];
  const rest = [deny(TRAINING, ABSENT), deny(UPDATE_NOTEBOOK, { StringEquals: { [ROOT]: 'Enabled' } })];
  const policy = (statements: unknown[], Roles?: unknown[]) => ({
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { PolicyDocument: { Version: '2012-10-17', Statement: statements }, Roles },
  });
  const findings = (Resources: Json) =>
    verdictsOn(templateOf({ Resources }), { rules }).filter((verdict) => !verdict.endsWith(' pass'));
  const both = [
    expect.stringContaining('Values policy-deny-missing-key fail'),
    expect.stringContaining('Values policy-related-actions fail'),
  ];

  test('count where they are attached to the same role, or to none yet', () => {
    expect(findings({ Values: policy(values), Rest: policy(rest) })).toEqual([]);
    expect(
      findings({
        Values: policy(values, ['a', { Ref: 'Role' }]),
        Rest: policy(rest, [{ Ref: 'Role' }]),
        Role: { Type: 'AWS::IAM::Role' },
      }),
    ).toEqual([]);
  });

  test('do not count where they are missing or attached to others', () => {
    expect(findings({ Values: policy(values) })).toEqual(both);
    expect(findings({ Values: policy(values, ['a']), Rest: policy(rest, ['b']) })).toEqual(both);
    expect(findings({ Values: policy(values, ['a']), Rest: policy(rest) })).toEqual(both);
  });
});
