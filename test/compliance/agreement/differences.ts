/** Where others say something else than we do, and why. */
interface Difference {
  readonly template: string;
  readonly rules: readonly string[];
  readonly theirs: 'pass' | 'fail' | 'error';
  readonly ours: 'pass' | 'fail' | 'cannot tell';
  readonly reason: string;
  /** How the engine of Guard compares what it cannot resolve, where that matters: it has changed with CDK. */
  readonly comparing?: Comparing;
}

export type Comparing = 'passes' | 'fails';

const PACKS = ['HIPAA.Security', 'NIST.800.53.R4', 'NIST.800.53.R5', 'PCI.DSS.321'];

/** Rules of cdk-nag that are in several packs. */
function nag(rule: string, ...others: string[]): string[] {
  return [...others, ...PACKS.map((pack) => `${pack}-${rule}`)];
}

const NOTEBOOK_KEY = nag('SageMakerNotebookInstanceKMSKeyConfigured', 'AwsSolutions-SM2');
const NO_INTERNET = nag('SageMakerNotebookNoDirectInternetAccess', 'AwsSolutions-SM3');
const ENDPOINT_KEY = nag('SageMakerEndpointConfigurationKMSKeyConfigured');

const NAG_GIVES_UP =
  'cdk-nag reports that its rule has failed wherever it meets an intrinsic function in place of a text';
const ANYTHING_IS_A_KEY = 'cdk-nag takes anything that is there for a key, whatever it turns out to be';
const OPEN_PASSES = 'Guard lets pass what it cannot resolve; what is only known when it is deployed is no pass with us';
const OPEN_FAILS =
  'Guard takes an intrinsic function for a wrong value; we look at what it comes to, and cannot tell where that is only known when it is deployed';

export const DIFFERENCES: readonly Difference[] = [
  ...['a notebook with nothing', 'a notebook without platform'].map((template) => ({
    template,
    rules: ['SAGEMAKER_8'],
    theirs: 'fail' as const,
    ours: 'cannot tell' as const,
    reason:
      'Guard sees that there is none; which platform SageMaker then takes has changed over time, and is found when the instance is created',
  })),
  {
    template: 'a notebook with the key of AWS',
    rules: [...NOTEBOOK_KEY, 'SAGEMAKER_21'],
    theirs: 'pass',
    ours: 'fail',
    reason:
      'A key that AWS has made for a service is none of yours, so nobody can say who may use it; the others ask for any key',
  },
  {
    template: 'a notebook with internet access by a parameter',
    rules: NO_INTERNET,
    theirs: 'error',
    ours: 'cannot tell',
    reason: NAG_GIVES_UP,
  },
  ...(
    [
      ['a notebook with internet access by a parameter', 'CT_SAGEMAKER_PR_1'],
      ['a notebook with root access by a parameter', 'CT_SAGEMAKER_PR_3'],
    ] as const
  ).flatMap(([template, rule]): Difference[] => [
    { template, rules: [rule], theirs: 'pass', ours: 'cannot tell', reason: OPEN_PASSES, comparing: 'passes' },
    { template, rules: [rule], theirs: 'fail', ours: 'cannot tell', reason: OPEN_FAILS, comparing: 'fails' },
  ]),
  ...(
    [
      ['a notebook without root access by a default', 'CT_SAGEMAKER_PR_3'],
      ['a notebook without internet access in both branches', 'CT_SAGEMAKER_PR_1'],
    ] as const
  ).map(
    ([template, rule]): Difference => ({
      template,
      rules: [rule],
      theirs: 'fail',
      ours: 'pass',
      reason: OPEN_FAILS,
      comparing: 'fails',
    }),
  ),
  {
    template: 'a notebook with a key by a parameter',
    rules: NOTEBOOK_KEY,
    theirs: 'pass',
    ours: 'cannot tell',
    reason: ANYTHING_IS_A_KEY,
  },
  {
    template: 'a notebook with a key by a parameter',
    rules: ['SAGEMAKER_21'],
    theirs: 'pass',
    ours: 'cannot tell',
    reason: OPEN_PASSES,
  },
  {
    template: 'a notebook without internet access in both branches',
    rules: NO_INTERNET,
    theirs: 'error',
    ours: 'pass',
    reason: NAG_GIVES_UP,
  },
  {
    template: 'a notebook with internet access in one branch',
    rules: NO_INTERNET,
    theirs: 'error',
    ours: 'fail',
    reason: NAG_GIVES_UP,
  },
  {
    template: 'a notebook without key in one branch',
    rules: NOTEBOOK_KEY,
    theirs: 'pass',
    ours: 'fail',
    reason: ANYTHING_IS_A_KEY,
  },
  {
    template: 'a notebook without key in one branch',
    rules: ['SAGEMAKER_21'],
    theirs: 'pass',
    ours: 'fail',
    reason: 'Guard takes a condition with AWS::NoValue in one branch for something that is there',
  },
  {
    template: 'an endpoint with a key by a parameter',
    rules: ENDPOINT_KEY,
    theirs: 'pass',
    ours: 'cannot tell',
    reason: ANYTHING_IS_A_KEY,
  },
  {
    template: 'an endpoint with a key by a parameter',
    rules: ['ENDPOINT_KEY'],
    theirs: 'pass',
    ours: 'cannot tell',
    reason: OPEN_PASSES,
  },
  {
    template: 'a model that is isolated as text',
    rules: ['SAGEMAKER_5'],
    theirs: 'fail',
    ours: 'pass',
    reason: 'Guard compares types as well as values, but CloudFormation takes "true" for true',
  },
];
