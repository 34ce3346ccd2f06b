import { createHash } from 'node:crypto';
import { Aws, type CfnElement, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isPlaceholder } from './unknown';

/** The first part of a GUID. */
const GUID_LENGTH = 8;
/** Enough that two shortened logical ids of one stack never meet. */
const HASH_LENGTH = 8;

/** EC2 accepts these characters in the description of a security group. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html */
const UNSAFE = /[^a-zA-Z0-9. _:/()#,@[\]+=&;{}!$*-]/g;

/**
 * A name for a resource that CloudFormation cannot name itself. It is made of the logical id and of the first part of
 * the GUID in `AWS::StackId`, so updates keep it, and another stack never has it: not even one of the same name, which
 * is deployed after a first deployment failed and left something behind.
 *
 * @param resourceOf gives the resource that has the name; asked only when the template is made
 * @param maxLength of the whole name
 * @param separator between the two parts
 */
export function uniqueName(resourceOf: () => CfnElement, maxLength: number, separator = '-'): string {
  const idMax = maxLength - GUID_LENGTH - separator.length;
  const id = Lazy.uncachedString({
    produce: (context) => shortened(`${context.resolve(resourceOf().logicalId)}`, idMax),
  });
  return `${id}${separator}${stackGuid()}`;
}

/** In lower case, since SageMaker has names in lower case in ARNs. */
function shortened(logicalId: string, max: number): string {
  const id = logicalId.toLowerCase();
  return id.length <= max ? id : `${id.slice(0, max - HASH_LENGTH)}${digest(logicalId)}`;
}

/** `arn:<partition>:cloudformation:<region>:<account>:stack/<name>/<guid>`. */
function stackGuid(): string {
  const guid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return Fn.select(0, Fn.split('-', guid));
}

/**
 * What a person recognizes a construct by: its path below the stack, in characters that every description accepts.
 * Only for descriptions that can be changed in place. A create-only one must be the same everywhere.
 */
export function labelOf(construct: IConstruct): string {
  return inSafeCharacters(pathBelow(Stack.of(construct), construct));
}

function pathBelow(stack: Stack, construct: IConstruct): string {
  return idsBelow(stack, construct).join('/');
}

/** The ids from the stack down to a construct. CDK leaves `Default` out of logical ids, and so does this. */
export function idsBelow(stack: Stack, { node: { scopes } }: IConstruct): string[] {
  const ids = scopes.slice(scopes.indexOf(stack) + 1).map(({ node }) => node.id);
  return ids.filter((id) => id !== 'Default');
}

/** Replaces each character that EC2 rejects in a description. */
function inSafeCharacters(text: string): string {
  return text.replace(UNSAFE, '_');
}

/**
 * Part of the id of a construct that exists once for each of several others, such as an association for each VPC. It
 * depends on which resource the other one is, and not on where that stands in the construct tree. All pending lookups have
 * the same id, so there the path has to do.
 *
 * @param owner the construct that has the other as an argument
 * @param other the construct whose attribute `id` is
 */
export function keyOf(owner: IConstruct, other: IConstruct, id: string): string {
  const home = Stack.of(other);
  if (isPlaceholder(id)) {
    return digest(other.node.path);
  }
  const isForeign = Token.isUnresolved(id) && home !== Stack.of(owner);
  return digest(JSON.stringify([isForeign ? nameOf(home) : '', Stack.of(owner).resolve(id)]));
}

/** Part of the id of what belongs to a construct, but is created elsewhere. It does not depend on the path above the stack. */
export function placeKeyOf(construct: IConstruct): string {
  const stack = Stack.of(construct);
  return digest(JSON.stringify([nameOf(stack), pathBelow(stack, construct)]));
}

/** A nested stack has a name only once it is deployed. */
function nameOf(stack: Stack): string {
  const parent = stack.nestedStackParent;
  return parent ? `${nameOf(parent)}/${pathBelow(parent, stack)}` : stack.stackName;
}

/** A short hash for part of an id or a name. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH);
}
