import { Rule } from '../../../src/compliance';
import { type GivenTemplate, type Json, type RuleCase, ruleCases, templatesOf, verdictsOn } from '../support';

const SCHEDULE = 'AWS::SageMaker::MonitoringSchedule';
const DATA_QUALITY = 'AWS::SageMaker::DataQualityJobDefinition';
const MODEL_BIAS = 'AWS::SageMaker::ModelBiasJobDefinition';
const ISOLATION = 'EnableNetworkIsolation';
const ENCRYPTION = 'EnableInterContainerTrafficEncryption';
const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };
const OPEN = { Ref: 'Open' };
const CONDITIONS = { ...PARAMETERS, Conditions: { Strict: { 'Fn::Equals': [OPEN, 'yes'] } } };

function network(setting: string, value: unknown, besides: Json = {}): Json {
  return { NetworkConfig: { [setting]: value }, ...besides };
}

/** What holds for a setting of every kind of job, with properties that the job has besides. */
function settingCases(setting: string, besides: Json = {}): RuleCase[] {
  return [
    { name: 'true', properties: network(setting, true, besides), is: 'pass' },
    { name: 'true in text', properties: network(setting, 'true', besides), is: 'pass' },
    {
      name: 'false',
      properties: network(setting, false, besides),
      is: 'fail',
      saying: [`NetworkConfig.${setting} must be "true", got "false"`],
    },
    { name: 'not said', properties: { NetworkConfig: {}, ...besides }, is: 'fail' },
    {
      name: 'no network configuration',
      properties: besides,
      is: 'fail',
      saying: [`NetworkConfig.${setting} must be "true", got nothing`],
    },
    { name: 'a parameter', properties: network(setting, OPEN, besides), besides: PARAMETERS, is: 'cannot tell' },
    {
      name: 'a configuration that is not known',
      properties: { NetworkConfig: { 'Fn::ImportValue': 'network' }, ...besides },
      is: 'cannot tell',
    },
    {
      name: 'a condition with one wrong branch',
      properties: network(setting, { 'Fn::If': ['Strict', true, false] }, besides),
      besides: CONDITIONS,
      is: 'fail',
      saying: [`NetworkConfig.${setting} must be "true", got "false" (where Strict is false)`],
    },
    {
      name: 'a condition whose branches are both right',
      properties: network(setting, { 'Fn::If': ['Strict', true, 'true'] }, besides),
      besides: CONDITIONS,
      is: 'pass',
    },
  ];
}

ruleCases(Rule.DATA_QUALITY_NETWORK_ISOLATION, DATA_QUALITY, settingCases(ISOLATION));
ruleCases(Rule.MODEL_BIAS_NETWORK_ISOLATION, MODEL_BIAS, settingCases(ISOLATION));
ruleCases(
  Rule.MODEL_EXPLAINABILITY_NETWORK_ISOLATION,
  'AWS::SageMaker::ModelExplainabilityJobDefinition',
  settingCases(ISOLATION),
);
ruleCases(Rule.MODEL_QUALITY_NETWORK_ISOLATION, 'AWS::SageMaker::ModelQualityJobDefinition', settingCases(ISOLATION));

function cluster(InstanceCount: unknown): Json {
  return { JobResources: { ClusterConfig: { InstanceCount } } };
}

ruleCases(Rule.DATA_QUALITY_TRAFFIC_ENCRYPTED, DATA_QUALITY, settingCases(ENCRYPTION, cluster(1)));
ruleCases(
  Rule.MODEL_EXPLAINABILITY_TRAFFIC_ENCRYPTED,
  'AWS::SageMaker::ModelExplainabilityJobDefinition',
  settingCases(ENCRYPTION),
);
ruleCases(Rule.MODEL_QUALITY_TRAFFIC_ENCRYPTED, 'AWS::SageMaker::ModelQualityJobDefinition', settingCases(ENCRYPTION));

ruleCases(Rule.MODEL_BIAS_TRAFFIC_ENCRYPTED, MODEL_BIAS, [
  ...settingCases(ENCRYPTION, cluster('2')),
  { name: 'a single instance', properties: network(ENCRYPTION, false, cluster(1)), is: 'not judged' },
  { name: 'no count, which is a single instance', properties: network(ENCRYPTION, false), is: 'not judged' },
  {
    name: 'what may be a single instance',
    properties: network(ENCRYPTION, false, cluster(OPEN)),
    besides: PARAMETERS,
    is: 'cannot tell',
    saying: [`NetworkConfig.${ENCRYPTION} must be "true", got "false", but parameter Open has no default`],
  },
  {
    name: 'encrypted, however many instances',
    properties: network(ENCRYPTION, true, cluster(OPEN)),
    besides: PARAMETERS,
    is: 'pass',
  },
]);

const KEY = { Resources: { Key: { Type: 'AWS::KMS::Key' } } };

describe.each([
  [
    'reports',
    Rule.DATA_QUALITY_OUTPUT_ENCRYPTED,
    'DataQualityJobOutputConfig.KmsKeyId',
    (given: Json) => ({ DataQualityJobOutputConfig: given }),
  ],
  [
    'volumes',
    Rule.DATA_QUALITY_VOLUME_ENCRYPTED,
    'JobResources.ClusterConfig.VolumeKmsKeyId',
    ({ KmsKeyId }: Json) => ({ JobResources: { ClusterConfig: KmsKeyId ? { VolumeKmsKeyId: KmsKeyId } : {} } }),
  ],
] as const)('%s', (_, rule, path, properties) => {
  ruleCases(rule, DATA_QUALITY, [
    {
      name: 'a key of the stack',
      properties: properties({ KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } }),
      besides: KEY,
      is: 'pass',
    },
    { name: 'a key of another app', properties: properties({ KmsKeyId: { 'Fn::ImportValue': 'key' } }), is: 'pass' },
    { name: 'no key', properties: properties({}), is: 'fail', saying: [`${path} must be a key, got nothing`] },
    { name: 'a key of AWS', properties: properties({ KmsKeyId: 'alias/aws/s3' }), is: 'fail' },
    { name: 'a parameter', properties: properties({ KmsKeyId: OPEN }), besides: PARAMETERS, is: 'cannot tell' },
  ]);
});

function scheduled(MonitoringScheduleConfig: unknown): Json {
  return { MonitoringScheduleName: 'hourly', MonitoringScheduleConfig };
}

function inline(setting: string, value: unknown): Json {
  return scheduled({ MonitoringJobDefinition: network(setting, value) });
}

function named(MonitoringJobDefinitionName: unknown, MonitoringType: unknown = 'DataQuality'): Json {
  return scheduled({ MonitoringJobDefinitionName, MonitoringType });
}

function definition(name: string, properties: Json, Type = DATA_QUALITY): Json {
  return { Type, Properties: { JobDefinitionName: name, ...properties } };
}

const NAME = 'MonitoringScheduleConfig.MonitoringJobDefinitionName';

describe.each([
  ['isolation', Rule.MONITORING_SCHEDULE_NETWORK_ISOLATION, ISOLATION],
  ['encryption', Rule.MONITORING_SCHEDULE_TRAFFIC_ENCRYPTED, ENCRYPTION],
] as const)('%s', (_, rule, setting) => {
  const path = `MonitoringScheduleConfig.MonitoringJobDefinition.NetworkConfig.${setting}`;
  const good = network(setting, true);
  const bad = network(setting, false);

  ruleCases(rule, SCHEDULE, [
    { name: 'a job of its own that keeps to it', properties: inline(setting, true), is: 'pass' },
    {
      name: 'a job of its own that does not',
      properties: inline(setting, 'false'),
      is: 'fail',
      saying: [`${path} must be "true", got "false"`],
    },
    { name: 'a job of its own that says nothing', properties: scheduled({ MonitoringJobDefinition: {} }), is: 'fail' },
    { name: 'no job', properties: {}, is: 'fail', saying: [`${path} must be "true", got nothing`] },
    {
      name: 'a job of its own with a parameter',
      properties: inline(setting, OPEN),
      besides: PARAMETERS,
      is: 'cannot tell',
    },
    {
      name: 'what is not known',
      properties: { MonitoringScheduleConfig: { 'Fn::ImportValue': 'schedule' } },
      is: 'cannot tell',
    },
    {
      name: 'a definition that keeps to it',
      properties: named('drift'),
      besides: { Resources: { Job: definition('drift', good) } },
      is: 'pass',
    },
    {
      name: 'a definition that does not',
      properties: named('drift'),
      besides: { Resources: { Job: definition('drift', bad), Other: definition('other', good) } },
      is: 'fail',
      saying: [`NetworkConfig.${setting} must be "true", got "false" in Job`],
    },
    {
      name: 'a definition by reference',
      properties: named({ Ref: 'Job' }),
      besides: { Resources: { Job: definition('drift', bad) } },
      is: 'fail',
    },
    {
      name: 'a definition of the kind that it names',
      properties: named('drift', 'ModelBias'),
      besides: { Resources: { Job: definition('drift', bad), Bias: definition('drift', good, MODEL_BIAS) } },
      is: 'pass',
    },
    {
      name: 'definitions of the same name, of whatever kind',
      properties: named('drift', OPEN),
      besides: {
        ...PARAMETERS,
        Resources: { Job: definition('drift', good), Bias: definition('drift', bad, MODEL_BIAS) },
      },
      is: 'cannot tell',
    },
    {
      name: 'a definition of another app',
      properties: named('drift'),
      is: 'cannot tell',
      saying: [`${NAME} is of a definition that is not in this app: "drift"`],
    },
    {
      name: 'a name that is a parameter',
      properties: named(OPEN),
      besides: { ...PARAMETERS, Resources: { Job: definition('drift', good) } },
      is: 'cannot tell',
    },
    {
      name: 'a name that is made of what is not known',
      properties: named({ 'Fn::Sub': '${AWS::StackName}-drift' }),
      besides: { Resources: { Job: { Type: DATA_QUALITY, Properties: good } } },
      is: 'cannot tell',
    },
    {
      name: 'a reference to what is no definition',
      properties: named({ Ref: 'Key' }),
      besides: KEY,
      is: 'cannot tell',
    },
  ]);
});

test('a schedule names definitions of its own environment', () => {
  const stack = (region: string, isolated: boolean, resources: Json = {}): GivenTemplate => ({
    region,
    json: { Resources: { Job: definition('drift', network(ISOLATION, isolated)), ...resources } },
  });
  const schedule = { Schedule: { Type: SCHEDULE, Properties: named('drift') } };
  const templates = templatesOf({ Here: stack('eu-west-1', true, schedule), There: stack('us-east-1', false) });
  expect(verdictsOn(templates, { rules: [Rule.MONITORING_SCHEDULE_NETWORK_ISOLATION] })).toEqual([
    'Schedule monitoring-schedule-network-isolation pass',
  ]);
});
