import { Rule } from '../../../src/compliance';
import { ruleCases } from '../support';

const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };
const OPEN = { Ref: 'Open' };

ruleCases(Rule.NO_ELASTIC_INFERENCE, 'AWS::SageMaker::NotebookInstance', [
  { name: 'no accelerators', properties: {}, is: 'pass' },
  { name: 'an empty list', properties: { AcceleratorTypes: [] }, is: 'pass' },
  { name: 'an accelerator', properties: { AcceleratorTypes: ['ml.eia2.medium'] }, is: 'fail' },
  { name: 'a parameter', properties: { AcceleratorTypes: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);

ruleCases(Rule.NO_ELASTIC_INFERENCE, 'AWS::SageMaker::EndpointConfig', [
  { name: 'no accelerators', properties: { ProductionVariants: [{ InstanceType: 'ml.m5.large' }] }, is: 'pass' },
  {
    name: 'an accelerator',
    properties: { ProductionVariants: [{}, { AcceleratorType: 'ml.eia2.medium' }] },
    is: 'fail',
    saying: ['ProductionVariants.1.AcceleratorType must be left out, got "ml.eia2.medium"'],
  },
  {
    name: 'an accelerator of a shadow variant',
    properties: { ShadowProductionVariants: [{ AcceleratorType: 'ml.eia2.medium' }] },
    is: 'fail',
  },
  {
    name: 'a parameter',
    properties: { ProductionVariants: [{ AcceleratorType: OPEN }] },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);
