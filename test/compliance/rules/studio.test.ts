import { Rule } from '../../../src/compliance';
import { ruleCases } from '../support';

const PARAMETERS = { Parameters: { Access: { Type: 'String' } } };

ruleCases(Rule.DOMAIN_VPC_ONLY, 'AWS::SageMaker::Domain', [
  { name: 'VpcOnly', properties: { AppNetworkAccessType: 'VpcOnly' }, is: 'pass' },
  { name: 'PublicInternetOnly', properties: { AppNetworkAccessType: 'PublicInternetOnly' }, is: 'fail' },
  { name: 'not said, which is PublicInternetOnly', properties: {}, is: 'fail' },
  { name: 'a parameter', properties: { AppNetworkAccessType: { Ref: 'Access' } }, besides: PARAMETERS, is: 'cannot tell' },
]);
