import { Construct } from 'constructs';
import { check, FAULT_CODES, faultsOf, faultText, SecureSageMakerError } from '../../src/private/errors';
import { WARNINGS, warn } from '../../src/private/warnings';
import { errorOf } from '../faults';
import { testStack, warningTexts } from '../trust/support';

const FAULTS = [
  { code: 'InvalidRegion', message: 'one' },
  { code: 'InvalidQuota', message: 'two' },
] as const;

describe('errors', () => {
  test('hold every fault and the path of the construct', () => {
    const scope = new Construct(testStack(), 'Thing');
    const error = errorOf(() => SecureSageMakerError.throwIfAny(scope, FAULTS));
    expect(error.message).toBe('Stack/Thing\n  [InvalidRegion] one\n  [InvalidQuota] two');
    expect([error.name, error.code, error.constructPath, error.faults]).toEqual([
      'SecureSageMakerError',
      'InvalidRegion',
      'Stack/Thing',
      FAULTS,
    ]);
  });

  test('do without a construct', () => {
    const error = errorOf(() => SecureSageMakerError.throwIfAny(undefined, [FAULTS[1]]));
    expect([error.message, error.constructPath]).toEqual(['[InvalidQuota] two', undefined]);
  });

  test('are not thrown without fault', () => {
    expect(() => SecureSageMakerError.throwIfAny(undefined, [])).not.toThrow();
  });

  test('give each message its code', () => {
    expect(faultsOf('InvalidCidr', ['a', 'b']).map(faultText)).toEqual(['[InvalidCidr] a', '[InvalidCidr] b']);
    expect(faultsOf('InvalidCidr', [])).toEqual([]);
  });

  test('come from conditions that do not hold', () => {
    expect(check(1 > 2, 'InvalidQuota', 'too few')).toEqual([{ code: 'InvalidQuota', message: 'too few' }]);
    expect(check(2 > 1, 'InvalidQuota', 'too few')).toEqual([]);
    const faults = [
      ...check(false, 'InvalidCidr', 'a'),
      ...check(true, 'InvalidCidr', 'b'),
      ...check(false, 'InvalidQuota', 'c'),
    ];
    expect(faults.map(faultText)).toEqual(['[InvalidCidr] a', '[InvalidQuota] c']);
  });

  test('have codes in one spelling, sorted, each with a sentence', () => {
    const codes = Object.keys(FAULT_CODES);
    expect(codes).toEqual([...codes].sort());
    expect(codes.filter((code) => !/^([A-Z][a-z]+)+$/.test(code))).toEqual([]);
    expect(Object.values(FAULT_CODES).filter((meaning) => !/^[A-Z].+\.$/.test(meaning))).toEqual([]);
  });
});

describe('warnings', () => {
  test('have a stable id and a detail', () => {
    const stack = testStack();
    warn(stack, 'trust.anyRegion', 'Name one.');
    expect(warningTexts(stack)).toEqual([
      `${WARNINGS['trust.anyRegion']} Name one. [ack: Annotation::cdk-secure-sagemaker:trust.anyRegion]`,
    ]);
  });

  test('have ids in one spelling, sorted, each with a sentence', () => {
    const ids = Object.keys(WARNINGS);
    expect(ids).toEqual([...ids].sort());
    expect(ids.filter((id) => !/^[a-z]+\.[a-zA-Z0-9]+$/.test(id))).toEqual([]);
    expect(Object.values(WARNINGS).filter((meaning) => !/^[A-Z].+\.$/.test(meaning))).toEqual([]);
  });
});
