import { Rule } from '../../../src/compliance/rules/rule';
import { templateOf, verdictsOn } from '../support';
import { ALWAYS_KNOWN, allow, deny, identityCases, OPEN, PARAMETERS, TRAINING } from './policy-support';

const TYPES = { 'sagemaker:InstanceTypes': ['ml.c5.*'] };
const SOME_TYPE = { 'sagemaker:InstanceTypes': 'false' };
const OTHERS = [allow('s3:GetObject')];
const EXECUTION = 'arn:aws:iam::111122223333:role/execution';
const TO_SAGEMAKER = { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } };

identityCases(
  Rule.POLICY_FOR_ALL_VALUES,
  [
    {
      name: 'all values, of which there is one',
      statements: [allow(TRAINING, { 'ForAllValues:StringLike': TYPES, Null: SOME_TYPE })],
      is: 'pass',
    },
    {
      name: 'what serverless endpoints leave out',
      statements: [allow('sagemaker:CreateEndpointConfig', { 'ForAllValues:StringLike': TYPES })],
      is: 'pass',
    },
    {
      name: 'updates',
      statements: [allow('sagemaker:UpdateNotebookInstance', { 'ForAllValues:StringLike': TYPES })],
      is: 'pass',
    },
    {
      name: 'lifecycle configurations, if any',
      statements: [
        allow('sagemaker:CreateApp', { 'ForAllValues:ArnLike': { 'sagemaker:StudioLifecycleConfigArns': '*' } }),
      ],
      is: 'pass',
    },
    {
      name: 'tag keys beside a tag that is asked for',
      statements: [
        allow('sagemaker:CreateModel', {
          'ForAllValues:StringEquals': { 'aws:TagKeys': 'Team' },
          StringEquals: { 'aws:RequestTag/Team': 'a' },
        }),
      ],
      is: 'pass',
    },
    {
      name: 'a tag key among others',
      statements: [allow('sagemaker:CreateModel', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'Team' } })],
      is: 'pass',
    },
    {
      name: 'any value beside all values',
      statements: [allow(TRAINING, { 'ForAnyValue:StringLike': TYPES, 'ForAllValues:StringLike': TYPES })],
      is: 'pass',
    },
    {
      name: 'all values, of which there may be none',
      statements: [allow(TRAINING, { 'ForAllValues:StringLike': TYPES })],
      is: 'fail',
      saying: [
        'statement Grant also allows requests without sagemaker:InstanceTypes, for which ForAllValues:StringLike holds: add Null of sagemaker:InstanceTypes with false',
      ],
    },
    {
      name: 'all values with IfExists',
      statements: [allow(TRAINING, { 'ForAllValues:StringLikeIfExists': TYPES })],
      is: 'fail',
    },
    {
      name: 'tag keys alone',
      statements: [allow('sagemaker:CreateModel', { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'Team' } })],
      is: 'fail',
    },
    {
      name: 'one value among others',
      statements: [allow(TRAINING, { 'ForAnyValue:StringLike': TYPES, Null: SOME_TYPE })],
      is: 'fail',
    },
    {
      name: 'all but the approved image',
      statements: [allow('sagemaker:CreateApp', { 'ForAllValues:ArnNotLike': { 'sagemaker:ImageArns': '*' } })],
      is: 'fail',
    },
    { name: 'a Deny statement', statements: [deny(TRAINING, { 'ForAllValues:StringLike': TYPES })], is: 'pass' },
    { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
  ],
  ALWAYS_KNOWN,
);

const LIMITED = allow(TRAINING, { 'ForAllValues:StringLike': TYPES, Null: SOME_TYPE });
const JOBS = { Resource: 'arn:aws:sagemaker:*:*:training-job/*' };

identityCases(
  Rule.POLICY_DEFEATED_ALLOW,
  [
    {
      name: 'other actions without condition',
      statements: [LIMITED, allow(['sagemaker:ListTrainingJobs', 'sagemaker:Describe*'])],
      is: 'pass',
    },
    { name: 'other resources without condition', statements: [LIMITED, allow(TRAINING, undefined, JOBS)], is: 'pass' },
    {
      name: 'the same action without one of the keys',
      statements: [
        LIMITED,
        { ...allow('sagemaker:*', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), Sid: 'Strong' },
      ],
      is: 'fail',
      saying: [
        'statement Grant is bypassed: statement Strong allows sagemaker:CreateTrainingJob, sagemaker:CreateHyperParameterTuningJob without sagemaker:InstanceTypes',
      ],
    },
    {
      name: 'the same action with other values of the same key',
      statements: [
        allow('sagemaker:CreateModel', { StringEquals: { 'aws:RequestTag/Team': 'a' } }),
        allow('sagemaker:CreateModel', { StringEquals: { 'aws:RequestTag/Team': 'b', 'aws:RequestTag/Use': 'c' } }),
      ],
      is: 'pass',
    },
    {
      name: 'the same action where the key is missing',
      statements: [
        allow('sagemaker:CreateTrainingJob', {
          StringEquals: { 'sagemaker:FileSystemId': 'fs-1', 'sagemaker:FileSystemAccessMode': 'ro' },
        }),
        allow('sagemaker:CreateTrainingJob', { Null: { 'sagemaker:FileSystemId': 'true' } }),
      ],
      is: 'pass',
    },
    {
      name: 'one action of a pattern without condition',
      statements: [
        allow('sagemaker:Create*', { StringEquals: { 'aws:RequestTag/Team': 'a' } }),
        allow('sagemaker:CreatePresignedDomainUrl'),
      ],
      is: 'pass',
    },
    { name: 'a Deny statement', statements: [LIMITED, deny('sagemaker:*')], is: 'pass' },
    {
      name: 'everything without condition',
      statements: [LIMITED, allow(['sagemaker:*'], undefined, { Sid: 'Everything' })],
      is: 'fail',
      saying: [
        'statement Grant restricts nothing: statement Everything allows sagemaker:CreateTrainingJob, sagemaker:CreateHyperParameterTuningJob without condition',
      ],
    },
    {
      name: 'one of the actions without condition',
      statements: [LIMITED, allow('sagemaker:CreateTraining*', undefined, { Sid: 'Jobs' })],
      is: 'fail',
    },
    { name: 'more resources without condition', statements: [{ ...LIMITED, ...JOBS }, allow('*')], is: 'fail' },
    {
      name: 'resources by the same reference',
      statements: [
        { ...LIMITED, Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:sagemaker:*:*:training-job/a' } },
        allow(TRAINING, undefined, { Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:sagemaker:*:*:training-job/*' } }),
      ],
      is: 'fail',
    },
    { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
  ],
  ALWAYS_KNOWN,
);

identityCases(Rule.POLICY_PASS_ROLE, [
  { name: 'a role by name', statements: [allow('iam:PassRole', TO_SAGEMAKER, { Resource: EXECUTION })], is: 'pass' },
  {
    name: 'roles of a path',
    statements: [allow('iam:PassRole', TO_SAGEMAKER, { Resource: 'arn:aws:iam::*:role/sagemaker/*' })],
    is: 'pass',
  },
  {
    name: 'any role for another service',
    statements: [
      allow('sagemaker:ListModels'),
      allow('iam:PassRole', { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } }),
    ],
    is: 'pass',
  },
  { name: 'everything, as it says', statements: [allow('sagemaker:ListModels'), allow('*')], is: 'pass' },
  { name: 'a Deny statement', statements: [deny('iam:PassRole', TO_SAGEMAKER)], is: 'pass' },
  { name: 'a policy without SageMaker', statements: [allow('iam:PassRole')], is: 'not judged' },
  {
    name: 'any role for any service',
    statements: [allow('sagemaker:CreateModel'), allow(['iam:Pass*'])],
    is: 'fail',
    saying: ['statement Grant lets any role be passed to any service, got *: name the execution roles'],
  },
  {
    name: 'any role for SageMaker',
    statements: [allow('iam:PassRole', TO_SAGEMAKER)],
    is: 'fail',
    saying: ['statement Grant lets any role be passed to SageMaker, got *: name the execution roles'],
  },
  {
    name: 'any role of the account',
    statements: [
      allow('iam:PassRole', TO_SAGEMAKER, {
        Resource: [EXECUTION, { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/*' }],
      }),
    ],
    is: 'fail',
  },
  {
    name: 'all but one role',
    statements: [{ Effect: 'Allow', Action: 'iam:PassRole', NotResource: EXECUTION, Condition: TO_SAGEMAKER }],
    is: 'fail',
  },
  {
    name: 'a role by a parameter',
    statements: [allow('iam:PassRole', TO_SAGEMAKER, { Resource: OPEN })],
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

const PROFILES = 'arn:aws:sagemaker:*:*:user-profile/*';

identityCases(
  Rule.POLICY_ESCALATION,
  [
    {
      name: 'a profile of a variable',
      statements: [
        allow('sagemaker:CreatePresignedDomainUrl', undefined, {
          Resource: `${PROFILES}/\${aws:PrincipalTag/Profile}`,
        }),
      ],
      is: 'pass',
    },
    {
      name: 'profiles of a tag',
      statements: [
        allow('sagemaker:CreatePresignedDomainUrl', { StringEquals: { 'aws:ResourceTag/Owner': '${aws:username}' } }),
      ],
      is: 'pass',
    },
    { name: 'all of SageMaker, as it says', statements: [allow('sagemaker:*')], is: 'pass' },
    { name: 'reading', statements: [allow(['sagemaker:Describe*', 'iam:ListRoles'])], is: 'pass' },
    { name: 'a Deny statement', statements: [deny('sagemaker:CreatePresignedDomainUrl')], is: 'pass' },
    {
      name: 'the profiles of everybody',
      statements: [
        allow(['sagemaker:CreatePresignedDomainUrl', 'sagemaker:StartSession'], undefined, { Resource: PROFILES }),
      ],
      is: 'fail',
      saying: [
        `statement Grant lets its holder act as other users of SageMaker, by sagemaker:CreatePresignedDomainUrl, sagemaker:StartSession on ${PROFILES}`,
      ],
    },
    { name: 'scripts of all notebook instances', statements: [allow('sagemaker:Update*')], is: 'fail' },
    {
      name: 'the permissions of all roles',
      statements: [allow('sagemaker:ListModels'), allow(['iam:AttachRolePolicy'])],
      is: 'fail',
      saying: [
        'statement Grant lets its holder give any permission to roles that SageMaker uses, by iam:AttachRolePolicy on *',
      ],
    },
    { name: 'no SageMaker', statements: [allow('iam:AttachRolePolicy')], is: 'not judged' },
  ],
  ALWAYS_KNOWN,
);

const OWN = { StringEquals: { 'aws:ResourceTag/Owner': '${aws:username}' } };
const STATED = { StringNotEquals: { 'aws:ResourceTag/Owner': "${aws:PrincipalTag/Owner, 'none'}" } };
const UNSURE = { StringNotEquals: { 'aws:ResourceTag/Owner': '${aws:PrincipalTag/Owner}' } };

identityCases(Rule.POLICY_VARIABLE_VERSION, [
  {
    name: 'a variable in the version that knows them',
    statements: [allow('sagemaker:DescribeModel', OWN)],
    is: 'pass',
  },
  {
    name: 'no variable in an older version',
    statements: [allow('sagemaker:DescribeModel')],
    document: { Version: '2008-10-17' },
    is: 'pass',
  },
  {
    name: 'a variable in an older version',
    statements: [allow('sagemaker:DescribeModel', OWN)],
    document: { Version: '2008-10-17' },
    is: 'fail',
    saying: ['statement Grant uses ${aws:username}, which needs the version 2012-10-17, got 2008-10-17'],
  },
  {
    name: 'a variable without version',
    statements: [allow('sagemaker:DescribeModel', OWN)],
    document: { Version: { Ref: 'AWS::NoValue' } },
    is: 'fail',
  },
  {
    name: 'a variable in a resource',
    statements: [
      allow('sagemaker:DescribeModel', undefined, { Resource: 'arn:aws:sagemaker:*:*:model/${aws:username}' }),
    ],
    document: { Version: { Ref: 'AWS::NoValue' } },
    is: 'fail',
  },
  {
    name: 'a version by a parameter',
    statements: [allow('sagemaker:DescribeModel', OWN)],
    document: { Version: OPEN },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
]);

identityCases(
  Rule.POLICY_VARIABLE_DEFAULT,
  [
    { name: 'a default', statements: [deny('sagemaker:DescribeModel', STATED)], is: 'pass' },
    {
      name: 'a variable that is always there',
      statements: [
        deny('sagemaker:DescribeModel', { StringNotEquals: { 'aws:ResourceTag/Account': '${aws:PrincipalAccount}' } }),
      ],
      is: 'pass',
    },
    {
      name: 'an escaped asterisk',
      statements: [deny('sagemaker:DescribeModel', { StringLike: { 'aws:ResourceTag/Owner': '${*}' } })],
      is: 'pass',
    },
    { name: 'an Allow statement', statements: [allow('sagemaker:DescribeModel', UNSURE)], is: 'pass' },
    {
      name: 'no default',
      statements: [deny('sagemaker:DescribeModel', UNSURE)],
      is: 'fail',
      saying: [
        "statement Guard denies nothing to callers without aws:PrincipalTag/Owner: write ${aws:PrincipalTag/Owner, 'none'}",
      ],
    },
    {
      name: 'no default in a resource',
      statements: [
        {
          Effect: 'Deny',
          Action: 'sagemaker:CreateApp',
          NotResource: 'arn:aws:sagemaker:*:*:app/${sagemaker:DomainId}/*',
        },
      ],
      is: 'fail',
    },
    { name: 'no SageMaker', statements: OTHERS, is: 'not judged' },
  ],
  ALWAYS_KNOWN,
);

test('policies of resources, endpoints and organizations are read as well', () => {
  const spoilt = { Version: '2012-10-17', Statement: [{ ...allow('sagemaker:DescribeModle'), Principal: '*' }] };
  const resources = {
    Endpoint: { Type: 'AWS::EC2::VPCEndpoint', Properties: { PolicyDocument: spoilt } },
    Group: {
      Type: 'AWS::SageMaker::ModelPackageGroup',
      Properties: { ModelPackageGroupPolicy: JSON.stringify(spoilt) },
    },
    Guard: { Type: 'AWS::Organizations::Policy', Properties: { Type: 'SERVICE_CONTROL_POLICY', Content: spoilt } },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: {}, Policies: [{ PolicyName: 'a', PolicyDocument: spoilt }] },
    },
  };
  const verdicts = verdictsOn(templateOf({ Resources: resources }), { rules: [Rule.POLICY_KNOWN_ACTIONS] });
  expect(verdicts.map((verdict) => verdict.split(' ')[0])).toEqual(Object.keys(resources));
  expect(verdicts.every((verdict) => verdict.includes('fail'))).toBe(true);
});
