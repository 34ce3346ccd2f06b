import type { Stack } from 'aws-cdk-lib';
import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { customise } from '../notebook/customised';
import { notebookIn, testStack } from '../notebook/setup';
import { testAcknowledgements } from './acknowledged';
import { NOTEBOOK_ACKNOWLEDGEMENTS } from './acknowledgements';
import { findingsOf, PACKS } from './packs';

const PACK_NAMES = PACKS.map((Pack) => ({ Pack, name: Pack.name }));

function customisedNotebook(): Stack {
  const stack = testStack();
  customise(stack);
  return stack;
}

describe('the rule packs on a notebook instance with nothing but a VPC', () => {
  const stack = testStack();
  notebookIn(stack);

  test.each(PACK_NAMES)('find nothing by $name', ({ Pack }) => {
    expect(findingsOf(new Pack(), stack)).toEqual([]);
  });
});

describe('the rule packs on a customised notebook instance', () => {
  testAcknowledgements(customisedNotebook, NOTEBOOK_ACKNOWLEDGEMENTS);
});

describe('the rule packs on a hand-written notebook instance', () => {
  const stack = testStack();
  new CfnNotebookInstance(stack, 'Plain', {
    instanceType: 'ml.t3.medium',
    roleArn: 'arn:aws:iam::111122223333:role/execution',
  });

  test.each(PACK_NAMES)('find its missing key and its way to the internet by $name', ({ Pack }) => {
    const rules = findingsOf(new Pack(), stack).map((finding) => finding.split('-').at(-1));
    const named =
      Pack.name === 'AwsSolutionsChecks'
        ? ['SM1', 'SM2', 'SM3']
        : ['SageMakerNotebookInstanceKMSKeyConfigured', 'SageMakerNotebookNoDirectInternetAccess'];
    expect(rules).toEqual(named);
  });
});
