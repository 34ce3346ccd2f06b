import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AREA_NAMES } from './areas';

const PAGES = join(__dirname, '..', '..', 'docs', 'effects');
const HEAD = ['Case', 'Principal', 'Action', 'Resource', 'Key context', 'Decision'];
const DIFFERENCE = 'the context of the last case that shows one, but';

/** Rows of the table of one policy, by what they show of a request. */
interface ShownRow {
  readonly request: string;
  readonly decision: string;
}

/** The rows of each table of a page that shows decisions, under the heading of its policy. */
function tablesOf(page: string): Map<string, ShownRow[]> {
  const tables = new Map<string, ShownRow[]>();
  let [heading, context, isTable] = ['', '', false];
  for (const line of page.split('\n')) {
    const cells = line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')); // unanchored: both ends of a row
    if (line.startsWith('## ')) {
      [heading, context, isTable] = [line.slice(3), '', false];
    } else if (line.startsWith('| ') && cells.join() === HEAD.join()) {
      isTable = true;
    } else if (isTable && cells.length === HEAD.length && !line.startsWith('| ---')) {
      const [, principal, action, resource, shown, decision] = cells;
      context = shown.startsWith(DIFFERENCE) ? context : shown;
      const request = [principal, action, resource, context, shown].join(' | ');
      tables.set(heading, [...(tables.get(heading) ?? []), { request, decision }]);
    }
  }
  return tables;
}

/** Requests that are shown with more than one decision. */
function contradictions(rows: readonly ShownRow[]): string[] {
  const decisions = new Map<string, Set<string>>();
  for (const { request, decision } of rows) {
    decisions.set(request, (decisions.get(request) ?? new Set()).add(decision));
  }
  return [...decisions].filter(([, each]) => each.size > 1).map(([request]) => request);
}

describe('the page of the effects', () => {
  test.each(AREA_NAMES)('of %s shows no request with two decisions', (area) => {
    const tables = tablesOf(readFileSync(join(PAGES, `${area}.md`), 'utf8'));
    expect([...tables.values()].flat().length).toBeGreaterThan(5);
    expect([...tables].flatMap(([name, rows]) => contradictions(rows).map((row) => `${name}: ${row}`))).toEqual([]);
  });

  test('would contradict itself without the resources', () => {
    const tables = tablesOf(readFileSync(join(PAGES, 'permissions.md'), 'utf8'));
    const withoutResource = ({ request, decision }: ShownRow) => {
      const [principal, action, , ...rest] = request.split(' | ');
      return { request: [principal, action, ...rest].join(' | '), decision };
    };
    expect([...tables.values()].flatMap((rows) => contradictions(rows.map(withoutResource)))).not.toEqual([]);
  });
});
