import { Token } from 'aws-cdk-lib';
import { type Fault, faultsOf } from '../../private/errors';

/** Lists that are given but empty would allow nothing, or everything. A list that only a deployment knows is none of them. */
export function emptyFaults(lists: Readonly<Record<string, readonly unknown[] | undefined>>): Fault[] {
  const empty = Object.entries(lists).filter(([, items]) => items?.length === 0 && !Token.isUnresolved(items));
  return faultsOf(
    'InvalidPermission',
    empty.map(([name]) => `${name} must have at least one item, got none`),
  );
}
