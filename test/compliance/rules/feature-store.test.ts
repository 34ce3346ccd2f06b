import { Rule } from '../../../src/compliance';
import { defined, type Json, ruleCases } from '../support';

const FEATURE_GROUP = 'AWS::SageMaker::FeatureGroup';
const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };
const OPEN = { Ref: 'Open' };
const KEY = { Resources: { Key: { Type: 'AWS::KMS::Key' } } };
const OWN_KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };

function offline(KmsKeyId?: unknown): Json {
  return { OfflineStoreConfig: { S3StorageConfig: defined({ S3Uri: 's3://bucket', KmsKeyId }) } };
}

ruleCases(Rule.FEATURE_GROUP_OFFLINE_ENCRYPTED, FEATURE_GROUP, [
  { name: 'a key of the stack', properties: offline(OWN_KEY), besides: KEY, is: 'pass' },
  { name: 'a key of another app', properties: offline({ 'Fn::ImportValue': 'key' }), is: 'pass' },
  {
    name: 'no key',
    properties: offline(),
    is: 'fail',
    saying: ['OfflineStoreConfig.S3StorageConfig.KmsKeyId must be a key, got nothing'],
  },
  { name: 'no storage', properties: { OfflineStoreConfig: {} }, is: 'fail' },
  { name: 'no offline store', properties: {}, is: 'not judged' },
  { name: 'a parameter', properties: offline(OPEN), besides: PARAMETERS, is: 'cannot tell' },
  {
    name: 'a store that is not known',
    properties: { OfflineStoreConfig: { 'Fn::ImportValue': 'store' } },
    is: 'cannot tell',
  },
]);

function online(EnableOnlineStore: unknown, KmsKeyId?: unknown, StorageType?: unknown): Json {
  const SecurityConfig = KmsKeyId === undefined ? undefined : { KmsKeyId };
  return { OnlineStoreConfig: defined({ EnableOnlineStore, StorageType, SecurityConfig }) };
}

const PATH = 'OnlineStoreConfig.SecurityConfig.KmsKeyId';

ruleCases(Rule.FEATURE_GROUP_ONLINE_ENCRYPTED, FEATURE_GROUP, [
  { name: 'a key of the stack', properties: online(true, OWN_KEY), besides: KEY, is: 'pass' },
  { name: 'a key of another app', properties: online('true', { 'Fn::ImportValue': 'key' }, 'Standard'), is: 'pass' },
  { name: 'no key', properties: online(true), is: 'fail', saying: [`${PATH} must be a key, got nothing`] },
  { name: 'no key for standard storage', properties: online(true, undefined, 'Standard'), is: 'fail' },
  { name: 'storage in memory', properties: online(true, undefined, 'InMemory'), is: 'not judged' },
  { name: 'a store that is off', properties: online(false), is: 'not judged' },
  {
    name: 'a store that nobody turned on',
    properties: { OnlineStoreConfig: { StorageType: 'Standard' } },
    is: 'not judged',
  },
  { name: 'no online store', properties: {}, is: 'not judged' },
  { name: 'a parameter', properties: online(true, OPEN), besides: PARAMETERS, is: 'cannot tell' },
  {
    name: 'a store that may be off',
    properties: online(OPEN),
    besides: PARAMETERS,
    is: 'cannot tell',
    saying: [`${PATH} must be a key, got nothing, but parameter Open has no default`],
  },
  {
    name: 'storage that may be in memory',
    properties: online(true, undefined, OPEN),
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  {
    name: 'a key, whatever the storage is',
    properties: online(OPEN, OWN_KEY, OPEN),
    besides: { ...PARAMETERS, ...KEY },
    is: 'pass',
  },
]);
