import { cannotTell, fail, failIf, type Verdict } from '../../verdict';
import type { SiblingStatements } from './deny-index';
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
import { listedConditions, mustBeGiven, supports } from './supported-keys';

function denyStatements({ sageMakerStatements }: LintedDocument): LintedStatement[] {
  return sageMakerStatements.filter(({ denies }) => denies);
}

/** Deny statements that match the safe value and leave the unsafe one allowed. */
export function invertedDenyStatements(document: LintedDocument): Verdict[] {
  return denyStatements(document).flatMap((statement) =>
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

/** Deny statements that a request escapes by leaving something out, by a mixed list, or by another name of a key. */
export function missingKeysLetThrough(document: LintedDocument, siblings: SiblingStatements): Verdict[] {
  return denyStatements(document).flatMap((statement) =>
    statement.conditions.flatMap((condition) => [
      ...absentLetThrough(statement, condition, siblings),
      ...mixedLetThrough(statement, condition),
      ...aliasLetThrough(statement, condition),
    ]),
  );
}

/** Whether a condition is what the statement is for, which only holds for requests that have its key. */
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

function absentLetThrough(
  statement: LintedStatement,
  condition: LintedCondition,
  siblings: SiblingStatements,
): Verdict[] {
  if (!opensWithoutKey(statement, condition)) {
    return [];
  }
  const meant = [...statement.actions].filter(
    (action) => supports(action, condition) && mustBeGiven(condition, action).length > 0,
  );
  const left = meant.filter((action) => !siblings().deniesWithout(condition, action));
  const { key, operator } = condition;
  const text = `${statement.name} lets requests of ${shownActions(left)} through that leave out ${key}, for which ${operator} does not hold`;
  return failIf(left.length > 0, statement.path, text);
}

function mixedLetThrough(
  { name, path }: LintedStatement,
  { comparison, known, key, operator }: LintedCondition,
): Verdict[] {
  const mixed = comparison?.set === 'ForAllValues' && comparison.negated && known?.multiValued === true;
  const text = `${name} lets lists through of which one value is approved: ${operator} of ${key} asks that none is, use ForAnyValue`;
  return failIf(mixed, path, text);
}

function aliasLetThrough({ name, path }: LintedStatement, { comparison, key }: LintedCondition): Verdict[] {
  const byArn = comparison?.family === 'Arn' && comparison.negated && /kmskey/i.test(key); // unanchored: part of the name
  const text = `${name} lets keys through that are named by alias or id: ${comparison?.base} never holds for what is no ARN, so compare ${key} by ${comparison?.base.replace('Arn', 'String')}`;
  return failIf(byArn, path, text);
}

/** Deny statements that match only where several requirements are broken at once. */
export function combinedSettings(document: LintedDocument, siblings: SiblingStatements): Verdict[] {
  return denyStatements(document).flatMap((statement) => {
    const keys = requirementKeys(statement);
    const combined = keys.length > 1 && !keys.every((key) => siblings().asksFor(key));
    const text = `${statement.name} denies only where ${keys.join(' and ')} are all wrong at once: give each a statement of its own`;
    return failIf(combined, statement.path, text);
  });
}
