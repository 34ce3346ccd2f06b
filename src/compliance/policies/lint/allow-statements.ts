import { areExclusive } from '../../../private/decisions/exclusive-keys';
import { PartialString } from '../../templates/partial-string';
import { failIf, type Verdict } from '../../verdict';
import {
  asksForKey,
  isNull,
  isOfSageMaker,
  isSageMakerKey,
  type LintedCondition,
  type LintedDocument,
  type LintedStatement,
  sameKey,
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

/** Allow statements whose conditions another statement of the document does not look at for the same requests. */
export function defeatedAllowStatements({ statements, ...document }: LintedDocument): Verdict[] {
  const allowing = statements.filter(({ allows, statement }) => allows && statement.notActions.length === 0);
  const conditional = allowStatements({ statements, ...document }).filter(({ conditions }) => conditions.length > 0);
  return conditional.flatMap((statement) =>
    allowing
      .filter((wider) => wider !== statement && !excludeEachOther(wider, statement))
      .flatMap((wider) => defeatBy(wider, statement)),
  );
}

function defeatBy(wider: LintedStatement, statement: LintedStatement): Verdict[] {
  const ignored = statement.conditions.filter(
    (condition) => !wider.conditions.some((other) => sameKey(other, condition)),
  );
  const defeated = statement.statement.actions.filter(
    (action) => isOfSageMaker(action) && allowsAsWell(wider, action, statement),
  );
  const keys = [...new Set(ignored.map(({ key }) => key))];
  const without = wider.conditions.length === 0 ? 'condition' : keys.join(', ');
  const what = wider.conditions.length === 0 ? 'restricts nothing' : 'is bypassed';
  const text = `${statement.name} ${what}: ${wider.name} allows ${defeated.join(', ')} without ${without}`;
  return failIf(defeated.length > 0 && keys.length > 0, statement.path, text);
}

/** Whether no request meets the conditions of both statements, as far as they show. */
function excludeEachOther(one: LintedStatement, other: LintedStatement): boolean {
  return one.conditions.some((condition) =>
    other.conditions.some((opposite) =>
      sameKey(condition, opposite)
        ? excludes(one, condition, other, opposite)
        : areExclusive(condition.key, opposite.key) && asksForKey(one, condition) && asksForKey(other, opposite),
    ),
  );
}

function excludes(
  one: LintedStatement,
  condition: LintedCondition,
  other: LintedStatement,
  opposite: LintedCondition,
): boolean {
  if (isNull(condition) && condition.withoutKey === 'yes') {
    return asksForKey(other, opposite);
  }
  if (isNull(opposite) && opposite.withoutKey === 'yes') {
    return asksForKey(one, condition);
  }
  const [texts, others] = [condition, opposite].map(fixedTexts);
  return texts !== undefined && others !== undefined && !texts.some((text) => others.includes(text));
}

/** The texts of which a single value must be one; undefined where the condition admits others. */
function fixedTexts({ comparison, withoutKey, values }: LintedCondition): string[] | undefined {
  const texts = values.flatMap(({ literal }) => literal ?? []);
  const compares =
    comparison?.family === 'String' && !comparison.negated && !comparison.set && !comparison.base.endsWith('Like');
  const fixed = texts.length === values.length && !texts.some((text) => text.includes('${'));
  return compares && fixed && withoutKey === 'no' ? texts : undefined;
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
