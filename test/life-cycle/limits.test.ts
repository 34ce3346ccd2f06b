import { LIMIT_TABLE, type LimitRow, TYPE_REASONS } from './limit-table';
import extract from './schemas/limits.json';

type Limits = Readonly<Record<string, string | number>>;

const LIMITS = Object.entries<Record<string, Limits>>(extract.types).flatMap(([type, paths]) =>
  Object.entries(paths).map(([path, limits]) => ({ type, path, place: `${type} ${path}`, limits })),
);

/** Texts that some formats take and others do not. */
const TEXTS = [
  ...[
    '',
    ' ',
    'a',
    'Z9',
    'a-b',
    'a--b',
    'Acme::Guard::SageMaker',
    'AWS::Guard::SageMaker',
    '-a',
    'a-',
    'a.b',
    '.a',
    'a_b',
    "it's",
    'a b',
    '1',
    'a/b',
    'a:b',
    'a=b+c',
    'ä',
  ],
  ...[
    'https://git.example.com/team/repo.git',
    'https://git.example.com',
    'Python 3.12',
    'TensorFlow2.18',
    'a'.repeat(63),
  ],
  ...['111122223333', 'r-ab12', 'ou-ab12-cdef3456', 'corporate dns', '1.0', 'stable', '/', '/platform/', '/a*b/'],
];

function rowsOf(place: string): LimitRow[] {
  return LIMIT_TABLE.filter(({ paths }) => paths.some((path) => place === path || endsWith(place, path)));
}

/** At the beginning of a step of a path, or of a part of a type. */
function endsWith(place: string, path: string): boolean {
  return place.endsWith(path) && /[ /:]/.test(place.at(-path.length - 1)!);
}

/** What the schema refuses and we take. */
function gaps({ min, max, format, because }: LimitRow, limits: Limits): string[] {
  return Object.entries(limits).flatMap(([keyword, limit]) => {
    if (keyword === 'pattern') {
      const pattern = new RegExp(String(limit).replaceAll('\\Z', '$').replace('(?i)aws', '[Aa][Ww][Ss]'), 'u');
      const taken = TEXTS.filter((text) => format?.pattern.test(text));
      const refused = taken.filter((text) => !pattern.test(text)).map((text) => `takes '${text}', not ${limit}`);
      return taken.length || because ? refused : [`has no format for the pattern ${limit}`];
    }
    const ours = keyword.startsWith('max') ? max : min;
    const narrow = ours !== undefined && (keyword.startsWith('max') ? ours <= Number(limit) : ours >= Number(limit));
    return narrow || (ours === undefined && because) ? [] : [`takes ${ours}, with ${keyword} ${limit}`];
  });
}

describe(`the limits in the schemas of CloudFormation, as of ${extract.date}`, () => {
  test('each have one row in the table of our limits, or a reason for all of the type', () => {
    const unknown = LIMITS.filter(({ type, place }) => {
      const count = rowsOf(place).length;
      return count > 1 || (count === 0 && !(type in TYPE_REASONS));
    });
    expect(unknown.map(({ place }) => place)).toEqual([]);
  });

  test('are nowhere narrower than ours', () => {
    const wide = LIMITS.flatMap(({ place, limits }) =>
      rowsOf(place).flatMap((row) => gaps(row, limits).map((gap) => `${place} ${gap}`)),
    );
    expect(wide).toEqual([]);
  });

  test('leave no row and no reason of the table superfluous', () => {
    const rows = LIMIT_TABLE.filter((row) => !LIMITS.some(({ place }) => rowsOf(place).includes(row)));
    const types = Object.keys(TYPE_REASONS).filter(
      (type) => !LIMITS.some((limit) => limit.type === type && rowsOf(limit.place).length === 0),
    );
    expect([...rows.flatMap(({ paths }) => paths), ...types]).toEqual([]);
  });
});
