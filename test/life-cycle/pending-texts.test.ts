import { Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { FAULT_CODES, type FaultCode } from '../../src/private/errors';
import { isPlaceholder, isUnknown, isUnknownList } from '../../src/private/life-cycle/unknown';
import { testApp } from '../app';
import { codesOf } from '../faults';
import { ENV } from './templates';
import { TEXT_INPUTS } from './text-inputs';

/** Faults of values that cannot be the text of a lookup, and of the checks, which are not part of an app's resources. */
const NO_TEXT: readonly FaultCode[] = [
  'InvalidCheckInterval',
  'InvalidConditionKey',
  'InvalidConfigPolicy',
  'InvalidDeployedState',
  'InvalidDirectoryTable',
  'InvalidDnsServer',
  'InvalidEndpointPolicy',
  'InvalidExport',
  'InvalidIdleTime',
  'InvalidOrigin',
  'InvalidPosixUser',
  'InvalidQuota',
  'InvalidResolverAddresses',
  'InvalidRuleSetting',
  'InvalidThreshold',
  'InvalidThrottle',
  'InvalidUrlLifetime',
  'InvalidUserRoster',
  'InvalidVolumeSize',
];

const ROWS = Object.entries(TEXT_INPUTS).flatMap(([code, uses]) =>
  Object.entries(uses).map(([input, use]) => [code, input, use] as const),
);

function stackOf(): Stack {
  return new Stack(testApp(), 'Stack', { env: ENV });
}

describe.each(ROWS)('%s: %s', (code, _, use) => {
  test('is reported for a wrong text', () => {
    expect(codesOf(() => use('wrong /!?', stackOf()))).toContain(code);
  });

  test('is not reported for a parameter that is not looked up yet', () => {
    const stack = stackOf();
    const text = ssm.StringParameter.valueFromLookup(stack, '/network/shared/value');
    const app = stack.node.root as ReturnType<typeof testApp>;
    expect(() => use(text, stack)).not.toThrow();
    expect(app.synth().manifest.missing).toHaveLength(1);
  });
});

test('every fault of a text has an example', () => {
  const codes = Object.keys(FAULT_CODES).filter((code) => code.startsWith('Invalid'));
  const examples = Object.keys(TEXT_INPUTS).filter((code) => code.startsWith('Invalid'));
  expect([...examples, ...NO_TEXT].sort()).toEqual(codes.sort());
});

describe('a placeholder of CDK', () => {
  test.each([
    'dummy-value-for-/a/b',
    'arn:aws:kms:eu-central-1:111122223333:key/dummy-value-for-/a/b',
    'vpc-12345',
    's-12345',
    'p-67890',
    'dummy1a',
    '1.2.3.4/5',
    'sg-12345678',
    'pl-xxxxxxxx',
    'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    'DUMMY',
    'arn:aws:iam::123456789012:role/DUMMY_ARN',
  ])('is %s', (text) => {
    expect([isPlaceholder(text), isUnknown(text), isUnknownList(['a', text])]).toEqual([true, true, true]);
  });

  test.each(['vpc-0123456789abcdef0', 'vpc-123456789', 'dummy', '11.2.3.4/5', 'sg-123456789', 'dummy.example.com'])(
    'is not %s',
    (text) => {
      expect([isPlaceholder(text), isUnknown(text), isUnknownList([text])]).toEqual([false, false, false]);
    },
  );
});
