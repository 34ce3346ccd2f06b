import type { TokenPolicy } from '../../shared/jwt-settings';
import { type KeySource, type TokenIdentity, type Verification, verifyToken } from './token';
import { RefusalReason } from './token-refusal';

/** What is used of the event of a Lambda authorizer; everything in it is input. */
export interface AuthorizerEvent {
  readonly methodArn?: unknown;
  /** Of authorizers of type TOKEN. */
  readonly authorizationToken?: unknown;
  /** Of authorizers of type REQUEST. */
  readonly headers?: unknown;
  readonly multiValueHeaders?: unknown;
  readonly requestContext?: unknown;
}

export interface AuthorizerResult {
  readonly principalId: string;
  readonly policyDocument: { readonly Version: '2012-10-17'; readonly Statement: readonly AuthorizerStatement[] };
  readonly context?: { readonly issuer: string; readonly subject: string };
}

interface AuthorizerStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: 'execute-api:Invoke';
  readonly Resource: string;
}

/** All that is ever logged of a request. */
export interface AuthorizerRecord {
  readonly outcome: 'allowed' | 'denied';
  readonly reason: string;
  readonly requestId: string;
  readonly issuer?: string;
  readonly subject?: string;
}

export interface AuthorizerPorts {
  readonly policy: TokenPolicy;
  readonly keys: KeySource;
  /** In milliseconds. */
  readonly now: () => number;
  readonly record: (record: AuthorizerRecord) => void;
}

const METHOD_ARN = /^(arn:aws[a-z0-9-]*:execute-api:[a-z0-9-]+:\d{12}:[a-z0-9]+\/[\w$-]+)\/[A-Z]+\/.*$/s;
const BEARER = /^bearer +(\S+)$/i;

/**
 * Allows or denies, always in so many words: API Gateway unites what an authorizer says with the resource policy, so that
 * silence would leave the decision to the latter.
 */
export async function authorize(
  event: AuthorizerEvent,
  requestId: string,
  ports: AuthorizerPorts,
): Promise<AuthorizerResult> {
  const verification = await verificationOf(event, ports);
  const result = verification.accepted ? allowing(stageOf(event), verification.identity) : DENYING;
  ports.record(recordOf(verification, requestIdOf(event) ?? requestId));
  if (!verification.accepted && verification.reason === RefusalReason.MISSING_TOKEN) {
    // API Gateway answers 401 to this very message alone, and 403 to a policy that denies.
    throw new Error('Unauthorized');
  }
  return result;
}

function recordOf(verification: Verification, requestId: string): AuthorizerRecord {
  const { accepted, identity } = verification;
  return {
    outcome: accepted ? 'allowed' : 'denied',
    reason: accepted ? 'verified' : verification.reason,
    requestId,
    ...identity,
  };
}

/** Whoever is refused has no name, and is refused everywhere. */
const DENYING: AuthorizerResult = {
  principalId: 'refused',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 'execute-api:Invoke', Resource: '*' }],
  },
};

/** For all methods of the stage, since API Gateway may keep the policy for other methods of it. */
function allowing(stageArn: string, { issuer, subject }: TokenIdentity): AuthorizerResult {
  return {
    principalId: subject,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: `${stageArn}/*` }],
    },
    context: { issuer, subject },
  };
}

async function verificationOf(event: AuthorizerEvent, { policy, keys, now }: AuthorizerPorts): Promise<Verification> {
  const values = authorizationOf(event);
  if (values.every((value) => value === undefined || value === '')) {
    return { accepted: false, reason: RefusalReason.MISSING_TOKEN };
  }
  const [value] = values;
  const token = values.length === 1 && typeof value === 'string' ? BEARER.exec(value)?.[1] : undefined;
  return token === undefined
    ? { accepted: false, reason: RefusalReason.MALFORMED_TOKEN }
    : verifyToken(token, policy, keys, now() / 1000);
}

/** Of several headers of that name none is the right one. */
function authorizationOf({ authorizationToken, headers, multiValueHeaders }: AuthorizerEvent): unknown[] {
  if (authorizationToken !== undefined) {
    return [authorizationToken];
  }
  const several = valuesOf(multiValueHeaders).flat();
  return several.length > 0 ? several : valuesOf(headers);
}

function valuesOf(headers: unknown): unknown[] {
  const entries = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
  return entries.flatMap(([name, value]) => (name.toLowerCase() === 'authorization' ? [value] : []));
}

function stageOf({ methodArn }: AuthorizerEvent): string {
  const stageArn = typeof methodArn === 'string' ? METHOD_ARN.exec(methodArn)?.[1] : undefined;
  if (stageArn === undefined) {
    throw new Error('the event names no method of an API');
  }
  return stageArn;
}

/** The id in the access log of the API, which authorizers of type TOKEN are not told. */
function requestIdOf({ requestContext }: AuthorizerEvent): string | undefined {
  const context =
    typeof requestContext === 'object' && requestContext !== null ? (requestContext as Record<string, unknown>) : {};
  const { requestId } = context;
  return typeof requestId === 'string' && /^[\w-]{1,128}$/.test(requestId) ? requestId : undefined;
}
