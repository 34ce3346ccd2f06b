import { cannotTell, fail, type Verdict } from '../../verdict';
import type { Companions } from './deny-index';
import {
  asksForKey,
  isNull,
  type LintedCondition,
  type LintedDocument,
  type LintedStatement,
  sameKey,
  shownActions,
} from './document';
import {
  deniedSetting,
  deniesPresence,
  isAboutNothingElse,
  PROTECTING_LISTS,
  requirementKeys,
} from './secure-settings';
import { carries, listedConditions, mustBeGiven } from './supported-keys';

function denials({ spoken }: LintedDocument): LintedStatement[] {
  return spoken.filter(({ denies }) => denies);
}

/** Denials of the safe value that leave the unsafe one allowed. */
export function invertedDenials(document: LintedDocument): Verdict[] {
  return denials(document).flatMap((statement) =>
    statement.conditions
      .filter((condition) => isAboutNothingElse(statement, condition))
      .flatMap((condition) => inverted(statement, condition)),
  );
}

function inverted(statement: LintedStatement, condition: LintedCondition): Verdict[] {
  const { name, path } = statement;
  const { key } = condition;
  if (deniesPresence(condition) && listedConditions(statement).length === 1) {
    return [fail(path, `${name} denies requests that name ${key}, and allows those that name none`)];
  }
  const denied = deniedSetting(condition);
  if (!denied || denied.secure === 'no' || denied.insecure === 'yes') {
    return [];
  }
  const { setting, secure, insecure } = denied;
  return secure === 'yes' && insecure === 'no'
    ? [fail(path, `${name} denies the safe value ${setting.secure} of ${key}, and allows ${setting.insecure}`)]
    : [cannotTell(path, `${name} may deny the safe value ${setting.secure} of ${key} and allow ${setting.insecure}`)];
}

/** Denials that a request escapes by leaving something out, by a mixed list, or by another name of a key. */
export function openDenials(document: LintedDocument, companions: Companions): Verdict[] {
  return denials(document).flatMap((statement) =>
    statement.conditions.flatMap((condition) => [
      ...(opensWithoutKey(statement, condition) ? absentLetThrough(statement, condition, companions) : []),
      ...mixedLetThrough(statement, condition),
      ...aliasLetThrough(statement, condition),
    ]),
  );
}

/** Whether a condition is what the denial is for, which only holds for requests that have its key. */
function opensWithoutKey(statement: LintedStatement, condition: LintedCondition): boolean {
  const denied = deniedSetting(condition);
  if (denied) {
    return (
      asksForKey(statement, condition) &&
      denied.setting.insecureByDefault &&
      denied.insecure === 'yes' &&
      denied.secure === 'no'
    );
  }
  const { key, comparison } = condition;
  const list = comparison?.set === 'ForAnyValue' && comparison.negated && PROTECTING_LISTS.includes(key.toLowerCase());
  return (
    list &&
    isAboutNothingElse(statement, condition) &&
    !statement.conditions.some((other) => isNull(other) && sameKey(other, condition))
  );
}

function absentLetThrough(statement: LintedStatement, condition: LintedCondition, companions: Companions): Verdict[] {
  const meant = [...statement.actions].filter(
    (action) => carries(action, condition) && mustBeGiven(condition, action).length > 0,
  );
  const left = meant.filter((action) => !companions().deniesWithout(condition, action));
  const { name, path } = statement;
  const { key, operator } = condition;
  return left.length
    ? [
        fail(
          path,
          `${name} lets requests of ${shownActions(left)} through that leave out ${key}, for which ${operator} does not hold`,
        ),
      ]
    : [];
}

function mixedLetThrough(
  { name, path }: LintedStatement,
  { comparison, known, key, operator }: LintedCondition,
): Verdict[] {
  const mixed = comparison?.set === 'ForAllValues' && comparison.negated && known?.multiValued;
  return mixed
    ? [
        fail(
          path,
          `${name} lets lists through of which one value is approved: ${operator} of ${key} asks that none is, use ForAnyValue`,
        ),
      ]
    : [];
}

function aliasLetThrough({ name, path }: LintedStatement, { comparison, key }: LintedCondition): Verdict[] {
  const byArn = comparison?.family === 'Arn' && comparison.negated && /kmskey/i.test(key); // unanchored: part of the name
  const text = `${name} lets keys through that are named by alias or id: ${comparison?.base} never holds for what is no ARN, so compare ${key} by ${comparison?.base.replace('Arn', 'String')}`;
  return byArn ? [fail(path, text)] : [];
}

/** Denials that hold only where several requirements are broken at once. */
export function joinedDenials(document: LintedDocument, companions: Companions): Verdict[] {
  return denials(document).flatMap((statement) => {
    const keys = requirementKeys(statement);
    const joined = keys.length > 1 && !keys.every((key) => companions().asksFor(key));
    const text = `${statement.name} denies only where ${keys.join(' and ')} are all wrong at once: give each a statement of its own`;
    return joined ? [fail(statement.path, text)] : [];
  });
}
