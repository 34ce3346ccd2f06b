import { CfnElement, Names, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { digest, idsBelow, placeKeyOf } from './names';

const LOGICAL_ID_MAX = 255;

/**
 * What CDK constructs use in the ids of others, such as rules and permissions, instead of `Names.uniqueId`: that depends on
 * the path above the stack. Without it, a stack that moves into a stage would get all of these resources again, and EC2
 * refuses a rule that exists.
 */
export function stableUniqueId(construct: IConstruct): string {
  return `${alphanumeric(idsBelow(Stack.of(construct), construct))}${placeKeyOf(construct)}`;
}

/** Gives the elements below a construct logical ids that do not depend on the path of another construct above its stack. */
export function stabilizeIds(root: IConstruct, named: IConstruct): void {
  const volatile = Names.nodeUniqueId(named.node);
  const stable = stableUniqueId(named);
  for (const element of root.node.findAll().filter((node) => CfnElement.isCfnElement(node))) {
    const ids = idsBelow(Stack.of(element), element);
    if (ids.some((id) => id.includes(volatile))) {
      element.overrideLogicalId(logicalId(ids.map((id) => id.replaceAll(volatile, stable))));
    }
  }
}

/** Built like those of CDK: what a person can read, and a hash. */
function logicalId(ids: readonly string[]): string {
  const hash = digest(ids.join('/')).toUpperCase();
  return `${alphanumeric(ids).slice(0, LOGICAL_ID_MAX - hash.length)}${hash}`;
}

function alphanumeric(ids: readonly string[]): string {
  return ids.join('').replace(/[^A-Za-z0-9]/g, '');
}
