import { Stack } from 'aws-cdk-lib';
import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { trust } from '../../../src';
import { customise } from '../../notebook/customised';
import { notebookIn } from '../../notebook/setup';
import { ENVIRONMENTS, strictApp } from '../strict';

describe('the template validation of CDK', () => {
  test.each([
    ['a malformed id', (plain: CfnNotebookInstance) => plain.addPropertyOverride('SubnetId', 'somewhere'), 'SubnetId'],
    ['an unknown property', (plain: CfnNotebookInstance) => plain.addPropertyOverride('Imds', '2'), 'Imds'],
    ['a missing property', (plain: CfnNotebookInstance) => plain.addPropertyDeletionOverride('RoleArn'), 'RoleArn'],
  ])('is on, and refuses %s', (_, spoil, finding) => {
    const app = strictApp();
    const roleArn = 'arn:aws:iam::111122223333:role/execution';
    spoil(new CfnNotebookInstance(new Stack(app, 'Stack'), 'Plain', { instanceType: 'ml.t3.medium', roleArn }));
    expect(() => app.synth()).toThrow(finding);
  });

  test.each(ENVIRONMENTS)('accepts notebook instances and execution roles in %s', (_, env) => {
    const app = strictApp();
    notebookIn(new Stack(app, 'Minimal', { env }));
    customise(new Stack(app, 'Customised', { env }));
    new trust.ExecutionRole(new Stack(app, 'Role', { env }), 'Role', {
      features: [trust.Feature.TRAINING, trust.Feature.NOTEBOOK_INSTANCE],
    });
    expect(app.synth().stacks.map(({ stackName }) => stackName)).toEqual(['Customised', 'Minimal', 'Role']);
  });
});
