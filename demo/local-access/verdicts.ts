import { anonymousPrincipal, type RunSimulationResults, runSimulation } from '@cloud-copilot/iam-simulate';
import { shareCollator } from '../../test/effects/collation';
import { remembering } from '../../test/effects/remembering';
import { Verdict } from './authorization-flow';
import type { PolicyDocument } from './deployment';
import { ENVIRONMENT } from './local-access-stack';

shareCollator();

/** A request as IAM sees it. */
export interface AccessRequest {
  /** The ARN of a session. @default - anybody, who has none */
  readonly principal?: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

type Policies = Pick<Parameters<typeof runSimulation>[0], 'resourcePolicy' | 'vpcEndpointPolicies'> & {
  readonly identityPolicies?: { name: string; policy: unknown }[];
};

/** What a policy of a resource says, by itself. */
export async function resourceVerdict(policy: PolicyDocument, request: AccessRequest): Promise<Verdict> {
  const { resourceAnalysis } = await analysisOf({ resourcePolicy: policy }, request);
  return verdictOf(resourceAnalysis?.result);
}

/** What a policy of an endpoint says, by itself. */
export async function endpointVerdict(policy: PolicyDocument, request: AccessRequest): Promise<Verdict> {
  const { endpointAnalysis } = await analysisOf({ vpcEndpointPolicies: [{ name: 'endpoint', policy }] }, request);
  return verdictOf(endpointAnalysis?.result);
}

/** What the policies of a caller say, or the one that an authorizer gave it. */
export async function callerVerdict(policies: readonly PolicyDocument[], request: AccessRequest): Promise<Verdict> {
  // Whoever is nobody to IAM has no policies there, while what an authorizer says reads like a policy of a caller.
  const principal = request.principal ?? `arn:aws:iam::${ENVIRONMENT.account}:role/Authorized`;
  const identityPolicies = policies.map((policy, index) => ({ name: `policy ${index}`, policy }));
  const { identityAnalysis } = await analysisOf({ identityPolicies }, { ...request, principal });
  return verdictOf(identityAnalysis?.result);
}

type Analysis = Exclude<RunSimulationResults, { resultType: 'error' | 'wildcard' }>['result']['analysis'];

function analysisOf(policies: Policies, request: AccessRequest): Promise<Analysis> {
  return analyzed(JSON.stringify([policies, request]));
}

/** The analysis of policies and a request, which are alike for many calls. */
const analyzed = remembering((question) => {
  const [policies, request] = JSON.parse(question) as [Policies, AccessRequest];
  return analyze(policies, request);
});

async function analyze(policies: Policies, { principal, action, resource, context }: AccessRequest): Promise<Analysis> {
  const result = await runSimulation(
    {
      request: {
        principal: principal ?? anonymousPrincipal,
        action,
        resource: { resource, accountId: ENVIRONMENT.account },
        contextVariables: context,
      },
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...policies,
      identityPolicies: policies.identityPolicies ?? [],
    },
    {},
  );
  if (result.resultType !== 'single') {
    throw new Error(`the simulator does not decide ${action}: ${JSON.stringify(result)}`);
  }
  const { analysis, ignoredContextKeys = [] } = result.result;
  if (ignoredContextKeys.length > 0) {
    throw new Error(`the simulator ignores ${ignoredContextKeys.join(', ')} of ${action}`);
  }
  return analysis;
}

const VERDICTS: Readonly<Record<string, Verdict>> = {
  Allowed: Verdict.ALLOW,
  ExplicitlyDenied: Verdict.DENY,
  ImplicitlyDenied: Verdict.SILENT,
};

function verdictOf(result: string | undefined): Verdict {
  const verdict = VERDICTS[String(result)];
  if (verdict === undefined) {
    throw new Error(`${result} is no verdict that this knows`);
  }
  return verdict;
}
