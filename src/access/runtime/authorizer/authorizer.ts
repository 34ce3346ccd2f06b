import { AuthorizationOutcome } from '../../shared/authorization-outcome';
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

/** Why no token could be judged, besides keys that are unavailable. */
export enum FailureReason {
  /** The settings of the function are missing or malformed. */
  BROKEN_CONFIGURATION = 'broken-configuration',
  /** The event names no method of an API. */
  UNEXPECTED_EVENT = 'unexpected-event',
  INTERNAL_ERROR = 'internal-error',
}

/** A closed list, because each reason is a metric. */
export type AuthorizerReason = 'verified' | RefusalReason | FailureReason;

/** Everything that is logged about a request. */
export interface AuthorizerRecord {
  readonly outcome: AuthorizationOutcome;
  readonly reason: AuthorizerReason;
  readonly requestId: string;
  readonly issuer?: string;
  readonly subject?: string;
}

/** The tokens that are accepted, and the keys that verify them. */
export interface TokenSettings {
  readonly policy: TokenPolicy;
  readonly keys: KeySource;
}

export interface AuthorizerPorts {
  /** Throws if the settings of the function are missing or malformed. */
  readonly settings: () => TokenSettings;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly record: (record: AuthorizerRecord) => void;
}

interface Decision {
  readonly outcome: AuthorizationOutcome;
  readonly reason: AuthorizerReason;
  readonly identity?: TokenIdentity;
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

/** Refusals that end when the caller signs in again. All others that the token causes are final. */
const UNAUTHENTICATED: readonly AuthorizerReason[] = [
  RefusalReason.MISSING_TOKEN,
  RefusalReason.EXPIRED,
  RefusalReason.NOT_YET_VALID,
  RefusalReason.ISSUED_IN_FUTURE,
];

/** These are no fault of the token. */
const FAILURES: readonly AuthorizerReason[] = [RefusalReason.KEYS_UNAVAILABLE, ...Object.values(FailureReason)];

/**
 * Returns a policy that either allows or denies explicitly. API Gateway combines it with the resource policy, which would decide
 * if this one did neither.
 *
 * API Gateway responds with 403 to a policy that denies, with 401 to the message `Unauthorized`, and with its response for a failed
 * authorizer to every other message.
 */
export async function authorize(
  event: AuthorizerEvent,
  requestId: string,
  ports: AuthorizerPorts,
): Promise<AuthorizerResult> {
  const decision = await decisionOn(event, ports);
  const { outcome, reason, identity } = decision;
  ports.record({ outcome, reason, requestId: requestIdIn(event) ?? requestId, ...identity });
  if (outcome === AuthorizationOutcome.UNAUTHENTICATED) {
    throw new Error('Unauthorized');
  }
  if (outcome === AuthorizationOutcome.FAILED) {
    throw new Error('The caller could not be authorized');
  }
  const stage = stageOf(event);
  return outcome === AuthorizationOutcome.ALLOWED && identity && stage ? allowed(stage, identity) : DENIED;
}

async function decisionOn(event: AuthorizerEvent, ports: AuthorizerPorts): Promise<Decision> {
  try {
    const verification = await verificationOf(event, settingsOf(ports), ports.now() / 1000);
    if (!verification.accepted) {
      return decision(verification.reason, verification.identity);
    }
    return decision(stageOf(event) ? 'verified' : FailureReason.UNEXPECTED_EVENT, verification.identity);
  } catch (error) {
    return decision(
      error instanceof BrokenConfiguration ? FailureReason.BROKEN_CONFIGURATION : FailureReason.INTERNAL_ERROR,
    );
  }
}

class BrokenConfiguration extends Error {}

function settingsOf({ settings }: AuthorizerPorts): TokenSettings {
  try {
    return settings();
  } catch {
    throw new BrokenConfiguration();
  }
}

function decision(reason: AuthorizerReason, identity?: TokenIdentity): Decision {
  return { outcome: outcomeOf(reason), reason, identity };
}

function outcomeOf(reason: AuthorizerReason): AuthorizationOutcome {
  if (reason === 'verified') {
    return AuthorizationOutcome.ALLOWED;
  }
  if (FAILURES.includes(reason)) {
    return AuthorizationOutcome.FAILED;
  }
  return UNAUTHENTICATED.includes(reason) ? AuthorizationOutcome.UNAUTHENTICATED : AuthorizationOutcome.DENIED;
}

async function verificationOf(
  event: AuthorizerEvent,
  { policy, keys }: TokenSettings,
  nowSeconds: number,
): Promise<Verification> {
  const values = authorizationOf(event);
  if (values.every((value) => value === undefined || value === '')) {
    return { accepted: false, reason: RefusalReason.MISSING_TOKEN };
  }
  const token = values.length === 1 ? bearerToken(values[0]) : undefined;
  if (token === undefined) {
    return { accepted: false, reason: RefusalReason.MALFORMED_TOKEN };
  }
  return verifyToken(token, policy, keys, nowSeconds);
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

function stageOf({ methodArn }: AuthorizerEvent): string | undefined {
  return typeof methodArn === 'string' ? METHOD_ARN.exec(methodArn)?.[1] : undefined;
}

/** Allows all methods of the stage, because API Gateway may reuse the policy for another method. */
function allowed(stageArn: string, { issuer, subject }: TokenIdentity): AuthorizerResult {
  return {
    // Two identity providers may give the same subject to two people.
    principalId: `${issuer}#${subject}`,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: `${stageArn}/*` }],
    },
    context: { issuer, subject },
  };
}
