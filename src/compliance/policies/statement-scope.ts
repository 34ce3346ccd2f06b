import type { PartialString, StringPart } from '../templates/partial-string';
import { every, opposite, some, type Truth } from '../templates/truth';
import type { PolicyStatement } from './statement';

/** What custom resources hand out may be anything. */
const FOREIGN = /^AWS::(?!SageMaker::|CloudFormation::).*$/;

/** Whether a statement speaks of an action on some resource of a shape such as `arn:*:sagemaker:*:*:user-profile/*`. */
export function speaksOf(statement: PolicyStatement, action: string, shape: string): Truth {
  return every([namesAction(statement, action), namesResource(statement, shape)]);
}

export function namesAction({ actions, notActions }: PolicyStatement, action: string): Truth {
  const covering = (names: readonly PartialString[]) => some(names.map((name) => name.covers(action)));
  if (actions.length > 0) {
    return covering(actions);
  }
  return notActions.length > 0 ? opposite(covering(notActions)) : 'no';
}

/** Exceptions of `NotResource` leave other resources of the shape, unless they take in everything. */
function namesResource({ resources, notResources }: PolicyStatement, shape: string): Truth {
  if (notResources.length) {
    return some(notResources.map((resource) => resource.equals('*'))) === 'yes' ? 'no' : 'yes';
  }
  return some(resources.map((resource) => meets(resource, shape)));
}

function meets(resource: PartialString, shape: string): Truth {
  const widest = resource.parts.map((part) => rendered(part, '*')).join('');
  const narrowest = resource.parts.map((part) => rendered(part, '?')).join('');
  if (!arnsMeet(widest, shape)) {
    return 'no';
  }
  return !resource.unknown || arnsMeet(narrowest, shape) ? 'yes' : 'maybe';
}

/** What is not known may be of any shape; what belongs to a resource of another service is not. */
function rendered(part: StringPart, unknown: string): string {
  if (typeof part === 'string') {
    return part;
  }
  const foreign = part.kind === 'reference' && FOREIGN.test(part.declaration.type);
  return foreign ? `(${part.declaration.type})` : unknown;
}

/** A wildcard stays within its part of an ARN, unless it ends it. */
function arnsMeet(one: string, other: string): boolean {
  const [parts, shape] = [partsOf(one), partsOf(other)];
  return parts.length === shape.length
    ? parts.every((part, index) => patternsMeet(part, shape[index]))
    : patternsMeet(one, other);
}

/** The last part of an ARN may have colons itself. */
function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length > 5 ? [...parts.slice(0, 5), parts.slice(5).join(':')] : parts;
}

/** Whether some text fits two patterns of IAM with `*` and `?`. */
export function patternsMeet(one: string, other: string): boolean {
  let row = prefixes(one);
  for (const character of other) {
    const next = [character === '*' && row[0]];
    for (let i = 0; i < one.length; i++) {
      const stays = one[i] === '*' || character === '*';
      next.push(stays ? row[i + 1] || next[i] || row[i] : row[i] && fits(one[i], character));
    }
    row = next;
  }
  return row[one.length];
}

/** For each beginning of a pattern, whether it takes in the empty text. */
function prefixes(pattern: string): boolean[] {
  const row = [true];
  for (const character of pattern) {
    row.push(row[row.length - 1] && character === '*');
  }
  return row;
}

function fits(one: string, other: string): boolean {
  return one === other || one === '?' || other === '?';
}
