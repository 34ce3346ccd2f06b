import { absentDenied, type Conditions } from '../../../conditions/absence';
import { fail, failIf, type Verdict } from '../../verdict';
import {
  type ActionList,
  isSageMakerKey,
  type LintedCondition,
  type LintedDocument,
  type LintedStatement,
  shownActions,
} from './document';

/** Conditions on keys of which it is listed what supports them; what supports a deprecated key is found elsewhere. */
export function listedConditions({ conditions }: LintedStatement): LintedCondition[] {
  return conditions.filter(({ known }) => known?.supportedBy && !known.replacedBy);
}

export function supports(action: string, { known }: LintedCondition): boolean {
  return known?.supportedBy?.has(action) ?? true;
}

/** Conditions on keys that the actions of the statement never support, so that it says nothing of these. */
export function unsupportedKeys({ sageMakerStatements }: LintedDocument): Verdict[] {
  return sageMakerStatements.flatMap((statement) => [
    ...listedConditions(statement).flatMap((condition) => unsupported(statement, condition)),
    ...statement.actionLists.flatMap((list) => neverTogether(statement, list)),
  ]);
}

function unsupported({ name, path, allows, actionLists }: LintedStatement, condition: LintedCondition): Verdict[] {
  const without = actionLists.filter(({ actions }) => !actions.some((action) => supports(action, condition)));
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
  const restrictsNothing = allows && without.length === actionLists.length;
  return failIf(restrictsNothing, path, `${name} restricts nothing by ${key}: requests of ${shown} never carry it`);
}

/** Each of the keys is supported by some of the actions, but no action supports all that must be there. */
function neverTogether(statement: LintedStatement, { shown, actions }: ActionList): Verdict[] {
  const needed = listedConditions(statement).filter(({ withoutKey }) => withoutKey === 'no');
  const each = needed.every((condition) => actions.some((action) => supports(action, condition)));
  const all = actions.some((action) => needed.every((condition) => supports(action, condition)));
  const keys = [...new Set(needed.map(({ key }) => key))].join(', ');
  const { name, path, allows } = statement;
  const text = `${name} ${allows ? 'allows' : 'denies'} nothing of ${shown}: no request of it carries all of ${keys}`;
  return failIf(each && !all, path, text);
}

/** Deny statements that match requests which have no such setting, or which rightly leave it out. */
export function unsupportedKeysDenied({ sageMakerStatements }: LintedDocument): Verdict[] {
  return sageMakerStatements
    .filter(({ denies }) => denies)
    .flatMap((statement) => [...alwaysDenied(statement), ...leftOutDenied(statement)]);
}

function alwaysDenied(statement: LintedStatement): Verdict[] {
  const listed = listedConditions(statement);
  const denied = [...statement.actions].filter(
    (action) => holdsAnyway(statement) && !listed.some((condition) => supports(action, condition)),
  );
  const keys = listed.map(({ key }) => key).join(' and ');
  const { name, path } = statement;
  const text = `${name} denies every request of ${shownActions(denied)}, which cannot carry ${keys}`;
  return failIf(listed.length > 0 && denied.length > 0, path, text);
}

/** Whether all conditions on listed keys hold for a request that has none of them. */
function holdsAnyway(statement: LintedStatement): boolean {
  return listedConditions(statement).every(({ withoutKey }) => withoutKey === 'yes');
}

/** What says something of a resource that is there already, rather than of the request. */
export const OF_RESOURCES =
  /^(aws:resourcetag\/|sagemaker:(resourcetag\/|current|owneruserprofilearn$|spacesharingtype$))/; // unanchored: most are beginnings

function leftOutDenied(statement: LintedStatement): Verdict[] {
  const settings = listedConditions(statement).filter(({ key }) => !OF_RESOURCES.test(key.toLowerCase()));
  const denied = [...statement.actions].filter((action) => {
    const supported = settings.filter((condition) => supports(action, condition));
    return (
      supported.length > 0 &&
      supported.length === supportedConditions(statement, action).length &&
      holdsAnyway(statement) &&
      supported.every((condition) => mayBeLeftOut(condition, action, statement))
    );
  });
  const keys = [...new Set(settings.map(({ key }) => key))].join(' and ');
  const { name, path } = statement;
  const text = `${name} denies requests of ${shownActions(denied)} that rightly leave out ${keys}`;
  return failIf(denied.length > 0, path, text);
}

function supportedConditions(statement: LintedStatement, action: string): LintedCondition[] {
  return listedConditions(statement).filter((condition) => supports(action, condition));
}

/** When a request of an action must not leave out the key: under any of the conditions. Tags are given when something is created. */
export function mustBeGiven({ known }: LintedCondition, action: string): readonly Conditions[] {
  const name = known?.name ?? '';
  if (name.startsWith('sagemaker:')) {
    return absentDenied({ name }, `sagemaker:${action}`);
  }
  return action.startsWith('Update') ? [] : [{}];
}

function mayBeLeftOut(condition: LintedCondition, action: string, { conditions }: LintedStatement): boolean {
  const wrong = mustBeGiven(condition, action);
  const asked = (key: string) =>
    conditions.some((other) => other.key.toLowerCase() === key.toLowerCase() && isSageMakerKey(other));
  return !wrong.some((when) => Object.values(when).flatMap(Object.keys).every(asked));
}
