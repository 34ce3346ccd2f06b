import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENDPOINT_TABLES } from '../../../projenrc/docs/endpoints';
import { withTables } from '../../../projenrc/docs/markdown';
import { EndpointService, EndpointSet } from './setup';

const README = readFileSync(join(__dirname, '../../../src/network/README.md'), 'utf-8');

/** The cells of one column of a rendered table, without the marks of code. */
function cells(name: keyof typeof ENDPOINT_TABLES, column: number): string[] {
  const [, , ...rows] = ENDPOINT_TABLES[name]();
  return rows.map((row) => row.split(' | ')[column].replaceAll(/^\| |`/g, ''));
}

test('the tables of the README are up to date; "npx projen docs:tables" writes them', () => {
  expect(README).toBe(withTables(README, ENDPOINT_TABLES));
});

test('the table of services has every service with what it is needed for', () => {
  const services = Object.values(EndpointService).filter((one) => one instanceof EndpointService);
  expect(cells('endpoint services', 0)).toEqual(services.map(({ id }) => id));
  expect(cells('endpoint services', 2)).toEqual(services.map(({ purpose }) => purpose));
});

test('the table of services shows the whole name, and the routes of gateway endpoints', () => {
  const shown = new Map(cells('endpoint services', 0).map((id, row) => [id, cells('endpoint services', 1)[row]]));
  expect([shown.get('SAGEMAKER_STUDIO'), shown.get('S3'), shown.get('S3_INTERFACE')]).toEqual([
    'aws.sagemaker.studio',
    's3 (gateway)',
    's3',
  ]);
});

test('the table of sets has every set with what it requires', () => {
  const sets = Object.entries(EndpointSet).filter(
    (entry): entry is [string, typeof EndpointSet.STUDIO] => entry[1] instanceof EndpointSet,
  );
  expect(cells('endpoint sets', 0)).toEqual(sets.map(([name]) => name));
  expect(cells('endpoint sets', 1)).toEqual(
    sets.map(([, set]) =>
      set.services
        .filter((service) => set.isRequired(service))
        .map(({ id }) => id)
        .join(', '),
    ),
  );
});
