import { Template } from 'aws-cdk-lib/assertions';
import { CfnEndpointConfig } from 'aws-cdk-lib/aws-sagemaker';
import { notebook } from '../../../src';
import { propertiesOf, testStack } from '../setup';
import { insecureNotebook } from './plain';

describe.each(Object.entries(notebook.mixins))('%s', (_, Mixin) => {
  const mixin = new Mixin();

  test('supports notebook instances alone, and leaves others as they are', () => {
    const stack = testStack();
    const other = new CfnEndpointConfig(stack, 'Config', { productionVariants: [] });
    expect(mixin.supports(insecureNotebook(stack))).toBe(true);
    expect(mixin.supports(other)).toBe(false);
    mixin.applyTo(other);
    expect(propertiesOf(Template.fromStack(stack), 'AWS::SageMaker::EndpointConfig')).toEqual({
      ProductionVariants: [],
    });
  });
});
