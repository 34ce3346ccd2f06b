import { SAMPLE_NAMES } from '../table';
import { compared, documentsOf } from './decisions';

type Conditions = Record<string, Record<string, unknown>>;

interface Statement {
  readonly Sid: string;
  readonly Action: string | string[];
  readonly Condition?: Conditions;
}

interface Document {
  readonly Statement: Statement[];
}

interface Mutant {
  readonly change: string;
  readonly documents: Document[];
  /** The actions for which the change may matter; all where it is a pattern. */
  readonly only?: readonly string[];
}

/** As many as it takes to find a difference that few requests show. */
const RUNS = 1500;

/** One operator for another that is easily taken for the same. */
const CONFUSIONS: readonly (readonly [RegExp, string])[] = [
  [/^ForAnyValue:/, 'ForAllValues:'], // unanchored: a prefix
  [/^ForAnyValue:/, ''], // unanchored: a prefix
  [/IfExists$/, ''], // unanchored: a suffix
  [/^StringNotLike$/, 'StringNotEquals'],
  [/^ArnNotLike$/, 'ArnLike'],
  [/^StringNotEquals$/, 'StringEquals'],
  [/^NotIpAddress$/, 'IpAddress'],
  [/^NumericGreaterThan$/, 'NumericGreaterThanEquals'],
];

/** Each document with one statement changed, or taken away where the change gives none. */
function changed(
  documents: readonly Document[],
  label: string,
  change: (statement: Statement) => Statement | undefined,
): Mutant[] {
  const statements = documents.flatMap((document) => document.Statement);
  return statements.flatMap((statement) => {
    const mutated = change(statement);
    if (mutated && JSON.stringify(mutated) === JSON.stringify(statement)) {
      return [];
    }
    const replaced = documents.map(({ Statement, ...others }) => ({
      ...others,
      Statement: Statement.flatMap((each) => (each.Sid === statement.Sid ? (mutated ?? []) : each)),
    }));
    const remaining = replaced.filter(({ Statement }) => Statement.length > 0);
    return [{ change: `${label} in ${statement.Sid}`, documents: remaining, only: actionsIn(statement, mutated) }];
  });
}

/** The actions that a change of the list of actions takes away, or else all that the statement is about. */
function actionsIn(before: Statement, after: Statement | undefined): string[] | undefined {
  const [all, left] = [before, after].map((statement) => [statement?.Action ?? []].flat());
  const taken = all.filter((name) => !left.includes(name));
  if (all.some((name) => name.includes('*'))) {
    return undefined;
  }
  return taken.length > 0 ? taken : all;
}

function withOperator(statement: Statement, from: RegExp, to: string): Statement {
  const { Condition = {} } = statement;
  const merged: Conditions = {};
  for (const [operator, keys] of Object.entries(Condition)) {
    const confused = operator.replace(from, to);
    merged[confused] = { ...merged[confused], ...keys };
  }
  return statement.Condition ? { ...statement, Condition: merged } : statement;
}

function withoutNull(statement: Statement): Statement {
  const { Null, ...others } = statement.Condition ?? {};
  return Null ? { ...statement, Condition: others } : statement;
}

function withoutLastAction(statement: Statement): Statement {
  return Array.isArray(statement.Action) ? { ...statement, Action: statement.Action.slice(0, -1) } : statement;
}

function mutantsOf(name: string): Mutant[] {
  const documents = documentsOf(name) as Document[];
  return [
    ...changed(documents, 'nothing left', () => undefined),
    ...changed(documents, 'no Null', withoutNull),
    ...changed(documents, 'one action less', withoutLastAction),
    ...CONFUSIONS.flatMap(([from, to]) =>
      changed(documents, `${from.source} as ${to || 'nothing'}`, (statement) => withOperator(statement, from, to)),
    ),
  ];
}

describe('the comparison with its sentence finds what is wrong with the policy', () => {
  test.each(SAMPLE_NAMES)('of %s', async (name) => {
    const mutants = mutantsOf(name);
    expect(mutants.length).toBeGreaterThan(0);
    const unnoticed: string[] = [];
    for (const { change, documents, only } of mutants) {
      const { details } = await compared(name, documents, RUNS, { only, endOnFailure: true });
      if (!details.failed) {
        unnoticed.push(change);
      }
    }
    expect(unnoticed).toEqual([]);
  });
});
