import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RequestSpace } from '../../src/private/decisions/requests';
import { AREAS, type AreaName } from '../effects/areas';
import { ENVIRONMENTS } from '../effects/environment';
import { synthesize } from '../effects/harness';
import { PROVED_IN_PARTS, proofOf, SPECIFICATIONS, statementIn } from './proofs';
import { Place } from './specification';
import { ALL_REQUESTS } from './universe';

/** Shared, since many policies compare the same texts. */
const space = new RequestSpace(ALL_REQUESTS);

/** How many classes the page says that a policy was proved over, below its heading or in the row of its feature. */
function classesOnPage(page: string, name: string): number {
  const [, below] = page.split(`\n## ${name}\n`);
  const [, row] = page.split(`\n| \`${name}\` | `);
  const found = below ? /^\n[^#]*?Proved over (\d+) classes/.exec(below) : /^\d+ \| (\d+) \|/.exec(row ?? '');
  return Number(found?.[1]);
}

describe.each(Object.keys(SPECIFICATIONS) as AreaName[])('%s', (area) => {
  const subjects = synthesize(AREAS[area].subjects);
  const names = [...subjects.keys()].filter((name) => !PROVED_IN_PARTS.includes(name));

  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'effects', `${area}.md`), 'utf8');

  test.each(ENVIRONMENTS)('has a specification for every policy and for nothing else in $partition', (environment) => {
    expect(Object.keys(SPECIFICATIONS[area]!(new Place(environment))).sort()).toEqual([...names].sort());
  });

  test.each(names)('%s decides every request as specified in all partitions', (name) => {
    const subject = subjects.get(name)!;
    const different = new Map(
      [...ENVIRONMENTS].reverse().map((environment) => [statementIn(area, name, subject, environment), environment]),
    );
    const proofs = [...different.values()]
      .reverse()
      .map((environment) => proofOf(area, name, subject, environment, space));
    expect(proofs.flatMap(({ faults }) => faults)).toEqual([]);
    expect(Math.min(...proofs.map(({ classes }) => classes))).toBeGreaterThan(1);
    expect([name, classesOnPage(page, name)]).toEqual([name, proofs[0].classes]);
  });
});
