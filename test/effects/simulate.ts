import {
  type EvaluationResult,
  type RunSimulationResults,
  runSimulation,
  type Simulation,
} from '@cloud-copilot/iam-simulate';
import { shareCollator } from './collation';
import type { Policy, PolicyKind } from './policies';

shareCollator();

export type Decision = EvaluationResult;

export interface EffectRequest {
  /** A service principal, or the ARN of a user, role or session. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

const FULL_ACCESS = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** Decides a request; throws where the simulator would decide another request than the one that was meant. */
export async function decide(
  policies: readonly Policy[],
  request: EffectRequest,
  resourceAccount: string,
): Promise<Decision> {
  const result = await runSimulation(simulationOf(policies, request, resourceAccount), {});
  if (result.resultType === 'error') {
    throw new Error(`the simulator refuses ${JSON.stringify(request)}: ${JSON.stringify(result.errors)}`);
  }
  const ignored = ignoredKeys(result);
  if (ignored.length > 0) {
    throw new Error(`the simulator ignores ${ignored.join(', ')} of ${JSON.stringify(request)}`);
  }
  return result.overallResult;
}

function simulationOf(policies: readonly Policy[], request: EffectRequest, accountId: string): Simulation {
  const { principal, action, resource } = request;
  const { context, variables } = withoutVariables(request.context);
  const attached = documentsOf(
    policies.map((policy) => ({
      ...policy,
      document: withVariables(documentWithKnownKey(policy.document), variables),
    })),
  );
  return {
    request: { principal, action, resource: { resource, accountId }, contextVariables: withKnownKey(context) },
    identityPolicies: attached('identity'),
    permissionBoundaryPolicies: orNone(attached('boundary')),
    serviceControlPolicies: inRoot(attached('scp'), [{ name: 'FullAWSAccess', policy: FULL_ACCESS }]),
    resourceControlPolicies: inRoot(attached('rcp'), []),
    vpcEndpointPolicies: orNone(attached('endpoint')),
    resourcePolicy: theOnly([...attached('trust'), ...attached('resource')])?.policy,
  };
}

/** The simulator does not know condition keys with a variable part, so another key of the same type stands for this one. */
const CONTEXT_KEY = 'kms:EncryptionContext:portal';
const STANDS_FOR = 'kms:ViaService';

function withKnownKey<T>(json: T): T {
  const text = JSON.stringify(json);
  return text.includes(CONTEXT_KEY) ? JSON.parse(text.replaceAll(CONTEXT_KEY, STANDS_FOR)) : json;
}

const documents = new WeakMap<object, unknown>();

/** The same for a document, which many requests share. */
function documentWithKnownKey(document: unknown): unknown {
  const known = documents.get(document as object) ?? withKnownKey(document);
  documents.set(document as object, known);
  return known;
}

/** No action carries these keys: SageMaker sets them as policy variables alone, and the simulator would drop them. */
const VARIABLES = ['sagemaker:DomainId', 'sagemaker:UserProfileName'];

type Context = Record<string, string | string[]>;

function withoutVariables(all: EffectRequest['context']): { context: Context; variables: Context } {
  const pick = (wanted: boolean) =>
    Object.fromEntries(Object.entries(all).filter(([key]) => VARIABLES.includes(key) === wanted));
  return { context: pick(false), variables: pick(true) };
}

/** Puts the values in as IAM would. A variable that is not set stays as it is, for the simulator to fail on. */
function withVariables(document: unknown, variables: Context): unknown {
  if (Object.keys(variables).length === 0) {
    return document;
  }
  const text = Object.entries(variables).reduce(
    (json, [key, value]) => json.replaceAll(new RegExp(`\\$\\{${key}(, '[^']*')?\\}`, 'g'), () => String(value)),
    JSON.stringify(document),
  );
  return JSON.parse(text);
}

interface NamedPolicy {
  readonly name: string;
  // The simulator takes any JSON.
  readonly policy: unknown;
}

function documentsOf(policies: readonly Policy[]): (kind: PolicyKind) => NamedPolicy[] {
  return (kind) =>
    policies
      .filter((policy) => policy.kind === kind)
      .map(({ name, document }) => ({ name, policy: forSimulator(kind, document) }));
}

/** Policies of repositories have no resource; the simulator wants one. Only the copy that is simulated gets it. */
function forSimulator(kind: PolicyKind, document: unknown): unknown {
  if (kind !== 'resource') {
    return document;
  }
  const { Statement, ...others } = document as { Statement: Record<string, unknown>[] };
  return { ...others, Statement: Statement.map((statement) => ({ Resource: '*', ...statement })) };
}

function orNone<T>(items: T[]): T[] | undefined {
  return items.length > 0 ? items : undefined;
}

function inRoot(policies: NamedPolicy[], always: NamedPolicy[]): { orgIdentifier: string; policies: NamedPolicy[] }[] {
  return policies.length > 0 ? [{ orgIdentifier: 'r-root', policies: [...always, ...policies] }] : [];
}

function theOnly(policies: NamedPolicy[]): NamedPolicy | undefined {
  if (policies.length > 1) {
    throw new Error(`a request meets one resource policy, got ${policies.map(({ name }) => name).join(', ')}`);
  }
  return policies[0];
}

function ignoredKeys(result: Exclude<RunSimulationResults, { resultType: 'error' }>): string[] {
  const results = result.resultType === 'single' ? [result.result] : result.results;
  return [...new Set(results.flatMap(({ ignoredContextKeys }) => ignoredContextKeys ?? []))];
}
