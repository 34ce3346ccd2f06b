import { PartialString } from '../../templates/partial-string';
import { failIf, type Verdict } from '../../verdict';
import {
  asksForKey,
  isOfSageMaker,
  isSageMakerKey,
  type LintedCondition,
  type LintedDocument,
  type LintedStatement,
} from './document';
import { PROTECTING_LISTS } from './secure-settings';
import { mustBeGiven, supports } from './supported-keys';

function allowStatements({ sageMakerStatements }: LintedDocument): LintedStatement[] {
  return sageMakerStatements.filter(({ allows }) => allows);
}

/** Conditions on lists that hold for more than they seem to. */
export function unlimitedLists(document: LintedDocument): Verdict[] {
  return allowStatements(document).flatMap((statement) =>
    statement.conditions.flatMap((condition) => [
      ...emptyAllowed(statement, condition),
      ...exceptAllowed(statement, condition),
      ...mixedAllowed(statement, condition),
    ]),
  );
}

const TAG_KEYS = 'aws:tagkeys';

function emptyAllowed(statement: LintedStatement, condition: LintedCondition): Verdict[] {
  const { comparison, key, operator } = condition;
  const lists = [...PROTECTING_LISTS, TAG_KEYS].includes(key.toLowerCase());
  if (
    comparison?.set !== 'ForAllValues' ||
    comparison.negated ||
    !lists ||
    asksForKey(statement, condition) ||
    asksForTags(statement, condition)
  ) {
    return [];
  }
  const needed = [...statement.actions].some(
    (action) => supports(action, condition) && mustBeGiven(condition, action).length > 0,
  );
  const text = `${statement.name} also allows requests without ${key}, for which ${operator} holds: add Null of ${key} with false`;
  return failIf(needed, statement.path, text);
}

/** Who must give a tag gives a tag key. */
function asksForTags({ conditions }: LintedStatement, { key }: LintedCondition): boolean {
  return (
    key.toLowerCase() === TAG_KEYS &&
    conditions.some((other) => other.withoutKey === 'no' && other.key.toLowerCase().startsWith('aws:requesttag/'))
  );
}

function exceptAllowed({ name, path }: LintedStatement, { comparison, key, operator }: LintedCondition): Verdict[] {
  const except = comparison?.set === 'ForAllValues' && comparison.negated;
  const text = `${name} allows everything but what it names, and requests without ${key}, by ${operator}`;
  return failIf(except, path, text);
}

function mixedAllowed({ name, path, conditions }: LintedStatement, condition: LintedCondition): Verdict[] {
  const { comparison, key, known } = condition;
  const every = conditions.some(
    (other) => other.key.toLowerCase() === key.toLowerCase() && other.comparison?.set === 'ForAllValues',
  );
  const mixed =
    comparison?.set === 'ForAnyValue' &&
    !comparison.negated &&
    known?.multiValued === true &&
    isSageMakerKey(condition) &&
    !every;
  const text = `${name} allows lists of ${key} of which one value is approved: ForAllValues, with Null of ${key} with false, asks for all`;
  return failIf(mixed, path, text);
}

/** Allow statements with conditions on what another statement of the document allows without condition. */
export function defeatedAllowStatements({ statements, ...document }: LintedDocument): Verdict[] {
  const open = statements.filter(
    ({ allows, conditions, statement }) => allows && conditions.length === 0 && statement.notActions.length === 0,
  );
  const conditional = allowStatements({ statements, ...document }).filter(({ conditions }) => conditions.length > 0);
  return conditional.flatMap((statement) =>
    open.flatMap((wider) => {
      const defeated = statement.statement.actions.filter(
        (action) => isOfSageMaker(action) && allowsAsWell(wider, action, statement),
      );
      const text = `${statement.name} restricts nothing: ${wider.name} allows ${defeated.join(', ')} without condition`;
      return failIf(defeated.length > 0, statement.path, text);
    }),
  );
}

function allowsAsWell(
  { statement: wider }: LintedStatement,
  action: PartialString,
  { statement }: LintedStatement,
): boolean {
  const { literal } = action;
  const named = literal !== undefined && wider.actions.some((pattern) => pattern.covers(literal) === 'yes');
  const principals =
    wider.principals.length === 0 ||
    sameTexts(
      wider.principals.map(({ name }) => name),
      statement.principals.map(({ name }) => name),
    );
  return (
    named &&
    principals &&
    statement.resources.length > 0 &&
    statement.resources.every((resource) => wider.resources.some((pattern) => takesIn(pattern, resource)))
  );
}

/** References are the same where they are called the same. */
function takesIn(pattern: PartialString, resource: PartialString): boolean {
  const known = !pattern.unknown && !resource.unknown;
  return pattern.literal === '*' || (known && PartialString.join([String(pattern)]).covers(String(resource)) === 'yes');
}

function sameTexts(some: readonly PartialString[], others: readonly PartialString[]): boolean {
  return some.length === others.length && some.every((text, index) => String(text) === String(others[index]));
}
