import { Duration, Lazy, Token } from 'aws-cdk-lib';
import { studio } from '../../../src';
import { codesOf, faultsOf } from '../../faults';

const { IdleShutdown } = studio;

describe('the idle time', () => {
  const minutes = (count: number) => Duration.minutes(count);

  test.each([
    [59, 'the idle time must be a whole number from 60 to 525600 minutes, got 59'],
    [525_601, 'the idle time must be a whole number from 60 to 525600 minutes, got 525601'],
  ])('must not be %p minutes', (count, message) => {
    expect(faultsOf(() => IdleShutdown.after(minutes(count)))).toContain(`InvalidIdleTime: ${message}`);
  });

  test('must lie between its bounds', () => {
    expect(faultsOf(() => IdleShutdown.after(minutes(90), { minimum: minutes(100), maximum: minutes(120) }))).toEqual([
      'InvalidIdleTime: the idle time must lie between its bounds, got 90 for 100 to 120',
    ]);
    expect(codesOf(() => IdleShutdown.after(minutes(90), { maximum: minutes(80) }))).toEqual(['InvalidIdleTime']);
  });

  test('may be one of its bounds, or known to the deployment alone', () => {
    expect(codesOf(() => IdleShutdown.after(minutes(60), { maximum: minutes(60) }))).toEqual([]);
    expect(codesOf(() => IdleShutdown.after(minutes(525_600)))).toEqual([]);
    expect(codesOf(() => IdleShutdown.after(minutes(Token.asNumber(Lazy.any({ produce: () => 90 })))))).toEqual([]);
  });
});
