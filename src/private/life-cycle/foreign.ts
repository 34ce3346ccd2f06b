import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { knownPartition, knownToDiffer } from '../arn';
import { check, type Fault } from '../errors';
import { isUnknown } from './unknown';

/** A resource that a construct is given. */
export interface Used {
  readonly prop: string;
  readonly arn: string;
  /** Whether it must also be of the account of the stack. */
  readonly isOwn?: boolean;
}

/** The faults of literal ARNs of another partition, region, or account than the stack. Global ARNs have no region. */
export function foreignFaults(scope: IConstruct, used: readonly (Used | undefined)[]): Fault[] {
  const { region, account } = Stack.of(scope);
  return used.flatMap((one) => {
    if (one === undefined || isUnknown(one.arn)) {
      return [];
    }
    const [, arnPartition, , arnRegion, arnAccount] = one.arn.split(':');
    return [
      ...differs(one, 'partition', arnPartition, knownPartition(scope)),
      ...differs(one, 'region', arnRegion, region),
      ...(one.isOwn ? differs(one, 'account', arnAccount, account) : []),
    ];
  });
}

/** The resource that is used, unless none is given. */
export function used(prop: string, arn: string | undefined, isOwn = false): Used | undefined {
  return arn === undefined ? undefined : { prop, arn, isOwn };
}

function differs({ prop, arn }: Used, what: string, given = '', expected = ''): Fault[] {
  const isForeign = given !== '' && expected !== '' && knownToDiffer(given, expected);
  const message = `${prop} must be in the ${what} ${expected} of the stack, got ${arn}: use one of that ${what}, or deploy the stack there`;
  return check(!isForeign, 'ForeignResource', message);
}
