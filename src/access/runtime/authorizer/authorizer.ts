import type { TokenPolicy } from '../../shared/jwt-settings';
import { headerValues, requestIdIn } from '../event';
import { type KeySource, type TokenIdentity, type Verification, verifyToken } from './token';
import { RefusalReason } from './token-claims';

/** The fields of a Lambda authorizer's event that are used. All of them are untrusted input. */
export interface AuthorizerEvent {
  readonly methodArn?: unknown;
  /** In events of authorizers of type TOKEN. */
  readonly authorizationToken?: unknown;
  /** In events of authorizers of type REQUEST. */
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

/** Everything that is logged about a request. */
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
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly record: (record: AuthorizerRecord) => void;
}

const METHOD_ARN = /^(arn:aws[a-z0-9-]*:execute-api:[a-z0-9-]+:\d{12}:[a-z0-9]+\/[\w$-]+)\/[A-Z]+\/.*$/s;
const BEARER = /^bearer +(\S+)$/i;

/** A refused caller has no name, and is denied everything. */
const DENIED: AuthorizerResult = {
  principalId: 'refused',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: 'execute-api:Invoke', Resource: '*' }],
  },
};

/**
 * Returns a policy that either allows or denies explicitly. API Gateway combines it with the resource policy, which would decide
 * if this one did neither.
 */
export async function authorize(
  event: AuthorizerEvent,
  requestId: string,
  ports: AuthorizerPorts,
): Promise<AuthorizerResult> {
  const verification = await verificationOf(event, ports);
  const result = verification.accepted ? allowed(stageOf(event), verification.identity) : DENIED;
  ports.record(recordOf(verification, requestIdIn(event) ?? requestId));
  if (!verification.accepted && verification.reason === RefusalReason.MISSING_TOKEN) {
    // API Gateway responds with 401 only to this message, and with 403 to a policy that denies.
    throw new Error('Unauthorized');
  }
  return result;
}

async function verificationOf(event: AuthorizerEvent, { policy, keys, now }: AuthorizerPorts): Promise<Verification> {
  const values = authorizationOf(event);
  if (values.every((value) => value === undefined || value === '')) {
    return { accepted: false, reason: RefusalReason.MISSING_TOKEN };
  }
  const token = values.length === 1 ? bearerToken(values[0]) : undefined;
  if (token === undefined) {
    return { accepted: false, reason: RefusalReason.MALFORMED_TOKEN };
  }
  return verifyToken(token, policy, keys, now() / 1000);
}

/** All values of the header: none is preferred if there are several. */
function authorizationOf({ authorizationToken, headers, multiValueHeaders }: AuthorizerEvent): unknown[] {
  if (authorizationToken !== undefined) {
    return [authorizationToken];
  }
  const several = headerValues(multiValueHeaders, 'authorization').flat();
  return several.length > 0 ? several : headerValues(headers, 'authorization');
}

function bearerToken(value: unknown): string | undefined {
  return typeof value === 'string' ? BEARER.exec(value)?.[1] : undefined;
}

function stageOf({ methodArn }: AuthorizerEvent): string {
  const stageArn = typeof methodArn === 'string' ? METHOD_ARN.exec(methodArn)?.[1] : undefined;
  if (stageArn === undefined) {
    throw new Error('the event names no method of an API');
  }
  return stageArn;
}

/** Allows all methods of the stage, because API Gateway may reuse the policy for another method. */
function allowed(stageArn: string, { issuer, subject }: TokenIdentity): AuthorizerResult {
  return {
    principalId: subject,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: `${stageArn}/*` }],
    },
    context: { issuer, subject },
  };
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
