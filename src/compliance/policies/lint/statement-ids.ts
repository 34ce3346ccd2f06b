import { fail, type Verdict } from '../../verdict';
import type { LintedDocument } from './linted-document';

/** Ids that IAM refuses: with other characters than letters and digits, or given twice. */
export function wrongStatementIds({ statements }: LintedDocument): Verdict[] {
  const ids = statements.flatMap(({ statement: { sid }, path }) => (sid === undefined ? [] : [{ sid, path }]));
  const seen = new Set<string>();
  return ids.flatMap(({ sid, path }) => {
    const twin = seen.has(sid);
    seen.add(sid);
    return [
      ...(/^[A-Za-z0-9]*$/.test(sid)
        ? []
        : [fail(path, `the id of a statement must have letters and digits alone, got ${JSON.stringify(sid)}`)]),
      ...(twin ? [fail(path, `the id of a statement must be its own, got ${JSON.stringify(sid)} twice`)] : []),
    ];
  });
}
