import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS } from '../../src/access/shared/public-faults';

const ROOT = join(__dirname, '../..');
const DOCUMENTS = [
  'src/access/README.md',
  'docs/threat-model.md',
  'docs/domain-cleanup-threat-model.md',
  'docs/fleet-hardening-threat-model.md',
];
const CITATION = /`(test\/[\w/.-]+\.test\.ts)` "(.+?)"(?=,| \||;|\.$|$)/gm; // unanchored: several in a line

function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf-8');
}

function citationsOf(document: string): [file: string, name: string][] {
  return [...textOf(document).matchAll(CITATION)].map(([, file, name]) => [file, name]);
}

describe.each(DOCUMENTS)('what %s says of tests', (document) => {
  const citations = citationsOf(document);

  test('names files, each with the name of a test in it', () => {
    expect(citations.filter(([file, name]) => !textOf(file).includes(`'${name}'`))).toEqual([]);
  });

  test('names no file without a test', () => {
    expect(citations.length).toBe(textOf(document).split('`test/').length - 1);
  });
});

test('the README says of every trap what becomes of it', () => {
  const [, section] = textOf('src/access/README.md').split('## Traps, and what becomes of them\n');
  const rows = [...section.matchAll(/^\| (\d+) [^|]+ \| [^|]{5,} \|$/gm)];
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 28 }, (_, index) => index + 1));
});

test('the README lists every answer with its status and code', () => {
  const rows = [...textOf('src/access/README.md').matchAll(/^\| ([345]\d\d) \| `(\w+)` \| \S.* \|$/gm)].map(
    ([, status, code]) => [Number(status), code],
  );
  expect(rows).toEqual(Object.values(FAULTS).map(({ statusCode, code }) => [statusCode, code]));
});
