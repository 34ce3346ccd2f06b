import { AuthorizationOutcome } from '../../shared/authorization-outcome';
import type { AuthorizerEvent } from '../authorizer/authorizer';
import type { TokenIdentity, Verification } from '../authorizer/token';
import { RefusalReason } from '../authorizer/token-claims';
import { headerValues, requestIdIn } from '../event';
import { cookieIn, TOKEN_COOKIE } from './cookies';
import { Purpose, type SealPorts, unseal } from './sealed';

/** Why a cookie is refused, besides the reasons of its token. */
export enum CookieRefusal {
  /** There is no token cookie, or not exactly one. */
  MISSING = 'missing-cookie',
  /** It was not sealed by this portal, or has expired. */
  INVALID = 'invalid-cookie',
  /** Another site made the browser send the request. */
  FOREIGN_SITE = 'foreign-site',
  /** KMS did not answer. */
  KEY_UNAVAILABLE = 'cookie-key-unavailable',
}

export interface CookieAuthorizerPorts {
  readonly seal: SealPorts;
  /** Verifies a token exactly as the authorizer of other routes does. */
  readonly verify: (token: string) => Promise<Verification>;
  readonly record: (record: CookieAuthorizerRecord) => void;
}

export interface CookieAuthorizerRecord {
  readonly outcome: AuthorizationOutcome;
  readonly reason: string;
  readonly requestId: string;
  readonly issuer?: string;
  readonly subject?: string;
}

export interface CookieAuthorizerResult {
  readonly principalId: string;
  readonly policyDocument: {
    readonly Version: '2012-10-17';
    readonly Statement: readonly [{ Effect: 'Allow'; Action: 'execute-api:Invoke'; Resource: string }];
  };
  readonly context: TokenIdentity | { readonly refusal: string };
}

const OPEN_METHOD = /^arn:aws[a-z0-9-]*:execute-api:[a-z0-9-]+:\d{12}:[a-z0-9]+\/[\w$-]+\/GET\/open$/;
const SIGN_IN_AGAIN: readonly string[] = [
  CookieRefusal.MISSING,
  CookieRefusal.INVALID,
  CookieRefusal.FOREIGN_SITE,
  RefusalReason.EXPIRED,
];
const OWN_SITES: readonly unknown[] = ['same-origin', 'none'];

/**
 * Identifies the user of the page that opens Studio. API Gateway has no page for a refusal, so this authorizer lets each request
 * reach this one method, and passes on either the user that a verified token names, or why there is none. Without a user, the
 * function only returns a page.
 */
export async function authorizeCookie(
  event: AuthorizerEvent,
  requestId: string,
  ports: CookieAuthorizerPorts,
): Promise<CookieAuthorizerResult> {
  const methodArn = methodOf(event);
  const verification = await verificationOf(event, ports);
  ports.record({ ...recordOf(verification), requestId: requestIdIn(event) ?? requestId });
  const context = verification.accepted ? verification.identity : { refusal: verification.reason };
  return {
    principalId: verification.accepted ? principalOf(verification.identity) : 'nobody',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: methodArn }],
    },
    context,
  };
}

/** Two identity providers may give the same subject to two people. */
function principalOf({ issuer, subject }: TokenIdentity): string {
  return `${issuer}#${subject}`;
}

type CookieVerification = Verification | { readonly accepted: false; readonly reason: CookieRefusal };

async function verificationOf(
  { headers, multiValueHeaders }: AuthorizerEvent,
  { seal, verify }: CookieAuthorizerPorts,
): Promise<CookieVerification> {
  const sites = headerValues(headers, 'sec-fetch-site');
  if (sites.length !== 1 || !OWN_SITES.includes(sites[0])) {
    return { accepted: false, reason: CookieRefusal.FOREIGN_SITE };
  }
  const cookie = cookieIn(headers, multiValueHeaders, TOKEN_COOKIE);
  if (cookie === undefined) {
    return { accepted: false, reason: CookieRefusal.MISSING };
  }
  try {
    const content = await unseal(Purpose.TOKEN, cookie, seal);
    return typeof content?.token === 'string'
      ? await verify(content.token)
      : { accepted: false, reason: CookieRefusal.INVALID };
  } catch {
    return { accepted: false, reason: CookieRefusal.KEY_UNAVAILABLE };
  }
}

/** Fails for every other method, so that this function authorizes none of them by mistake. */
function methodOf({ methodArn }: AuthorizerEvent): string {
  if (typeof methodArn !== 'string' || !OPEN_METHOD.test(methodArn)) {
    throw new Error('the event names another method');
  }
  return methodArn;
}

function recordOf(verification: CookieVerification): Omit<CookieAuthorizerRecord, 'requestId'> {
  if (verification.accepted) {
    return { outcome: AuthorizationOutcome.ALLOWED, reason: 'verified', ...verification.identity };
  }
  const { reason } = verification;
  const identity = 'identity' in verification ? verification.identity : undefined;
  return { outcome: outcomeOf(reason), reason, ...identity };
}

function outcomeOf(reason: string): AuthorizationOutcome {
  if (isFailure(reason)) {
    return AuthorizationOutcome.FAILED;
  }
  return isSignInAgain(reason) ? AuthorizationOutcome.UNAUTHENTICATED : AuthorizationOutcome.DENIED;
}

/** Whether a refusal ends when the user signs in again. */
export function isSignInAgain(reason: string): boolean {
  return SIGN_IN_AGAIN.includes(reason);
}

/** Whether a refusal is a failure, which users can only wait for. */
export function isFailure(reason: string): boolean {
  return reason.endsWith('-unavailable');
}
