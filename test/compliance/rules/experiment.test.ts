import { Rule } from '../../../src/compliance';
import { ruleCases } from '../support';

const EXPERIMENT = 'AWS::SageMaker::InferenceExperiment';
const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };
const OPEN = { Ref: 'Open' };
const KEY = { Resources: { Key: { Type: 'AWS::KMS::Key' } } };

ruleCases(Rule.INFERENCE_EXPERIMENT_VOLUME_ENCRYPTED, EXPERIMENT, [
  { name: 'a key of the stack', properties: { KmsKey: { Ref: 'Key' } }, besides: KEY, is: 'pass' },
  { name: 'a key of another app', properties: { KmsKey: { 'Fn::ImportValue': 'key' } }, is: 'pass' },
  { name: 'no key', properties: {}, is: 'fail', saying: ['KmsKey must be a key, got nothing'] },
  { name: 'a key of AWS', properties: { KmsKey: 'alias/aws/ebs' }, is: 'fail' },
  { name: 'a parameter', properties: { KmsKey: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);

ruleCases(Rule.INFERENCE_EXPERIMENT_DATA_ENCRYPTED, EXPERIMENT, [
  {
    name: 'a key of the stack',
    properties: { DataStorageConfig: { Destination: 's3://bucket', KmsKey: { Ref: 'Key' } } },
    besides: KEY,
    is: 'pass',
  },
  {
    name: 'no key',
    properties: { DataStorageConfig: { Destination: 's3://bucket' } },
    is: 'fail',
    saying: ['DataStorageConfig.KmsKey must be a key, got nothing'],
  },
  { name: 'nothing captured', properties: { KmsKey: 'key' }, is: 'not judged' },
  { name: 'a parameter', properties: { DataStorageConfig: { KmsKey: OPEN } }, besides: PARAMETERS, is: 'cannot tell' },
  {
    name: 'no key in one branch',
    properties: { DataStorageConfig: { KmsKey: { 'Fn::If': ['Encrypted', 'key', { Ref: 'AWS::NoValue' }] } } },
    besides: { ...PARAMETERS, Conditions: { Encrypted: { 'Fn::Equals': [OPEN, 'yes'] } } },
    is: 'fail',
    saying: ['DataStorageConfig.KmsKey must be a key, got nothing (where Encrypted is false)'],
  },
]);
