import { Rule } from '../../../src/compliance';
import { settingsOf } from '../../../src/compliance/rules/setting-defaults';
import { type Json, ruleCases } from '../support';

const ENDPOINT_CONFIG = 'AWS::SageMaker::EndpointConfig';
const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };
const OPEN = { Ref: 'Open' };

ruleCases(Rule.ENDPOINT_VOLUME_ENCRYPTED, ENDPOINT_CONFIG, [
  {
    name: 'a key of the stack',
    properties: { KmsKeyId: { Ref: 'Key' } },
    besides: { Resources: { Key: { Type: 'AWS::KMS::Key' } } },
    is: 'pass',
  },
  { name: 'a key of another app', properties: { KmsKeyId: { 'Fn::ImportValue': 'key' } }, is: 'pass' },
  { name: 'no key', properties: {}, is: 'fail', saying: ['KmsKeyId must be a key, got nothing'] },
  { name: 'a key of AWS', properties: { KmsKeyId: 'alias/aws/ebs' }, is: 'fail' },
  { name: 'a parameter', properties: { KmsKeyId: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);

function variants(...ProductionVariants: unknown[]): Json {
  return { ProductionVariants };
}

function instances(InitialInstanceCount: unknown): Json {
  return { VariantName: 'all', InstanceType: 'ml.m5.large', InitialInstanceCount };
}

const SERVERLESS = { VariantName: 'all', ServerlessConfig: { MaxConcurrency: 1, MemorySizeInMB: 1024 } };

ruleCases(Rule.ENDPOINT_INSTANCE_COUNT, ENDPOINT_CONFIG, [
  { name: 'two instances', properties: variants(instances(2)), is: 'pass' },
  { name: 'instances in text', properties: variants(instances('3'), instances('10')), is: 'pass' },
  {
    name: 'one instance',
    properties: variants(instances(2), instances(1)),
    is: 'fail',
    saying: ['ProductionVariants.1.InitialInstanceCount must be at least 2, got "1"'],
  },
  {
    name: 'no count',
    properties: variants({ VariantName: 'all' }),
    is: 'fail',
    saying: ['ProductionVariants.0.InitialInstanceCount must be at least 2, got nothing'],
  },
  { name: 'what is no count', properties: variants(instances('many')), is: 'fail' },
  { name: 'no serverless variant beside it', properties: variants(SERVERLESS, instances(1)), is: 'fail' },
  { name: 'serverless', properties: variants(SERVERLESS), is: 'not judged' },
  { name: 'a range from two', properties: variants({ ManagedInstanceScaling: { MinInstanceCount: 2 } }), is: 'pass' },
  {
    name: 'a range from one',
    properties: variants({ ManagedInstanceScaling: { MinInstanceCount: 1, MaxInstanceCount: 4 } }),
    is: 'fail',
    saying: ['ProductionVariants.0.ManagedInstanceScaling.MinInstanceCount must be at least 2, got "1"'],
  },
  {
    name: 'a count that goes before the range',
    properties: variants({ ...instances(2), ManagedInstanceScaling: { MinInstanceCount: 1 } }),
    is: 'pass',
  },
  {
    name: 'shadow variants, which serve nobody',
    properties: { ...variants(instances(2)), ShadowProductionVariants: [instances(1)] },
    is: 'pass',
  },
  {
    name: 'fewer than an organization wants',
    properties: variants(instances(2)),
    options: { settings: settingsOf({ minimumInstanceCount: 3 }) },
    is: 'fail',
  },
  {
    name: 'a parameter',
    properties: variants(instances(OPEN)),
    besides: { Parameters: { Open: { Type: 'Number' } } },
    is: 'cannot tell',
    saying: ['ProductionVariants.0.InitialInstanceCount must be at least 2, but parameter Open has no default'],
  },
  {
    name: 'the default of a parameter',
    properties: variants(instances(OPEN)),
    besides: { Parameters: { Open: { Type: 'Number', Default: 2 } } },
    is: 'pass',
  },
  {
    name: 'variants that are not known',
    properties: { ProductionVariants: { 'Fn::ImportValue': 'variants' } },
    is: 'cannot tell',
  },
  {
    name: 'what may be serverless',
    properties: variants({ ServerlessConfig: { 'Fn::ImportValue': 'config' } }),
    is: 'cannot tell',
  },
  {
    name: 'serverless in one branch',
    properties: variants({
      ...instances(1),
      ServerlessConfig: { 'Fn::If': ['Serverless', SERVERLESS.ServerlessConfig, { Ref: 'AWS::NoValue' }] },
    }),
    besides: { ...PARAMETERS, Conditions: { Serverless: { 'Fn::Equals': [OPEN, 'yes'] } } },
    is: 'fail',
    saying: ['ProductionVariants.0.InitialInstanceCount must be at least 2, got "1" (where Serverless is false)'],
  },
]);
