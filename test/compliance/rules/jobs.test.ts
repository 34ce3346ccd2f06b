import { Rule } from '../../../src/compliance';
import { type Json, type RuleCase, ruleCases, templateOf, verdictsOn } from '../support';

const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };
const OPEN = { Ref: 'Open' };
const KEY = { Resources: { Key: { Type: 'AWS::KMS::Key' } } };
const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };

const PROCESSING_JOB = 'AWS::SageMaker::ProcessingJob';
const PIPELINE = 'AWS::SageMaker::Pipeline';

function network(setting: string, value: unknown): Json {
  return { NetworkConfig: { [setting]: value } };
}

function switchCases(properties: (value: unknown) => Json): RuleCase[] {
  return [
    { name: 'on', properties: properties(true), is: 'pass' },
    { name: 'on in text', properties: properties('true'), is: 'pass' },
    { name: 'off', properties: properties(false), is: 'fail' },
    { name: 'not said', properties: properties({ Ref: 'AWS::NoValue' }), is: 'fail' },
    { name: 'a parameter', properties: properties(OPEN), besides: PARAMETERS, is: 'cannot tell' },
  ];
}

ruleCases(
  Rule.PROCESSING_JOB_NETWORK_ISOLATION,
  PROCESSING_JOB,
  switchCases((value) => network('EnableNetworkIsolation', value)),
);
ruleCases(
  Rule.PROCESSING_JOB_TRAFFIC_ENCRYPTED,
  PROCESSING_JOB,
  switchCases((value) => network('EnableInterContainerTrafficEncryption', value)),
);

function keys(volume: unknown, output: unknown): Json {
  return {
    ProcessingResources: { ClusterConfig: { VolumeKmsKeyId: volume } },
    ProcessingOutputConfig: { KmsKeyId: output, Outputs: [] },
  };
}

ruleCases(Rule.PROCESSING_JOB_ENCRYPTED, PROCESSING_JOB, [
  { name: 'keys for both', properties: keys(KEY_ARN, 'alias/jobs'), besides: KEY, is: 'pass' },
  {
    name: 'a job without results',
    properties: { ProcessingResources: { ClusterConfig: { VolumeKmsKeyId: 'alias/jobs' } } },
    is: 'pass',
  },
  { name: 'no key for volumes', properties: keys({ Ref: 'AWS::NoValue' }, 'alias/jobs'), is: 'fail' },
  { name: 'no key for results', properties: keys('alias/jobs', { Ref: 'AWS::NoValue' }), is: 'fail' },
  { name: 'a key of AWS', properties: keys('alias/jobs', 'alias/aws/s3'), is: 'fail' },
  { name: 'a parameter', properties: keys(OPEN, 'alias/jobs'), besides: PARAMETERS, is: 'cannot tell' },
]);

const LOCAL = { InstanceType: 'ml.g5.xlarge', InstanceCount: 1 };

test('instances with storage of their own need no key for volumes', () => {
  const job = (cluster: Json) =>
    templateOf({
      Resources: { Job: { Type: PROCESSING_JOB, Properties: { ProcessingResources: { ClusterConfig: cluster } } } },
    });
  const options = { rules: [Rule.PROCESSING_JOB_ENCRYPTED] };
  expect(verdictsOn(job(LOCAL), options)).toEqual([]);
  expect(verdictsOn(job({ ...LOCAL, InstanceType: 'ml.m5.xlarge' }), options)).toHaveLength(1);
});

test('single instances have no traffic between them', () => {
  const job = (cluster: Json) =>
    templateOf({
      Resources: { Job: { Type: PROCESSING_JOB, Properties: { ProcessingResources: { ClusterConfig: cluster } } } },
    });
  const options = { rules: [Rule.PROCESSING_JOB_TRAFFIC_ENCRYPTED] };
  expect(verdictsOn(job(LOCAL), options)).toEqual([]);
  expect(verdictsOn(job({ ...LOCAL, InstanceCount: 2 }), options)).toHaveLength(1);
});

test('instances of which the number or the type is not known are not said to be wrong', () => {
  const verdict = (rule: Rule, cluster: Json) => {
    const Properties = { ProcessingResources: { ClusterConfig: { ...LOCAL, ...cluster } } };
    const [told] = verdictsOn(templateOf({ ...PARAMETERS, Resources: { Job: { Type: PROCESSING_JOB, Properties } } }), {
      rules: [rule],
    });
    return told;
  };
  expect(verdict(Rule.PROCESSING_JOB_TRAFFIC_ENCRYPTED, { InstanceCount: OPEN })).toMatch(
    /^Job processing-job-traffic-encrypted cannot tell: .*, but parameter \w+ has no default$/,
  );
  expect(verdict(Rule.PROCESSING_JOB_ENCRYPTED, { InstanceType: OPEN })).toMatch(
    /^Job processing-job-encrypted cannot tell: .*, but parameter \w+ has no default$/,
  );
  expect(verdict(Rule.PROCESSING_JOB_ENCRYPTED, { InstanceType: OPEN, VolumeKmsKeyId: 'alias/jobs' })).toBe(
    'Job processing-job-encrypted pass',
  );
});

const CLOSED = { EnableNetworkIsolation: true, EnableInterContainerTrafficEncryption: true };
const TRAINING = {
  Name: 'Train',
  Type: 'Training',
  Arguments: {
    ...CLOSED,
    ResourceConfig: { VolumeKmsKeyId: 'alias/jobs' },
    OutputDataConfig: { KmsKeyId: 'alias/jobs' },
  },
};
const PROCESSING = {
  Name: 'Prepare',
  Type: 'Processing',
  Arguments: { NetworkConfig: CLOSED, ...keys('alias/jobs', 'alias/jobs') },
};
const OPEN_TRAINING = { ...TRAINING, Arguments: { ResourceConfig: {}, OutputDataConfig: {} } };
const LATER = { Get: 'Parameters.Later' };
const LATER_TRAINING = {
  ...TRAINING,
  Arguments: {
    EnableNetworkIsolation: LATER,
    EnableInterContainerTrafficEncryption: LATER,
    ResourceConfig: { VolumeKmsKeyId: LATER },
    OutputDataConfig: { KmsKeyId: LATER },
  },
};

function pipeline(...steps: Json[]): Json {
  return { PipelineDefinition: { PipelineDefinitionBody: JSON.stringify({ Version: '2020-12-01', Steps: steps }) } };
}

const PIPELINE_CASES: RuleCase[] = [
  { name: 'closed steps', properties: pipeline(TRAINING, PROCESSING), is: 'pass' },
  {
    name: 'a definition with a bucket of the stack',
    properties: {
      PipelineDefinition: {
        PipelineDefinitionBody: { 'Fn::Sub': JSON.stringify({ Steps: [{ ...TRAINING, Name: '${Key}' }] }) },
      },
    },
    besides: KEY,
    is: 'pass',
  },
  {
    name: 'steps of other types',
    properties: pipeline({ Name: 'Fail', Type: 'Fail', Arguments: { ErrorMessage: 'no' } }),
    is: 'not judged',
  },
  { name: 'an open step', properties: pipeline(PROCESSING, OPEN_TRAINING), is: 'fail' },
  {
    name: 'an open step of a condition',
    properties: pipeline({
      Name: 'Good',
      Type: 'Condition',
      Arguments: { IfSteps: [TRAINING], ElseSteps: [OPEN_TRAINING] },
    }),
    is: 'fail',
  },
  { name: 'what a run decides', properties: pipeline(LATER_TRAINING), is: 'cannot tell' },
  {
    name: 'a definition in a bucket',
    properties: { PipelineDefinition: { PipelineDefinitionS3Location: { Bucket: 'b', Key: 'k' } } },
    is: 'cannot tell',
  },
  {
    name: 'a definition that is a parameter',
    properties: { PipelineDefinition: { PipelineDefinitionBody: OPEN } },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
];

ruleCases(Rule.PIPELINE_JOB_NETWORK_ISOLATION, PIPELINE, PIPELINE_CASES);
ruleCases(Rule.PIPELINE_JOB_TRAFFIC_ENCRYPTED, PIPELINE, PIPELINE_CASES);
ruleCases(Rule.PIPELINE_JOB_ENCRYPTED, PIPELINE, PIPELINE_CASES);

test('findings in pipelines say which step they are in', () => {
  const template = templateOf({ Resources: { Pipeline: { Type: PIPELINE, Properties: pipeline(OPEN_TRAINING) } } });
  expect(verdictsOn(template, { rules: [Rule.PIPELINE_JOB_ENCRYPTED, Rule.PIPELINE_JOB_NETWORK_ISOLATION] })).toEqual([
    'Pipeline pipeline-job-encrypted fail: Steps.Train.ResourceConfig.VolumeKmsKeyId must be a key, got nothing: Steps.Train.OutputDataConfig.KmsKeyId must be a key, got nothing',
    'Pipeline pipeline-job-network-isolation fail: Steps.Train.EnableNetworkIsolation must be "true", got nothing',
  ]);
});

ruleCases(Rule.ENDPOINT_CAPTURE_ENCRYPTED, 'AWS::SageMaker::EndpointConfig', [
  {
    name: 'a key',
    properties: { DataCaptureConfig: { EnableCapture: true, KmsKeyId: KEY_ARN } },
    besides: KEY,
    is: 'pass',
  },
  {
    name: 'no key',
    properties: { DataCaptureConfig: { EnableCapture: true } },
    is: 'fail',
    saying: ['DataCaptureConfig.KmsKeyId must be a key, got nothing'],
  },
  { name: 'the key for volumes alone', properties: { KmsKeyId: 'alias/endpoints', DataCaptureConfig: {} }, is: 'fail' },
  { name: 'capture that is off', properties: { DataCaptureConfig: { EnableCapture: 'false' } }, is: 'not judged' },
  { name: 'no capture', properties: {}, is: 'not judged' },
  {
    name: 'a parameter',
    properties: { DataCaptureConfig: { KmsKeyId: OPEN } },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

const CLUSTER = 'AWS::SageMaker::Cluster';
const SUBNETS = { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] };

ruleCases(Rule.CLUSTER_IN_VPC, CLUSTER, [
  { name: 'a VPC for all', properties: { VpcConfig: SUBNETS, InstanceGroups: [{}] }, is: 'pass' },
  {
    name: 'a VPC for each group',
    properties: {
      InstanceGroups: [{ OverrideVpcConfig: SUBNETS }],
      RestrictedInstanceGroups: [{ OverrideVpcConfig: SUBNETS }],
    },
    is: 'pass',
  },
  {
    name: 'a VPC for one of two groups',
    properties: { InstanceGroups: [{ OverrideVpcConfig: SUBNETS }, {}] },
    is: 'fail',
  },
  { name: 'no VPC', properties: { InstanceGroups: [{}] }, is: 'fail' },
  { name: 'no subnets', properties: { VpcConfig: { Subnets: [] }, InstanceGroups: [{}] }, is: 'fail' },
  { name: 'a parameter', properties: { VpcConfig: { Subnets: OPEN } }, besides: PARAMETERS, is: 'cannot tell' },
]);

function volume(key: unknown): Json {
  return {
    InstanceGroups: [{ InstanceStorageConfigs: [{ EbsVolumeConfig: { VolumeSizeInGB: 500, VolumeKmsKeyId: key } }] }],
  };
}

ruleCases(Rule.CLUSTER_VOLUMES_ENCRYPTED, CLUSTER, [
  { name: 'a key', properties: volume(KEY_ARN), besides: KEY, is: 'pass' },
  { name: 'no key', properties: volume({ Ref: 'AWS::NoValue' }), is: 'fail' },
  {
    name: 'a file system',
    properties: { InstanceGroups: [{ InstanceStorageConfigs: [{ FsxLustreConfig: {} }] }] },
    is: 'not judged',
  },
  { name: 'no volumes', properties: { InstanceGroups: [{}] }, is: 'not judged' },
  { name: 'a parameter', properties: volume(OPEN), besides: PARAMETERS, is: 'cannot tell' },
]);

ruleCases(Rule.PARTNER_APP_CUSTOMER_KEY, 'AWS::SageMaker::PartnerApp', [
  { name: 'a key', properties: { KmsKeyId: KEY_ARN }, besides: KEY, is: 'pass' },
  { name: 'no key', properties: {}, is: 'fail' },
  { name: 'a parameter', properties: { KmsKeyId: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);
