import { Rule } from '../../../src/compliance';
import { type Json, ruleCases } from '../support';

const NOTEBOOK = 'AWS::SageMaker::NotebookInstance';
const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };
const OPEN = { Ref: 'Open' };

function imds(version: unknown): Json {
  return { InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: version } };
}

const VERSION = 'InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion';

ruleCases(Rule.NOTEBOOK_IMDS_V2, NOTEBOOK, [
  { name: 'version 2', properties: imds('2'), is: 'pass' },
  { name: 'version 2 as a number', properties: imds(2), is: 'pass' },
  { name: 'version 1', properties: imds('1'), is: 'fail', saying: [`${VERSION} must be "2", got "1"`] },
  { name: 'no version', properties: {}, is: 'fail', saying: [`${VERSION} must be "2", got nothing`] },
  { name: 'AWS::NoValue', properties: imds({ Ref: 'AWS::NoValue' }), is: 'fail' },
  {
    name: 'a parameter without default',
    properties: imds(OPEN),
    besides: PARAMETERS,
    is: 'cannot tell',
    saying: [`${VERSION} must be "2", but parameter Open has no default`],
  },
  {
    name: 'a condition with one wrong branch',
    properties: imds({ 'Fn::If': ['Hardened', '2', '1'] }),
    besides: { ...PARAMETERS, Conditions: { Hardened: { 'Fn::Equals': [OPEN, 'yes'] } } },
    is: 'fail',
    saying: [`${VERSION} must be "2", got "1" (where Hardened is false)`],
  },
  {
    name: 'a condition whose branches are both right',
    properties: imds({ 'Fn::If': ['Hardened', '2', 2] }),
    besides: { ...PARAMETERS, Conditions: { Hardened: { 'Fn::Equals': [OPEN, 'yes'] } } },
    is: 'pass',
  },
]);

ruleCases(Rule.NOTEBOOK_NO_DIRECT_INTERNET, NOTEBOOK, [
  { name: 'disabled', properties: { DirectInternetAccess: 'Disabled' }, is: 'pass' },
  { name: 'enabled', properties: { DirectInternetAccess: 'Enabled' }, is: 'fail' },
  { name: 'not said, which is enabled', properties: {}, is: 'fail' },
  { name: 'a parameter', properties: { DirectInternetAccess: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);

ruleCases(Rule.NOTEBOOK_NO_ROOT_ACCESS, NOTEBOOK, [
  { name: 'disabled', properties: { RootAccess: 'Disabled' }, is: 'pass' },
  { name: 'enabled', properties: { RootAccess: 'Enabled' }, is: 'fail' },
  { name: 'not said, which is enabled', properties: {}, is: 'fail' },
  { name: 'a parameter', properties: { RootAccess: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);

const KEY = { Resources: { Key: { Type: 'AWS::KMS::Key' } } };

ruleCases(Rule.NOTEBOOK_VOLUME_ENCRYPTED, NOTEBOOK, [
  { name: 'a key of the stack', properties: { KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } }, besides: KEY, is: 'pass' },
  { name: 'an alias', properties: { KmsKeyId: 'alias/notebooks' }, is: 'pass' },
  { name: 'an import of another app', properties: { KmsKeyId: { 'Fn::ImportValue': 'elsewhere' } }, is: 'pass' },
  { name: 'no key', properties: {}, is: 'fail', saying: ['KmsKeyId must be a key, got nothing'] },
  { name: 'an empty key', properties: { KmsKeyId: '' }, is: 'fail', saying: ['KmsKeyId must be a key, got ""'] },
  { name: 'a parameter, which may be empty', properties: { KmsKeyId: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);
