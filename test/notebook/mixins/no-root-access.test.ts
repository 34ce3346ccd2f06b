import { Template } from 'aws-cdk-lib/assertions';
import { CfnEndpointConfig } from 'aws-cdk-lib/aws-sagemaker';
import { notebook } from '../../../src';
import { notebookIn, propertiesOf, testStack } from '../setup';
import { insecureNotebook } from './plain';

const mixin = new notebook.mixins.NoRootAccess();

describe('NoRootAccess', () => {
  test.each(['Enabled', undefined])('changes a hand-written notebook instance with the value %p, and nothing else of it', (rootAccess) => {
    const stack = testStack();
    insecureNotebook(stack, { rootAccess }).with(mixin);
    const { RootAccess, ...others } = propertiesOf(Template.fromStack(stack));
    expect(RootAccess).toBe('Disabled');
    expect(others).toMatchObject({ DirectInternetAccess: 'Enabled', InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '1' } });
  });

  test('changes a notebook instance that was weakened', () => {
    const stack = testStack();
    notebookIn(stack, { rootAccess: notebook.RootAccess.ENABLED }).with(mixin);
    expect(propertiesOf(Template.fromStack(stack)).RootAccess).toBe('Disabled');
  });

  test('supports notebook instances alone, and leaves others as they are', () => {
    const stack = testStack();
    const other = new CfnEndpointConfig(stack, 'Config', { productionVariants: [] });
    expect(mixin.supports(insecureNotebook(stack))).toBe(true);
    expect(mixin.supports(other)).toBe(false);
    mixin.applyTo(other);
    expect(propertiesOf(Template.fromStack(stack), 'AWS::SageMaker::EndpointConfig')).toEqual({ ProductionVariants: [] });
  });
});
