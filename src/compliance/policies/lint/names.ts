import { cannotTell, fail, type Verdict } from '../../verdict';
import { isOfSageMaker, type LintedStatement } from './document';
import type { LintedDocument } from './linted-document';
import { actionMeantBy, actionsLike, keyMeantBy } from './vocabulary';

/** Actions that SageMaker does not have. One that is like no other may be newer than the catalogue. */
export function unknownActions({ spoken }: LintedDocument): Verdict[] {
  return spoken.flatMap(({ statement, name, path }) =>
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

export function unknownKeys({ spoken }: LintedDocument): Verdict[] {
  return spoken.flatMap(({ conditions, name, path }) =>
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

export function replacedKeys({ spoken }: LintedDocument): Verdict[] {
  return spoken.flatMap((statement) =>
    statement.conditions.filter(({ known }) => known?.replacedBy).map((condition) => deprecated(statement, condition)),
  );
}

function deprecated({ name, path }: LintedStatement, { key, known }: LintedStatement['conditions'][number]): Verdict {
  return fail(path, `${name} compares ${key}, which no action carries any more: ${known?.replacedBy} has replaced it`);
}
