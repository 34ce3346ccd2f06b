import { type CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { knownItems } from '../checks';
import { check, type Fault, faultsOf, faultText } from '../errors';
import { isPlaceholder, isUnknown } from './unknown';

/** Something that AWS allows once in an account and region, or once in a parent. */
export interface Claim {
  /** Completes the sentence "… must be unique in its …". */
  readonly what: string;
  /** Read at validation, since an override or another construct may change it. Tokens claim nothing. */
  readonly name: () => unknown;
  /** Where the name must be unique, from `identityOf`. @default - the account and region of the stack */
  readonly parent?: string;
  /** How a message names that place. @default - 'parent', or 'account and region' without a parent */
  readonly where?: string;
  /** What to do instead. */
  readonly fix: string;
}

interface Holder extends Claim {
  readonly construct: IConstruct;
}

/** A symbol of the process, which all copies of the library share. */
const CLAIMS = Symbol.for('cdk-secure-sagemaker.claims');

type Root = IConstruct & { [CLAIMS]?: Holder[] };

/** Reports at validation if another construct of the app claims the same. */
export function claim(construct: IConstruct, ...claims: readonly Claim[]): void {
  const root: Root = construct.node.root;
  root[CLAIMS] ??= [];
  const held = claims.map((one) => ({ ...one, construct }));
  root[CLAIMS].push(...held);
  construct.node.addValidation({ validate: () => held.flatMap((one) => conflicts(one, root[CLAIMS] ?? [])) });
}

/** The name of a resource in its account and region, or in a parent. */
export function claimName(construct: IConstruct, what: string, name: () => unknown, parent?: string): void {
  claim(construct, { what, name, parent, fix: `leave ${what} out, or give each its own` });
}

/** The name of a resource of IAM or AWS Organizations, which are the same in all regions of an account. */
export function claimGlobalName(construct: IConstruct, what: string, name: () => unknown): void {
  const parent = accountOf(Stack.of(construct));
  claim(construct, { what, name, parent, where: 'account', fix: `leave ${what} out, or give each its own` });
}

/** Faults of a list that has the same item twice. Unknown items are skipped: all pending lookups have the same id. */
export function repetitionFaults(what: string, items: readonly unknown[] | undefined): Fault[] {
  const known = knownItems(items).filter((item) => item !== undefined && !isPlaceholder(item));
  const twice = known.filter((item, index) => known.indexOf(item) !== index);
  const messages = [...new Set(twice)].map((item) => `${what} must have each item once, got ${item} twice`);
  return faultsOf('ConflictingProps', messages);
}

/** The same for VPCs, whichever constructs represent them. */
export function repeatedVpcFaults(owner: IConstruct, what: string, vpcs: readonly IVpc[]): Fault[] {
  const identities = vpcs.map((vpc) => identityOf(owner, vpc, vpc.vpcId));
  const isTwice = (identity: string | undefined, index: number) =>
    identity !== undefined && identities.indexOf(identity) !== index;
  const paths = vpcs.filter((_, index) => isTwice(identities[index], index)).map(({ node }) => node.path);
  const messages = paths.map((path) => `${what} must have each VPC once, got that of ${path} twice`);
  return faultsOf('ConflictingProps', messages);
}

/**
 * Identifies a resource by its id, whichever construct represents it. A literal id is that of the account and region of the
 * owner. Undefined for a pending lookup.
 *
 * @param owner the construct that uses the other
 * @param other the construct whose attribute `id` is
 */
export function identityOf(owner: IConstruct, other: IConstruct, id: string): string | undefined {
  if (isPlaceholder(id)) {
    return undefined;
  }
  const home = Stack.of(other);
  return JSON.stringify([Token.isUnresolved(id) ? home.node.addr : placeOf(Stack.of(owner)), home.resolve(id)]);
}

/** A claim without parent in a list of parents that are not known yet is left out. */
export function claimsIn(
  parents: readonly (string | undefined)[],
  ...claims: readonly Omit<Claim, 'parent'>[]
): Claim[] {
  return parents.flatMap((parent) => (parent === undefined ? [] : claims.map((one) => ({ ...one, parent }))));
}

function conflicts(own: Holder, all: readonly Holder[]): string[] {
  const key = keyOf(own);
  const others = key === undefined ? [] : all.filter((one) => one.construct !== own.construct && keyOf(one) === key);
  const paths = [...new Set(others.map(({ construct }) => construct.node.path))];
  const where = own.where ?? (own.parent === undefined ? 'account and region' : 'parent');
  const message = `${own.what} must be unique in its ${where}, got '${own.name()}' as in ${paths.join(' and ')}: ${own.fix}`;
  return check(paths.length === 0, 'DuplicateName', message).map(faultText);
}

/** SageMaker, DNS, and addresses do not distinguish the case of letters. */
function keyOf({ construct, what, name, parent }: Holder): string | undefined {
  const value = name();
  const resource = construct.node.defaultChild as CfnResource | undefined;
  if (value === undefined || isUnknown(value) || resource?.cfnOptions?.condition) {
    return undefined;
  }
  return JSON.stringify([what, parent ?? placeOf(Stack.of(construct)), String(value).toLowerCase()]);
}

function placeOf(stack: Stack): string {
  return environmentOf(stack, ({ account, region }) => [account, region]);
}

function accountOf(stack: Stack): string {
  return environmentOf(stack, ({ account }) => [account]);
}

/** Two stacks without a known account and region may be deployed to different ones. */
function environmentOf(stack: Stack, partsOf: (stack: Stack) => string[]): string {
  const parts = partsOf(stack);
  if (parts.some((value) => Token.isUnresolved(value))) {
    const { nestedStackParent: parent } = stack;
    return parent ? environmentOf(parent, partsOf) : stack.node.addr;
  }
  return parts.join('/');
}
