import { App, type Environment, Stack } from 'aws-cdk-lib';
import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { trust } from '../../src';
import { customise } from '../notebook/customised';
import { notebookIn } from '../notebook/setup';

const ENVIRONMENTS: [name: string, env: Environment | undefined][] = [
  ['no environment', undefined],
  ['us-west-2', { account: '111122223333', region: 'us-west-2' }],
  ['cn-north-1', { account: '111122223333', region: 'cn-north-1' }],
  ['us-gov-west-1', { account: '111122223333', region: 'us-gov-west-1' }],
];

/** The template validation of CDK, with every finding an error. */
function strictApp(): App {
  return new App({
    analyticsReporting: false,
    context: { '@aws-cdk/core:validateAgainstDefaultRules': true, '@aws-cdk/core:strictCfnValidateErrors': true },
  });
}

describe('the template validation of CDK', () => {
  beforeAll(() => {
    // Newer versions of CDK leave the validation out where the environment says so.
    delete process.env.CDK_VALIDATION;
  });

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
    new trust.ExecutionRole(new Stack(app, 'Role', { env }), 'Role', { features: [trust.Feature.TRAINING, trust.Feature.NOTEBOOK_INSTANCE] });
    expect(app.synth().stacks.map(({ stackName }) => stackName)).toEqual(['Customised', 'Minimal', 'Role']);
  });
});
