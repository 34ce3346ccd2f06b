import { checkFormat, checkPattern } from '../private/checks';
import { check, type Fault, faultsOf } from '../private/errors';
import { TAG_TEXT } from '../private/formats';
import { CATALOGUE_KEYS } from './catalogue';

interface CheckedKey {
  readonly name: string;
  readonly actions: readonly string[];
}

/** What is wrong with a key that is not in the catalogue. */
export function customKeyFaults({ name, actions }: CheckedKey): Fault[] {
  const replacedBy = CATALOGUE_KEYS[name]?.replacedBy;
  const named = "a name such as 'sagemaker:NetworkIsolation'";
  return [
    ...faultsOf(
      'InvalidConditionKey',
      checkPattern('the name of a condition key', name, /^[a-z0-9-]+:[^\s*?]+$/, named),
    ),
    ...check(
      replacedBy === undefined,
      'DeprecatedConditionKey',
      `no action honours ${name} any more: use ${replacedBy}`,
    ),
    ...check(actions.length > 0, 'UnsupportedAction', `${name} needs the actions that carry it, got none`),
    ...faultsOf(
      'UnsupportedAction',
      actions.flatMap((action) => carrierMessages(name, action)),
    ),
  ];
}

function carrierMessages(name: string, action: string): string[] {
  const expected = 'service:Action without wildcard';
  return checkPattern(`an action that carries ${name}`, action, /^[a-z0-9-]+:[A-Za-z0-9]+$/, expected);
}

/** What is wrong with the part of a key's name that users choose, such as the key of a tag. */
export function tagKeyFaults(key: string): Fault[] {
  return faultsOf('InvalidConditionKey', checkFormat('the variable part of a condition key', key, TAG_TEXT));
}
