import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import extract from './schemas/replacements.json';

const ROOT = join(__dirname, '../..');
const ADR = readFileSync(join(ROOT, 'docs/adr/0010-create-only-tags.md'), 'utf-8');
const README = readFileSync(join(ROOT, 'src/studio/README.md'), 'utf-8');

const TYPES: Readonly<Record<string, { createOnly: readonly string[]; differingRegions: readonly string[] }>> =
  extract.types;

function isCreateOnly(type: string, property: string): boolean {
  return TYPES[type].createOnly.includes(property);
}

/** The cells of the rows of a table that begin with the given text. */
function rowsAfter(text: string, heading: string): string[][] {
  const [table] = text.slice(text.indexOf(heading)).match(/(^\|.*\n)+/m)!;
  const [, , ...rows] = table.trim().split('\n');
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe(`the registry schemas, as of ${extract.date}`, () => {
  test('are the ones that the decision about tags and the README of studio are dated by', () => {
    expect(ADR).toContain(`schemas of ${extract.date}`);
    expect(README).toContain(`schemas of ${extract.date}`);
  });

  test('are the same in all regions that have the types of SageMaker', () => {
    const differing = Object.entries(TYPES).filter(
      ([type, { differingRegions }]) => type.startsWith('AWS::SageMaker::') && differingRegions.length,
    );
    expect(differing.map(([type]) => type)).toEqual([]);
  });

  test('say of each property what the table of the decision about tags says', () => {
    const rows = rowsAfter(ADR, '**What has changed.**').map(([subject, now]) => {
      const [, property, type] = subject.match(/^`(\w+)` of `([\w:]+)`$/)!;
      return [subject, now, isCreateOnly(type, property) ? 'yes' : 'no'];
    });
    expect(rows).toHaveLength(4);
    expect(rows.filter(([, stated, actual]) => stated !== actual)).toEqual([]);
  });

  test('say of each property what the table of the studio README says', () => {
    const rows = rowsAfter(README, '## What replaces what').flatMap(([, , create]) =>
      [...(create ?? '').matchAll(/`(\w+)\.(\w+)`: (create-only|updatable)/g)].map(([, type, property, stated]) => ({
        place: `${type}.${property}`,
        stated,
        actual: isCreateOnly(`AWS::SageMaker::${type}`, property) ? 'create-only' : 'updatable',
      })),
    );
    expect(rows.filter(({ stated, actual }) => stated !== actual)).toEqual([]);
    expect(rows.length).toBeGreaterThanOrEqual(9);
  });
});
