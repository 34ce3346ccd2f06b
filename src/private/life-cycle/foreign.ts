import { type IResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { knownPartition, knownToDiffer } from '../arn';
import { check, type Fault } from '../errors';
import { isPlaceholder, isUnknown } from './unknown';

/** A resource that a construct is given, with what it must have in common with the stack where that is known. */
export interface Used {
  readonly prop: string;
  readonly arn?: string;
  readonly path?: string;
  readonly partition?: string;
  readonly region?: string;
  readonly account?: string;
}

/** The account of the managed policies of AWS, which every account can use. */
const AWS_ACCOUNT = 'aws';

/** The faults of resources of another partition, region, or account than the stack. Global ARNs have no region. */
export function foreignFaults(scope: IConstruct, used: readonly (Used | undefined)[]): Fault[] {
  const { region, account } = Stack.of(scope);
  return used
    .filter((one) => one !== undefined)
    .flatMap((one) => [
      ...differs(one, 'partition', one.partition, knownPartition(scope)),
      ...differs(one, 'region', one.region, region),
      ...differs(one, 'account', one.account === AWS_ACCOUNT ? '' : one.account, account),
    ]);
}

/**
 * The resource with an ARN, unless none is given.
 *
 * @param isOwn whether it must also be of the account of the stack
 */
export function used(prop: string, arn: string | undefined, isOwn = false): Used | undefined {
  if (arn === undefined || isUnknown(arn)) {
    return undefined;
  }
  const [, partition, , region, account] = arn.split(':');
  return { prop, arn, partition, region, account: isOwn ? account : undefined };
}

/** The same for a value of a template, which may be no ARN or no text. */
export function usedText(prop: string, value: unknown, isOwn = false): Used | undefined {
  return typeof value === 'string' && value.startsWith('arn:') ? used(prop, value, isOwn) : undefined;
}

/** A role, user, or group, which has an account and no region. */
export function usedIdentity(prop: string, identity: IResource | undefined, arn: string | undefined): Used | undefined {
  if (identity === undefined || isPlaceholder(arn)) {
    return undefined;
  }
  return used(prop, arn, true) ?? { prop, path: identity.node.path, account: identity.env.account };
}

/**
 * Resources whose ids do not name their region: the construct knows where they are.
 *
 * @param isOwn whether they must also be of the account of the stack. Subnets and security groups can be shared
 */
export function usedIn(prop: string, resources: readonly (IConstruct | undefined)[], isOwn = false): Used[] {
  return resources
    .filter((resource) => resource !== undefined)
    .map((resource) => {
      const { region, account } = environmentOf(resource);
      return { prop, path: resource.node.path, region, account: isOwn ? account : undefined };
    });
}

/** That of its stack, unless an import has another one. */
function environmentOf(resource: IConstruct & Partial<IResource>): IResource['env'] {
  return resource.env ?? Stack.of(resource);
}

function differs({ prop, arn, path }: Used, what: string, given = '', expected = ''): Fault[] {
  const isForeign = given !== '' && expected !== '' && knownToDiffer(given, expected);
  const message = `${prop} must be in the ${what} ${expected} of the stack, got ${arn ?? `${path} of ${given}`}: use one of that ${what}, or deploy the stack there`;
  return check(!isForeign, 'ForeignResource', message);
}
