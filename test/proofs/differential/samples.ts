import type { Request } from '../../../src/private/decisions/decision';
import { statementsOf } from '../../../src/private/decisions/document';
import { RequestSpace, type Requests } from '../../../src/private/decisions/requests';
import { ENVIRONMENTS, type Environment } from '../../effects/environment';
import { deployed, type SynthesizedSubject } from '../../effects/harness';
import type { Policy } from '../../effects/policies';
import type { EffectRequest } from '../../effects/simulate';
import { pick, type Random, randomNumbers } from '../../random';
import { documentedRequests } from '../documented';

/** Where samples are from; shared, since many policies compare the same texts. */
export interface Source {
  readonly requests: Requests;
  readonly space: RequestSpace;
}

export async function sourceOf(subjects: readonly SynthesizedSubject[]): Promise<Source> {
  const documents = subjects.flatMap((subject) => deployed(subject, ENVIRONMENTS[0]));
  const requests = await documentedRequests(documents.flatMap(({ document }) => statementsOf(document)));
  return { requests, space: new RequestSpace(requests) };
}

/** Requests about policies, always the same ones: of their classes, and as many again with keys and values of several classes. */
export function samplesOf(
  policies: readonly Policy[],
  environment: Environment,
  count: number,
  { requests, space }: Source,
): EffectRequest[] {
  const statements = policies.flatMap(({ document }) => statementsOf(document));
  const classes: Request[] = [];
  space.visit(statements, {
    skips: () => classes.length >= CLASSES_MAX,
    visits: (request) => classes.push(request),
  });
  const random = randomNumbers(classes.length);
  const mixed = Array.from({ length: count }, () => mixedOf(classes, requests, random));
  const spread = classes.filter((_, index) => (index * GOLDEN) % 1 < count / classes.length);
  return [...spread, ...mixed].map((request) => effectOf(request, environment));
}

const CLASSES_MAX = 20_000;
/** Multiples of it are spread evenly between whole numbers. */
const GOLDEN = 0.618_033_988_749_895;

/** A request with the keys of several others, as far as its action has them. */
function mixedOf(classes: readonly Request[], requests: Requests, random: Random): Request {
  const next = () => pick(classes, random);
  const { action, resource } = next();
  const { principal } = next();
  const contexts = [next(), next(), next()].map(({ context }) => context);
  const keys = Object.entries(Object.assign({}, ...contexts) as Request['context']);
  const carried = keys.filter(([key]) => requests.hasKey(action, key));
  return { action, resource, principal, context: Object.fromEntries(carried) };
}

/** Keys that the simulator knows only in this case. */
const SPELLINGS: Readonly<Record<string, string>> = {
  'kms:encryptioncontext:portal': 'kms:EncryptionContext:portal',
  'sagemaker:domainid': 'sagemaker:DomainId',
  'sagemaker:userprofilename': 'sagemaker:UserProfileName',
};

function effectOf({ principal, action, resource, context }: Request, environment: Environment): EffectRequest {
  const { partition, account } = environment;
  const present = Object.entries(context).flatMap(([key, value]): [string, string | string[]][] =>
    value === undefined ? [] : [[SPELLINGS[key] ?? key, typeof value === 'string' ? value : [...value]]],
  );
  return {
    principal: principal?.id ?? `arn:${partition}:iam::${account}:role/caller`,
    action,
    resource: resource === '' ? '*' : resource,
    context: Object.fromEntries(present),
  };
}
