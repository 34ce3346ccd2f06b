import { Template } from 'aws-cdk-lib/assertions';
import { CfnEndpointConfig } from 'aws-cdk-lib/aws-sagemaker';
import { notebook } from '../../../src';
import { notebookIn, propertiesOf, testStack } from '../setup';
import { insecureNotebook } from './plain';

const VERSION_2 = { MinimumInstanceMetadataServiceVersion: '2' };
const mixin = new notebook.mixins.ImdsV2();

describe('ImdsV2', () => {
  test.each([
    ['version 1', { minimumInstanceMetadataServiceVersion: '1' }],
    ['no version', undefined],
  ])('changes a hand-written notebook instance with %s, and nothing else of it', (_, instanceMetadataServiceConfiguration) => {
    const stack = testStack();
    insecureNotebook(stack, { instanceMetadataServiceConfiguration }).with(mixin);
    const { InstanceMetadataServiceConfiguration, ...others } = propertiesOf(Template.fromStack(stack));
    expect(InstanceMetadataServiceConfiguration).toEqual(VERSION_2);
    expect(others).toMatchObject({ DirectInternetAccess: 'Enabled', RootAccess: 'Enabled' });
  });

  test('changes a notebook instance that was weakened', () => {
    const stack = testStack();
    notebookIn(stack, { minimumMetadataServiceVersion: notebook.MetadataServiceVersion.V1 }).with(mixin);
    expect(propertiesOf(Template.fromStack(stack)).InstanceMetadataServiceConfiguration).toEqual(VERSION_2);
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
