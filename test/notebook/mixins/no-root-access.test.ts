import { Template } from 'aws-cdk-lib/assertions';
import { notebook } from '../../../src';
import { notebookIn, propertiesOf, testStack } from '../setup';
import { insecureNotebook } from './plain';

const mixin = new notebook.mixins.NoRootAccess();

describe('NoRootAccess', () => {
  test.each(['Enabled', undefined])(
    'changes a hand-written notebook instance with the value %p, and nothing else of it',
    (rootAccess) => {
      const stack = testStack();
      insecureNotebook(stack, { rootAccess }).with(mixin);
      const { RootAccess, ...others } = propertiesOf(Template.fromStack(stack));
      expect(RootAccess).toBe('Disabled');
      expect(others).toMatchObject({
        DirectInternetAccess: 'Enabled',
        InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '1' },
      });
    },
  );

  test('changes a notebook instance that was weakened', () => {
    const stack = testStack();
    notebookIn(stack, { rootAccess: notebook.RootAccess.ENABLED }).with(mixin);
    expect(propertiesOf(Template.fromStack(stack)).RootAccess).toBe('Disabled');
  });
});
