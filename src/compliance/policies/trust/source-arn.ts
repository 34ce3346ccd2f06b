import { RESOURCE_TYPE_ACTIONS } from '../../../conditions/catalogue';
import type { ConditionOperator } from '../../../private/decisions/operators';
import { FROZEN_RESOURCE_TYPES } from '../../../private/frozen-resource-types';
import { PartialString, type StringPart } from '../../templates/partial-string';
import { every, type Truth, truthOf } from '../../templates/truth';
import { accountMatch, everybody, nobody, notKnown, type OwnPlace, type SourceMatch, WILDCARD } from './source-match';

/** Whom one value of a condition on `aws:SourceArn` lets in. The others of its list may be wider. */
export function arnMatch(
  value: PartialString,
  operator: ConditionOperator,
  others: readonly PartialString[],
  place: OwnPlace,
): SourceMatch {
  const shown = JSON.stringify(String(value));
  const reference = referenceMatch(value);
  if (reference) {
    return reference;
  }
  if (!operator.wildcards && value.literal !== undefined && WILDCARD.test(value.literal)) {
    return nobody(`${operator.base} takes the wildcards of ${shown} literally`);
  }
  const parts = arnParts(value);
  if (!parts) {
    return value.unknown ? notKnown(value.unknown.why) : everybody(`${shown} names no account`);
  }
  const match = partsMatch(parts, operator, others, place);
  if (match.strangers === 'yes') {
    return { ...match, why: `${shown} names no account` };
  }
  return match.strangers === 'no' && hasWildcardBeforeAccount(parts, operator)
    ? { ...match, strangers: 'yes', why: `${shown} has a wildcard before the account` }
    : match;
}

function partsMatch(
  parts: readonly PartialString[],
  operator: ConditionOperator,
  others: readonly PartialString[],
  place: OwnPlace,
): SourceMatch {
  const account = accountMatch(parts[4], operator.wildcards, place.account);
  const resource = resourceFit(parts[5], others);
  const fits = [partitionFit(parts[1], place), serviceFit(parts[2]), resource];
  return {
    own: every([account.own, ...fits.map(({ truth }) => truth)]),
    strangers: account.strangers,
    foreign: account.foreign,
    neverNamed: resource.truth === 'no' ? resource.why : undefined,
    why: fits.find(({ truth }) => truth !== 'yes')?.why ?? account.why,
  };
}

/** Text is compared as a whole, so a wildcard before the account takes in an ARN that has the account in its name. */
function hasWildcardBeforeAccount(parts: readonly PartialString[], { family }: ConditionOperator): boolean {
  const isWildcard = ({ literal }: PartialString) => literal !== undefined && WILDCARD.test(literal);
  return family === 'String' && parts.slice(0, 4).some(isWildcard);
}

/** What the app itself makes is in the account of the role, or in one that the app names. */
function referenceMatch({ parts }: PartialString): SourceMatch | undefined {
  const [only, ...more] = parts;
  if (more.length > 0 || typeof only === 'string' || only?.kind !== 'reference') {
    return undefined;
  }
  const { type, logicalId } = only.declaration;
  if (!type.startsWith('AWS::SageMaker::')) {
    return nobody(`${logicalId} is no resource of SageMaker`);
  }
  const feature = FROZEN_RESOURCE_TYPES[kebab(type.slice('AWS::SageMaker::'.length))];
  return feature
    ? { ...nobody(narrowed(feature, logicalId)), neverNamed: narrowed(feature, logicalId) }
    : { own: 'yes', strangers: 'no' };
}

function kebab(name: string): string {
  return name.replace(/([a-z])(?=[A-Z])/g, '$1-').toLowerCase();
}

function narrowed(feature: string, resource: string): string {
  return `${feature} does not name ${resource} when it assumes a role`;
}

interface Fit {
  readonly truth: Truth;
  readonly why?: string;
}

function partitionFit(part: PartialString, { partition }: OwnPlace): Fit {
  const { literal } = part;
  if (literal === undefined || WILDCARD.test(literal)) {
    return { truth: 'yes' };
  }
  const why = partition
    ? `the role is in partition ${partition}, not in ${literal}`
    : `whether ${literal} is the partition is only known when it is deployed`;
  return { truth: partition === undefined ? 'maybe' : truthOf(partition === literal), why };
}

function serviceFit(part: PartialString): Fit {
  return { truth: part.covers('sagemaker'), why: `${part} is not the service sagemaker` };
}

/** Whether SageMaker sends an ARN of the shape. */
function resourceFit(resource: PartialString, others: readonly PartialString[]): Fit {
  const { literal } = resource;
  if (literal === undefined) {
    return { truth: 'yes' };
  }
  const [type, ...name] = literal.split('/');
  if (WILDCARD.test(type)) {
    return { truth: 'yes' };
  }
  const frozen = FROZEN_RESOURCE_TYPES[type];
  if (frozen && name.join('/') !== '*') {
    return {
      truth: truthOf(others.some((other) => coversAll(other, type))),
      why: name.length ? narrowed(frozen, literal) : outdated(literal),
    };
  }
  if (frozen && frozen !== 'Images') {
    return { truth: truthOf(others.some((other) => coversAll(other, 'any'))), why: narrowed(frozen, literal) };
  }
  return jobFit(type, name);
}

function jobFit(type: string, name: readonly string[]): Fit {
  if (!Object.hasOwn(RESOURCE_TYPE_ACTIONS, type)) {
    return { truth: 'maybe', why: `${type} is no type of resource that is known` };
  }
  if (name.length === 0) {
    return { truth: 'no', why: outdated(type) };
  }
  const pipeline = type === 'pipeline' && name[0] !== '*' && name.slice(1).join('/') !== '*';
  return pipeline
    ? { truth: 'no', why: `pipelines name their executions, which need ${type}/${name[0]}/*` }
    : { truth: 'yes' };
}

function outdated(type: string): string {
  return `SageMaker sends ${type}/ with a name behind it, not ${type} alone`;
}

/** Whether a value takes in all resources of a type. */
function coversAll(value: PartialString, type: string): boolean {
  const resource = arnParts(value)?.[5].literal;
  return resource === '*' || resource === `${type}/*`;
}

/** The six parts of an ARN; undefined for what has fewer. */
function arnParts(arn: PartialString): readonly PartialString[] | undefined {
  const parts: StringPart[][] = [[]];
  for (const part of arn.parts) {
    const pieces = typeof part === 'string' ? splitOff(part, 6 - parts.length) : [part];
    parts.at(-1)?.push(pieces[0]);
    parts.push(...pieces.slice(1).map((piece) => [piece]));
  }
  return parts.length === 6 ? parts.map((pieces) => PartialString.join(pieces)) : undefined;
}

/** Splits at as many colons as there are separators left. */
function splitOff(text: string, separators: number): string[] {
  const pieces = text.split(':');
  return pieces.length > separators ? [...pieces.slice(0, separators), pieces.slice(separators).join(':')] : pieces;
}
