import { absentDenied, type Conditions } from '../../../conditions/absence';
import { fail, type Verdict } from '../../verdict';
import {
  isSageMakerKey,
  type LintedCondition,
  type LintedDocument,
  type LintedStatement,
  shownActions,
} from './document';
import { actionsLike, actionsUnlike } from './vocabulary';

/** Conditions on keys of which it is listed what carries them; what carries a deprecated key is found elsewhere. */
export function listedConditions({ conditions }: LintedStatement): LintedCondition[] {
  return conditions.filter(({ known }) => known?.carriers && !known.replacedBy);
}

export function carries(action: string, { known }: LintedCondition): boolean {
  return known?.carriers?.has(action) ?? true;
}

/** Conditions on keys that the actions of the statement never carry, so that it says nothing of these. */
export function uncarriedKeys({ spoken }: LintedDocument): Verdict[] {
  return spoken.flatMap((statement) => {
    const lists = actionLists(statement);
    return [
      ...listedConditions(statement).flatMap((condition) => uncarried(statement, condition, lists)),
      ...lists.flatMap((list) => neverTogether(statement, list)),
    ];
  });
}

interface ActionList {
  /** As the policy writes it. */
  readonly shown: string;
  readonly actions: readonly string[];
}

function actionLists({ statement: { actions, notActions } }: LintedStatement): ActionList[] {
  const literals = (notActions.length ? notActions : actions).flatMap(({ literal }) => literal ?? []);
  const lists = notActions.length
    ? [{ shown: `everything but ${literals.join(', ')}`, actions: actionsUnlike(literals) }]
    : literals.map((literal) => ({ shown: literal, actions: actionsLike(literal) }));
  return lists.filter(({ actions: some }) => some.length > 0);
}

function uncarried(
  { name, path, allows }: LintedStatement,
  condition: LintedCondition,
  lists: readonly ActionList[],
): Verdict[] {
  const without = lists.filter(({ actions }) => !actions.some((action) => carries(action, condition)));
  const { key, withoutKey } = condition;
  if (without.length === 0 || withoutKey === 'maybe') {
    return [];
  }
  const shown = without.map((list) => list.shown).join(', ');
  if (withoutKey === 'no') {
    return [
      fail(path, `${name} ${allows ? 'allows' : 'denies'} nothing of ${shown}: requests of it never carry ${key}`),
    ];
  }
  return allows && without.length === lists.length
    ? [fail(path, `${name} restricts nothing by ${key}: requests of ${shown} never carry it`)]
    : [];
}

/** Each of the keys is carried by some of the actions, but no action carries all that must be there. */
function neverTogether(statement: LintedStatement, { shown, actions }: ActionList): Verdict[] {
  const needed = listedConditions(statement).filter(({ withoutKey }) => withoutKey === 'no');
  const each = needed.every((condition) => actions.some((action) => carries(action, condition)));
  const all = actions.some((action) => needed.every((condition) => carries(action, condition)));
  const keys = [...new Set(needed.map(({ key }) => key))].join(', ');
  const { name, path, allows } = statement;
  return each && !all
    ? [
        fail(
          path,
          `${name} ${allows ? 'allows' : 'denies'} nothing of ${shown}: no request of it carries all of ${keys}`,
        ),
      ]
    : [];
}

/** Denials of requests that have no such setting, or that rightly leave it out. */
export function overDenials({ spoken }: LintedDocument): Verdict[] {
  return spoken
    .filter(({ denies }) => denies)
    .flatMap((statement) => [...alwaysDenied(statement), ...leftOutDenied(statement)]);
}

function alwaysDenied(statement: LintedStatement): Verdict[] {
  const listed = listedConditions(statement);
  const denied = [...statement.actions].filter(
    (action) => holdsAnyway(statement) && !listed.some((condition) => carries(action, condition)),
  );
  const keys = listed.map(({ key }) => key).join(' and ');
  const { name, path } = statement;
  return listed.length && denied.length
    ? [fail(path, `${name} denies every request of ${shownActions(denied)}, which cannot carry ${keys}`)]
    : [];
}

/** Whether all conditions on listed keys hold for a request that carries none of them. */
function holdsAnyway(statement: LintedStatement): boolean {
  return listedConditions(statement).every(({ withoutKey }) => withoutKey === 'yes');
}

/** What says something of a resource that is there already, rather than of the request. */
export const OF_RESOURCES =
  /^(aws:resourcetag\/|sagemaker:(resourcetag\/|current|owneruserprofilearn$|spacesharingtype$))/; // unanchored: most are beginnings

function leftOutDenied(statement: LintedStatement): Verdict[] {
  const settings = listedConditions(statement).filter(({ key }) => !OF_RESOURCES.test(key.toLowerCase()));
  const denied = [...statement.actions].filter((action) => {
    const carried = settings.filter((condition) => carries(action, condition));
    return (
      carried.length > 0 &&
      carried.length === listedCarried(statement, action).length &&
      holdsAnyway(statement) &&
      carried.every((condition) => mayBeLeftOut(condition, action, statement))
    );
  });
  const keys = [...new Set(settings.map(({ key }) => key))].join(' and ');
  const { name, path } = statement;
  return denied.length
    ? [fail(path, `${name} denies requests of ${shownActions(denied)} that rightly leave out ${keys}`)]
    : [];
}

function listedCarried(statement: LintedStatement, action: string): LintedCondition[] {
  return listedConditions(statement).filter((condition) => carries(action, condition));
}

/** When a request of an action must not leave out the key: under any of the conditions. Tags are given when something is created. */
export function mustBeGiven({ known }: LintedCondition, action: string): readonly Conditions[] {
  const name = known?.name ?? '';
  return name.startsWith('sagemaker:')
    ? absentDenied({ name }, `sagemaker:${action}`)
    : action.startsWith('Update')
      ? []
      : [{}];
}

function mayBeLeftOut(condition: LintedCondition, action: string, { conditions }: LintedStatement): boolean {
  const wrong = mustBeGiven(condition, action);
  const asked = (key: string) =>
    conditions.some((other) => other.key.toLowerCase() === key.toLowerCase() && isSageMakerKey(other));
  return !wrong.some((when) => Object.values(when).flatMap(Object.keys).every(asked));
}
