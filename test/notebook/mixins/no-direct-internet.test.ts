import { Template } from 'aws-cdk-lib/assertions';
import { notebook } from '../../../src';
import { faultsOf } from '../../faults';
import { notebookIn, propertiesOf, testStack } from '../setup';
import { insecureNotebook } from './plain';

const mixin = new notebook.mixins.NoDirectInternet();

describe('NoDirectInternet', () => {
  test.each(['Enabled', undefined])(
    'changes a hand-written notebook instance with the value %p, and nothing else of it',
    (directInternetAccess) => {
      const stack = testStack();
      insecureNotebook(stack, { directInternetAccess }).with(mixin);
      const { DirectInternetAccess, ...others } = propertiesOf(Template.fromStack(stack));
      expect(DirectInternetAccess).toBe('Disabled');
      expect(others).toMatchObject({
        RootAccess: 'Enabled',
        InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '1' },
      });
    },
  );

  test('changes a notebook instance that was weakened', () => {
    const stack = testStack();
    notebookIn(stack, { directInternetAccess: notebook.DirectInternetAccess.ENABLED }).with(mixin);
    expect(propertiesOf(Template.fromStack(stack)).DirectInternetAccess).toBe('Disabled');
  });

  test('refuses a notebook instance that is in no VPC, which SageMaker would not create', () => {
    const resource = insecureNotebook(testStack(), { subnetId: undefined });
    expect(faultsOf(() => resource.with(mixin))).toEqual([
      'NoPrivateSubnet: a notebook instance needs a subnet before its direct internet access can be disabled, got none: set subnetId and securityGroupIds',
    ]);
    expect(resource.directInternetAccess).toBe('Enabled');
  });
});
