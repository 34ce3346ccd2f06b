import { Route } from '../../shared/url-function';
import { entryKey } from '../directory-item';
import { requestIdIn, textIn, valueIn } from '../event';

/** The fields of a Lambda proxy integration's event that are used. All of them are untrusted input. */
export interface ProxyEvent {
  readonly httpMethod?: unknown;
  /** The path of the resource in the API, such as `/studio`, not the path of the request. */
  readonly resource?: unknown;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly queryStringParameters?: unknown;
  readonly isBase64Encoded?: unknown;
  readonly requestContext?: unknown;
}

/** A person, by the names that the identity provider gives. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** The key of the person's entry in the directory. */
  readonly key: string;
}

/** Why a request identifies nobody. */
export enum IdentityFault {
  /** Neither an authorizer nor IAM has identified anybody. */
  NONE = 'no-identity',
  /** The authorizer returned a malformed issuer or subject. */
  MALFORMED = 'malformed-identity',
  /** IAM has identified a role that may not request URLs for users. */
  CALLER = 'unknown-caller',
  /** The body of a request for a user has no valid issuer and subject. */
  BODY = 'malformed-body',
}

export type Identified = { readonly identity: Identity } | { readonly fault: IdentityFault };

/** The maximum length of a body, which has two names and the id of an entry. */
const BODY_MAX = 8192;

const CHOICE = 'entry';

/** The id of no entry. */
const NO_CHOICE = '';

/** A session as API Gateway reports it, without the path of its role. */
const SESSION_ARN =
  /^arn:(?<partition>aws[a-z0-9-]*):sts::(?<account>\d{12}):assumed-role\/(?<name>[\w+=,.@-]{1,64})\/[\w+=,.@-]{2,64}$/;
const ROLE_ARN =
  /^arn:(?<partition>aws[a-z0-9-]*):iam::(?<account>\d{12}):role\/([\x21-\x7e]*\/)?(?<name>[\w+=,.@-]{1,64})$/;

export function routeOf({ httpMethod, resource }: ProxyEvent): Route | undefined {
  return Object.values(Route).find((route) => route === `${httpMethod} ${resource}`);
}

/** The id that API Gateway gives to the request and returns to the caller. */
export function requestIdOf(event: ProxyEvent): string {
  return requestIdIn(event) ?? 'unknown';
}

/** The session of the role that signed the request, if IAM authorizes callers. */
export function callerOf({ requestContext }: ProxyEvent): string | undefined {
  const arn = textIn(valueIn(requestContext, 'identity'), 'userArn');
  return arn !== undefined && /^[\x21-\x7e]{1,2048}$/.test(arn) ? arn : undefined;
}

/** Identifies the user of a request: never by its path, query or headers, and by its body only if the caller is a trusted role. */
export function identify(event: ProxyEvent, callerRoleArns: readonly string[]): Identified {
  const authorizer = valueIn(event.requestContext, 'authorizer');
  if (authorizer !== undefined && authorizer !== null) {
    return fromAuthorizer(authorizer);
  }
  const caller = callerOf(event);
  if (caller === undefined || callerRoleArns.length === 0) {
    return { fault: IdentityFault.NONE };
  }
  const trusted = callerRoleArns.some((roleArn) => isSessionOf(caller, roleArn));
  return trusted ? fromBody(event) : { fault: IdentityFault.CALLER };
}

/** Claims come from the Amazon Cognito authorizer, and the other fields from the authorizer of this library. */
function fromAuthorizer(authorizer: unknown): Identified {
  const claims = valueIn(authorizer, 'claims');
  const issuer = claims === undefined ? textIn(authorizer, 'issuer') : textIn(claims, 'iss');
  const subject = claims === undefined ? textIn(authorizer, 'subject') : textIn(claims, 'sub');
  if (issuer === undefined && subject === undefined) {
    return { fault: IdentityFault.NONE };
  }
  return identified({ issuer, subject }, IdentityFault.MALFORMED);
}

/**
 * The id of the entry that the user has chosen, from the query of `GET` and from the body of `POST`. It only selects among entries of
 * the user that the request was authorized for. Two values, or one that is no text, select nothing.
 */
export function choiceOf(event: ProxyEvent): string | undefined {
  const chosen = [event.queryStringParameters, bodyOf(event)].map((container) => valueIn(container, CHOICE));
  const [given, ...more] = chosen.filter((value) => value !== undefined && value !== null);
  if (given === undefined) {
    return undefined;
  }
  return typeof given === 'string' && more.length === 0 ? given : NO_CHOICE;
}

function fromBody(event: ProxyEvent): Identified {
  const parsed = bodyOf(event);
  return identified({ issuer: textIn(parsed, 'issuer'), subject: textIn(parsed, 'subject') }, IdentityFault.BODY);
}

/** Undefined where the body is missing, too long or no JSON. */
function bodyOf({ body, isBase64Encoded }: ProxyEvent): unknown {
  if (typeof body !== 'string' || body.length > BODY_MAX) {
    return undefined;
  }
  return parsedJson(isBase64Encoded === true ? Buffer.from(body, 'base64').toString('utf8') : body);
}

function identified(
  { issuer = '', subject = '' }: { readonly issuer?: string; readonly subject?: string },
  fault: IdentityFault,
): Identified {
  const key = entryKey(issuer, subject);
  return key === undefined ? { fault } : { identity: { issuer, subject, key } };
}

/** The name of a role is unique in its account, whatever its path. */
function isSessionOf(sessionArn: string, roleArn: string): boolean {
  const session = SESSION_ARN.exec(sessionArn)?.groups;
  const role = ROLE_ARN.exec(roleArn)?.groups;
  const parts = ['partition', 'account', 'name'];
  return session !== undefined && role !== undefined && parts.every((part) => session[part] === role[part]);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
