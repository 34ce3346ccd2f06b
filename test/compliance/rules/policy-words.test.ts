import { Rule } from '../../../src/compliance/rules/rule';
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

const OTHERS = [allow('s3:GetObjct'), deny('*')];
const SUBNETS = { 'sagemaker:VpcSubnets': ['subnet-0123456789abcdef0'] };
const KEY = 'arn:aws:kms:us-west-2:111122223333:key/volumes';

identityCases(Rule.POLICY_KNOWN_ACTIONS, [
  {
    name: 'actions of SageMaker',
    statements: [allow(['sagemaker:CreateModel', 'sagemaker:Describe*', 'SageMaker:listmodels', '*'])],
    is: 'pass',
  },
  { name: 'one action', statements: [allow('sagemaker:Search')], is: 'pass' },
  { name: 'a single statement', statements: allow('sagemaker:Search') as never, is: 'pass' },
  { name: 'other services alone', statements: OTHERS, is: 'not judged' },
  { name: 'no statements', statements: [], is: 'not judged' },
  {
    name: 'a misspelt action',
    statements: [allow(['sagemaker:CreateFlowDefiniton', 'sagemaker:Search'])],
    is: 'fail',
    saying: [
      'statement Grant names sagemaker:CreateFlowDefiniton, which is no action of SageMaker: sagemaker:CreateFlowDefinition is',
    ],
  },
  {
    name: 'a misspelt exception',
    statements: [{ Effect: 'Deny', NotAction: ['sagemaker:Serch'], Resource: '*' }],
    is: 'fail',
  },
  {
    name: 'a misspelt action under a condition of the template',
    statements: [{ 'Fn::If': ['Chosen', allow('sagemaker:CreateModl'), allow('sagemaker:CreateModel')] }],
    besides: CHOICE,
    is: 'fail',
  },
  { name: 'an action that may be new', statements: [allow('sagemaker:FoldProteins')], is: 'cannot tell' },
  { name: 'a new version of an action', statements: [allow('sagemaker:CreateAutoMLJobV9')], is: 'cannot tell' },
  { name: 'a pattern of no action', statements: [allow('sagemaker:Fold*')], is: 'cannot tell' },
  {
    name: 'an action by a parameter',
    statements: [allow({ 'Fn::Sub': 'sagemaker:Create${Open}' })],
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

identityCases(Rule.POLICY_KNOWN_KEYS, [
  {
    name: 'keys of SageMaker, of IAM and of other services',
    statements: [
      allow(TRAINING, {
        Null: { 'sagemaker:vpcsubnets': 'false', 'aws:PrincipalTag/Team': 'false', 'kms:ViaService': 'true' },
      }),
    ],
    is: 'pass',
  },
  {
    name: 'a member of a family',
    statements: [
      allow('sagemaker:Search', { Null: { 'sagemaker:SearchVisibilityCondition/Tags.a/EqualsIfExists': 'false' } }),
    ],
    is: 'pass',
  },
  {
    name: 'a misspelt key',
    statements: [deny(TRAINING, { Null: { 'sagemaker:VpcSubnet': 'true' } })],
    is: 'fail',
    saying: ['statement Guard compares sagemaker:VpcSubnet, which is no condition key: sagemaker:VpcSubnets is'],
  },
  {
    name: 'a misspelt global key',
    statements: [deny('sagemaker:*', { StringEquals: { 'aws:SourceVpcee': 'vpce-1' } })],
    is: 'fail',
  },
  {
    name: 'a key that may be new',
    statements: [deny(TRAINING, { Null: { 'sagemaker:Sustainability': 'true' } })],
    is: 'cannot tell',
  },
]);

identityCases(
  Rule.POLICY_DEPRECATED_KEYS,
  [
    {
      name: 'the key that replaced another',
      statements: [deny(TRAINING, { Null: { 'sagemaker:VolumeKmsKeyArn': 'true' } })],
      is: 'pass',
    },
    {
      name: 'a deprecated key',
      statements: [deny(TRAINING, { Null: { 'sagemaker:VolumeKmsKey': 'true' } })],
      is: 'fail',
      saying: [
        'statement Guard compares sagemaker:VolumeKmsKey, which no action carries any more: sagemaker:VolumeKmsKeyArn has replaced it',
      ],
    },
    { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
  ],
  ALWAYS_KNOWN,
);

identityCases(
  Rule.POLICY_OPERATORS,
  [
    {
      name: 'an ARN as text',
      statements: [deny(TRAINING, { StringNotEquals: { 'sagemaker:VolumeKmsKeyArn': KEY } })],
      is: 'pass',
    },
    {
      name: 'a Boolean as text',
      statements: [allow(TRAINING, { StringEquals: { 'sagemaker:NetworkIsolation': 'true' } })],
      is: 'pass',
    },
    {
      name: 'access to gated models as AWS compares it',
      statements: [deny(TRAINING[0], { Bool: { 'sagemaker:DirectGatedModelAccess': 'true' } })],
      is: 'pass',
    },
    {
      name: 'a tag as a number',
      statements: [deny(TRAINING, { NumericLessThan: { 'aws:RequestTag/Level': '2' } })],
      is: 'pass',
    },
    {
      name: 'no operator',
      statements: [allow('sagemaker:AddTags', { String: { 'sagemaker:TaggingAction': 'CreateModel' } })],
      is: 'fail',
      saying: ['statement Grant compares sagemaker:TaggingAction by String, which is no operator of IAM'],
    },
    {
      name: 'text as a Boolean',
      statements: [deny(NOTEBOOKS, { Bool: { 'sagemaker:RootAccess': 'true' } })],
      is: 'fail',
      saying: ['statement Guard compares sagemaker:RootAccess by Bool, which never holds for values of type String'],
    },
    {
      name: 'text as an ARN',
      statements: [deny(TRAINING, { 'ForAnyValue:ArnLike': { 'sagemaker:InstanceTypes': '*' } })],
      is: 'fail',
    },
    {
      name: 'a Boolean as a number',
      statements: [deny(TRAINING, { NumericEquals: { 'sagemaker:NetworkIsolation': '1' } })],
      is: 'fail',
    },
    {
      name: 'an address as text',
      statements: [deny(TRAINING, { StringEquals: { 'aws:SourceIp': '192.0.2.0/24' } })],
      is: 'fail',
    },
    {
      name: 'what can only be there or not',
      statements: [
        deny('sagemaker:CreateFeatureGroup', { Bool: { 'sagemaker:FeatureGroupOfflineStoreConfig': 'true' } }),
      ],
      is: 'fail',
    },
    { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
  ],
  ALWAYS_KNOWN,
);

identityCases(
  Rule.POLICY_SET_OPERATORS,
  [
    {
      name: 'a list',
      statements: [
        deny(TRAINING, { 'ForAnyValue:StringNotEquals': SUBNETS, Null: { 'sagemaker:VpcSecurityGroupIds': 'true' } }),
      ],
      is: 'pass',
    },
    {
      name: 'a single value',
      statements: [
        allow('sagemaker:AddTags', { StringEquals: { 'sagemaker:TaggingAction': ['CreateModel', 'CreateApp'] } }),
      ],
      is: 'pass',
    },
    {
      name: 'a filter that a request may repeat',
      statements: [
        allow('sagemaker:Search', {
          'ForAllValues:StringEquals': { 'sagemaker:SearchVisibilityCondition/Tags.a': 'b' },
        }),
      ],
      is: 'pass',
    },
    {
      name: 'a list without set operator',
      statements: [deny(TRAINING, { StringNotEquals: SUBNETS })],
      is: 'fail',
      saying: [
        'statement Guard compares sagemaker:VpcSubnets, which has several values, by StringNotEquals: it needs ForAnyValue or ForAllValues',
      ],
    },
    {
      name: 'a single value with set operator',
      statements: [
        allow('sagemaker:AddTags', { 'ForAllValues:StringEquals': { 'sagemaker:TaggingAction': 'CreateModel' } }),
      ],
      is: 'fail',
      saying: [
        'statement Grant compares sagemaker:TaggingAction, which has a single value, by ForAllValues:StringEquals: ForAllValues must go',
      ],
    },
    {
      name: 'IfExists of any value',
      statements: [deny(TRAINING, { 'ForAnyValue:StringNotEqualsIfExists': SUBNETS })],
      is: 'fail',
    },
    { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
  ],
  ALWAYS_KNOWN,
);

identityCases(
  Rule.POLICY_LITERAL_WILDCARDS,
  [
    {
      name: 'wildcards in a pattern',
      statements: [allow(TRAINING, { 'ForAllValues:StringLike': { 'sagemaker:InstanceTypes': 'ml.c5.*' } })],
      is: 'pass',
    },
    {
      name: 'a variable with a default',
      statements: [deny(TRAINING, { StringNotEquals: { 'aws:RequestTag/A': "${aws:PrincipalTag/A, '*'}" } })],
      is: 'pass',
    },
    {
      name: 'a value by a parameter',
      statements: [allow(TRAINING, { 'ForAllValues:StringEquals': { 'sagemaker:InstanceTypes': OPEN } })],
      besides: PARAMETERS,
      is: 'pass',
    },
    {
      name: 'wildcards in a value',
      statements: [allow(TRAINING, { 'ForAllValues:StringEquals': { 'sagemaker:InstanceTypes': ['ml.c5.*'] } })],
      is: 'fail',
      saying: [
        'statement Grant compares sagemaker:InstanceTypes with "ml.c5.*" by ForAllValues:StringEquals, which takes the wildcard literally: use StringLike',
      ],
    },
    {
      name: 'wildcards beside a pseudo parameter',
      statements: [
        deny(TRAINING, {
          StringNotEquals: { 'sagemaker:VolumeKmsKeyArn': { 'Fn::Sub': 'arn:aws:kms:*:${AWS::AccountId}:key/a' } },
        }),
      ],
      is: 'fail',
    },
    { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
  ],
  ALWAYS_KNOWN,
);

identityCases(Rule.POLICY_VALUES, [
  {
    name: 'values of all types',
    statements: [
      allow(TRAINING, {
        Bool: { 'sagemaker:NetworkIsolation': 'True' },
        NumericLessThanEquals: { 'sagemaker:MaxRuntimeInSeconds': 3600 },
        ArnLike: { 'sagemaker:VolumeKmsKeyArn': 'arn:aws:kms:*:*:key/*' },
        Null: { 'sagemaker:VpcSubnets': false },
      }),
    ],
    is: 'pass',
  },
  {
    name: 'a value by a parameter',
    statements: [deny(NOTEBOOKS[0], { StringNotEquals: { 'sagemaker:RootAccess': OPEN } })],
    besides: PARAMETERS,
    is: 'pass',
  },
  {
    name: 'a value in other letters',
    statements: [deny(NOTEBOOKS[0], { StringNotEquals: { 'sagemaker:RootAccess': 'disabled' } })],
    is: 'fail',
    saying: ['statement Guard compares sagemaker:RootAccess with "disabled", expected Disabled or Enabled'],
  },
  { name: 'no Boolean', statements: [deny(TRAINING, { Null: { 'sagemaker:VpcSubnets': 'yes' } })], is: 'fail' },
  {
    name: 'no number',
    statements: [deny(TRAINING, { NumericGreaterThan: { 'sagemaker:MaxRuntimeInSeconds': '1h' } })],
    is: 'fail',
  },
  {
    name: 'no ARN',
    statements: [allow(TRAINING, { ArnEquals: { 'sagemaker:VolumeKmsKeyArn': '*key/volumes' } })],
    is: 'fail',
  },
  {
    name: 'an action with its service',
    statements: [allow('sagemaker:AddTags', { StringEquals: { 'sagemaker:TaggingAction': 'sagemaker:CreateModel' } })],
    is: 'fail',
  },
  {
    name: 'a value that may be new',
    statements: [deny('sagemaker:CreateDomain', { StringNotEquals: { 'sagemaker:AuthMode': 'Passkey' } })],
    is: 'cannot tell',
  },
]);
