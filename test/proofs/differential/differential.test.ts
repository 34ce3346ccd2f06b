import { AREA_NAMES, AREAS } from '../../effects/areas';
import { ENVIRONMENTS } from '../../effects/environment';
import { synthesize } from '../../effects/harness';
import { compare, newOutcome } from './compare';
import { sourceOf } from './samples';

/** All of them are compared by a task of its own. */
const EVERY = 8;
const COUNT = 15;

describe('the evaluator of the library and the simulator', () => {
  test.each(AREA_NAMES)('decide alike about requests for policies of %s', async (area) => {
    const names = Object.keys(AREAS[area].subjects).filter((_, index) => index % EVERY === 0);
    const subjects = synthesize(Object.fromEntries(names.map((name) => [name, AREAS[area].subjects[name as never]])));
    const source = await sourceOf([...subjects.values()]);
    const outcome = newOutcome();
    for (const [name, subject] of subjects) {
      await compare(name, subject, ENVIRONMENTS[0], COUNT, source, outcome);
    }
    expect(outcome.differing).toEqual([]);
    expect(outcome.decided).toBeGreaterThan(10);
  });
});
