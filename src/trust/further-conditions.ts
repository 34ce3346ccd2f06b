import { Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { SessionAction } from './session-action';

/**
 * The keys of STS that requests for a session action have, and the beginnings of those that end in a name.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html
 */
const KEYS_OF_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  [SessionAction.SET_SOURCE_IDENTITY]: ['sts:sourceidentity'],
  [SessionAction.SET_CONTEXT]: ['sts:requestcontext/', 'sts:requestcontextproviders'],
  [SessionAction.TAG_SESSION]: ['aws:requesttag/', 'aws:tagkeys', 'sts:transitivetagkeys'],
};

/** Tags of the session, which only requests that tag it have. */
const TAG_KEYS = ['aws:requesttag/', 'aws:tagkeys'];

/**
 * The actions of a trust policy by the further conditions that their requests can meet. `sts:AssumeRole` has all conditions, so that
 * no session starts without them; a session action with a key that its requests never have would always be denied.
 */
export function actionsByConditions(
  actions: readonly string[],
  further: iam.Conditions,
): (readonly [conditions: iam.Conditions, actions: string[]])[] {
  const groups = new Map<string, readonly [iam.Conditions, string[]]>();
  for (const action of actions) {
    const conditions = conditionsOf(action, further);
    const id = Object.entries(conditions)
      .map(([operator, block]) => `${operator} ${keysIn(block).join()}`)
      .join('; ');
    const group = groups.get(id) ?? ([conditions, []] as const);
    group[1].push(action);
    groups.set(id, group);
  }
  return [...groups.values()];
}

function conditionsOf(action: string, further: iam.Conditions): iam.Conditions {
  const blocks = Object.entries(further).map(([operator, block]): [string, unknown] => [
    operator,
    blockOf(action, block),
  ]);
  return Object.fromEntries(blocks.filter(([, block]) => Token.isUnresolved(block) || keysIn(block).length > 0));
}

function blockOf(action: string, block: unknown): unknown {
  if (Token.isUnresolved(block)) {
    return block;
  }
  return Object.fromEntries(Object.entries(block as object).filter(([key]) => hasKey(action, key)));
}

function keysIn(block: unknown): string[] {
  return Token.isUnresolved(block) ? [] : Object.keys(block as object);
}

/** Global keys are in every request; keys that are not known yet stay where they are. */
function hasKey(action: string, key: string): boolean {
  const keys = KEYS_OF_ACTIONS[action];
  if (keys === undefined || Token.isUnresolved(key)) {
    return true;
  }
  const folded = key.toLowerCase();
  const isLike = (known: string) => (known.endsWith('/') ? folded.startsWith(known) : folded === known);
  return keys.some(isLike) || (folded.startsWith('aws:') && !TAG_KEYS.some(isLike));
}
