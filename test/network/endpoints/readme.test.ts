import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EndpointService, EndpointSet } from './setup';

const README = readFileSync(join(__dirname, '../../../src/network/README.md'), 'utf-8');

/** The first cells of the rows of a table that follows a heading. */
function cells(heading: string, column: number): string[] {
  const [, section] = README.split(`### ${heading}\n`);
  const rows = section.split('\n### ')[0].split('\n');
  return rows.filter((row) => row.startsWith('| `')).map((row) => row.split(' | ')[column].replaceAll(/^\| |[`]/g, ''));
}

describe('the README', () => {
  test('lists every service with what it is needed for', () => {
    const services = Object.values(EndpointService).filter((one) => one instanceof EndpointService);
    expect(cells('Services', 0)).toEqual(services.map(({ id }) => id));
    expect(cells('Services', 2)).toEqual(services.map(({ purpose }) => purpose));
  });

  test('lists every set with what it requires', () => {
    const sets = Object.entries(EndpointSet).filter(
      (entry): entry is [string, typeof EndpointSet.STUDIO] => entry[1] instanceof EndpointSet,
    );
    expect(cells('Sets', 0)).toEqual(sets.map(([name]) => name));
    expect(cells('Sets', 1)).toEqual(
      sets.map(([, set]) =>
        set.services
          .filter((service) => set.isRequired(service))
          .map(({ id }) => id)
          .join(', '),
      ),
    );
  });
});
