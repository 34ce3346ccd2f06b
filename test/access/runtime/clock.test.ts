import { stopwatch } from '../../../src/access/runtime/clock';

describe('the time that passes', () => {
  function measured(steps: readonly (readonly [number, number])[]): number[] {
    let clocks = [0, 1_800_000_000_000];
    const elapsed = stopwatch(
      () => clocks[0],
      () => clocks[1],
    );
    return steps.map(([monotonic, wall]) => {
      clocks = [clocks[0] + monotonic, clocks[1] + wall];
      return elapsed();
    });
  }

  test('is that of either clock', () => {
    expect(
      measured([
        [5, 5],
        [10, 10],
      ]),
    ).toEqual([5, 15]);
  });

  test('does not go back with a wall clock that is set back, so that old keys do not look young', () => {
    expect(
      measured([
        [5, -3_600_000],
        [600_000, 600_000],
      ]),
    ).toEqual([5, 600_005]);
  });

  test('goes on while Lambda freezes the monotonic clock', () => {
    expect(measured([[0, 600_000]])).toEqual([600_000]);
  });
});
