import { type ApiDefinition, type ApiMethod, withRoot } from './api-definition';
import { authorizationFlow, type Caller, type FlowResult, type Signer } from './authorization-flow';
import type { PolicyDocument } from './deployment';
import { type AccessRequest, endpointVerdict, resourceVerdict } from './verdicts';

/** How a request comes to a service of AWS. */
export interface WayIn {
  /** The endpoint. @default - none, which means over the internet */
  readonly endpointId?: string;
  /** Its policy. @default - allows everything, as that of an endpoint of somebody else may */
  readonly endpointPolicy?: PolicyDocument;
}

export const INTERNET: WayIn = {};

/** What IAM knows of a way. */
export function contextOf({ endpointId }: WayIn): Record<string, string> {
  return endpointId === undefined ? {} : { 'aws:SourceVpce': endpointId };
}

/** Whether a request gets through to the integration of a method, by the policies as they are in the template. */
export function authorizeCall(
  api: ApiDefinition,
  method: ApiMethod,
  way: WayIn,
  caller: (request: AccessRequest) => Promise<Caller>,
): Promise<FlowResult> {
  const { policy } = api;
  const { endpointPolicy } = way;
  const request: AccessRequest = {
    action: 'execute-api:Invoke',
    resource: withRoot(api.arnOf(`/${api.stage}/${method.httpMethod}${method.path}`)),
    context: contextOf(way),
  };
  return authorizationFlow(method.authorization, {
    endpoint: endpointPolicy && (() => endpointVerdict(endpointPolicy, request)),
    resource: policy && ((signer) => resourceVerdict(policy, signer ? signedBy(signer, request) : request)),
    caller: () => caller(request),
  });
}

function signedBy({ principal, roleArn }: Signer, request: AccessRequest): AccessRequest {
  return { ...request, principal, context: { ...request.context, 'aws:PrincipalArn': roleArn } };
}
