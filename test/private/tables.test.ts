import { rowOf } from '../../src/private/tables';

const TABLE: Record<string, string> = { STUDIO: 'domain/*' };

describe('rowOf', () => {
  test('gives the row of an id', () => {
    expect(rowOf(TABLE, 'STUDIO', 'src/table.ts')).toBe('domain/*');
  });

  test('names the file that lacks a row', () => {
    expect(() => rowOf(TABLE, 'CANVAS', 'src/table.ts')).toThrow('CANVAS has no row: add one to src/table.ts');
  });
});
