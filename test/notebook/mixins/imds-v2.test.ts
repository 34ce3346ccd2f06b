import { Template } from 'aws-cdk-lib/assertions';
import { notebook } from '../../../src';
import { notebookIn, propertiesOf, testStack } from '../setup';
import { insecureNotebook } from './plain';

const VERSION_2 = { MinimumInstanceMetadataServiceVersion: '2' };
const mixin = new notebook.mixins.ImdsV2();

describe('ImdsV2', () => {
  test.each([
    ['version 1', { minimumInstanceMetadataServiceVersion: '1' }],
    ['no version', undefined],
  ])(
    'changes a hand-written notebook instance with %s, and nothing else of it',
    (_, instanceMetadataServiceConfiguration) => {
      const stack = testStack();
      insecureNotebook(stack, { instanceMetadataServiceConfiguration }).with(mixin);
      const { InstanceMetadataServiceConfiguration, ...others } = propertiesOf(Template.fromStack(stack));
      expect(InstanceMetadataServiceConfiguration).toEqual(VERSION_2);
      expect(others).toMatchObject({ DirectInternetAccess: 'Enabled', RootAccess: 'Enabled' });
    },
  );

  test('changes a notebook instance that was weakened', () => {
    const stack = testStack();
    notebookIn(stack, { minimumMetadataServiceVersion: notebook.MetadataServiceVersion.V1 }).with(mixin);
    expect(propertiesOf(Template.fromStack(stack)).InstanceMetadataServiceConfiguration).toEqual(VERSION_2);
  });
});
