import { STATEMENT_ID } from '../../../private/formats';
import { cannotTell, fail, failIf, type Verdict } from '../../verdict';
import { isOfSageMaker, type LintedDocument, type LintedStatement } from './document';
import { actionMeantBy, actionsLike, keyMeantBy } from './vocabulary';

/** Actions that SageMaker does not have. One that is like no other may be newer than the catalogue. */
export function unknownActions({ sageMakerStatements }: LintedDocument): Verdict[] {
  return sageMakerStatements.flatMap(({ statement, name, path }) =>
    [...statement.actions, ...statement.notActions].filter(isOfSageMaker).flatMap((action) => {
      const { literal } = action;
      if (literal === undefined) {
        return [cannotTell(path, `${name} names the action ${action}, which is only known when it is deployed`)];
      }
      return actionsLike(literal).length > 0 ? [] : [unknownAction(literal, name, path)];
    }),
  );
}

function unknownAction(action: string, name: string, path: string): Verdict {
  const meant = actionMeantBy(action);
  return meant
    ? fail(path, `${name} names ${action}, which is no action of SageMaker: ${meant} is`)
    : cannotTell(path, `${name} names ${action}, which is no action of SageMaker that is known here`);
}

export function unknownKeys({ sageMakerStatements }: LintedDocument): Verdict[] {
  return sageMakerStatements.flatMap(({ conditions, name, path }) =>
    conditions
      .filter(({ key, known }) => !known && /^(aws|sagemaker):/i.test(key)) // unanchored: the service before the key
      .map(({ key }) => {
        const meant = keyMeantBy(key);
        return meant
          ? fail(path, `${name} compares ${key}, which is no condition key: ${meant} is`)
          : cannotTell(path, `${name} compares ${key}, which is no condition key that is known here`);
      }),
  );
}

export function replacedKeys({ sageMakerStatements }: LintedDocument): Verdict[] {
  return sageMakerStatements.flatMap((statement) =>
    statement.conditions.filter(({ known }) => known?.replacedBy).map((condition) => deprecated(statement, condition)),
  );
}

function deprecated({ name, path }: LintedStatement, { key, known }: LintedStatement['conditions'][number]): Verdict {
  return fail(path, `${name} compares ${key}, which no action carries any more: ${known?.replacedBy} has replaced it`);
}

/** Ids that IAM refuses: with other characters than letters and digits, or given twice. */
export function wrongStatementIds({ statements }: LintedDocument): Verdict[] {
  const ids = statements.flatMap(({ statement: { sid }, path }) => (sid === undefined ? [] : [{ sid, path }]));
  return ids.flatMap(({ sid, path }, index) => {
    const got = JSON.stringify(sid);
    const malformed = !STATEMENT_ID.pattern.test(sid);
    const repeated = ids.findIndex((other) => other.sid === sid) < index;
    return [
      ...failIf(malformed, path, `the id of a statement must have letters and digits alone, got ${got}`),
      ...failIf(repeated, path, `the id of a statement must be its own, got ${got} twice`),
    ];
  });
}
