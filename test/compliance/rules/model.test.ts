import { Rule } from '../../../src/compliance';
import { ruleCases } from '../support';

const PARAMETERS = { Parameters: { Isolated: { Type: 'String' } } };

ruleCases(Rule.MODEL_NETWORK_ISOLATION, 'AWS::SageMaker::Model', [
  { name: 'isolated', properties: { EnableNetworkIsolation: true }, is: 'pass' },
  { name: 'isolated in text', properties: { EnableNetworkIsolation: 'true' }, is: 'pass' },
  { name: 'not isolated', properties: { EnableNetworkIsolation: false }, is: 'fail', saying: ['EnableNetworkIsolation must be "true", got "false"'] },
  { name: 'not said', properties: {}, is: 'fail' },
  { name: 'a parameter', properties: { EnableNetworkIsolation: { Ref: 'Isolated' } }, besides: PARAMETERS, is: 'cannot tell' },
]);
