import { entryKey } from '../directory-item';

/** What is used of the event of a Lambda proxy integration of API Gateway; everything in it is input. */
export interface ProxyEvent {
  readonly httpMethod?: unknown;
  /** The path of the resource in the API, such as `/studio`, not the path that was called. */
  readonly resource?: unknown;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
  readonly requestContext?: unknown;
}

export enum Route {
  /** Answers with the URL. */
  URL = 'POST /presigned-url',
  /** Sends the browser on to the URL. */
  REDIRECT = 'GET /studio',
}

/** A person, as the identity provider names them. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** The key of the person's entry in the directory. */
  readonly key: string;
}

/** Why a request names nobody. */
export enum IdentityFault {
  /** Neither an authorizer nor IAM vouches for anybody. */
  NONE = 'no-identity',
  /** The authorizer names somebody in a way that identity providers cannot. */
  MALFORMED = 'malformed-identity',
  /** The caller is signed in with IAM, but may not speak for others. */
  CALLER = 'unknown-caller',
  /** The body of a caller that may speak for others names nobody. */
  BODY = 'malformed-body',
}

export type Identified = { readonly identity: Identity } | { readonly fault: IdentityFault };

/** The most that the body of a request may have. It holds two names. */
const BODY_MAX = 8192;

/** Of a session, as API Gateway reports it: the role without its path. */
const SESSION_ARN = /^arn:(aws[a-z0-9-]*):sts::(\d{12}):assumed-role\/([\w+=,.@-]{1,64})\/[\w+=,.@-]{2,64}$/;
const ROLE_ARN = /^arn:(aws[a-z0-9-]*):iam::(\d{12}):role\/([\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/;

export function routeOf({ httpMethod, resource }: ProxyEvent): Route | undefined {
  return Object.values(Route).find((route) => route === `${httpMethod} ${resource}`);
}

/** The id that API Gateway gives to a request and to its caller. */
export function requestIdOf({ requestContext }: ProxyEvent): string {
  const id = textIn(requestContext, 'requestId');
  return id !== undefined && /^[\w-]{1,128}$/.test(id) ? id : 'unknown';
}

/** The role of a caller that signed the request, as far as there is one. */
export function callerOf({ requestContext }: ProxyEvent): string | undefined {
  const arn = textIn(valueIn(requestContext, 'identity'), 'userArn');
  return arn !== undefined && /^[\x21-\x7e]{1,2048}$/.test(arn) ? arn : undefined;
}

/** Whom the request is for: never by its path, query or headers, and by its body only for callers that are trusted to say so. */
export function identify(event: ProxyEvent, callerRoleArns: readonly string[]): Identified {
  const authorizer = valueIn(event.requestContext, 'authorizer');
  if (authorizer !== undefined && authorizer !== null) {
    return fromAuthorizer(authorizer);
  }
  const caller = callerOf(event);
  if (caller === undefined || callerRoleArns.length === 0) {
    return { fault: IdentityFault.NONE };
  }
  return callerRoleArns.some((roleArn) => isSessionOf(caller, roleArn))
    ? fromBody(event)
    : { fault: IdentityFault.CALLER };
}

/** Claims are what Amazon Cognito verified; the rest is what the authorizer of this library verified. */
function fromAuthorizer(authorizer: unknown): Identified {
  const claims = valueIn(authorizer, 'claims');
  const [issuer, subject] =
    claims === undefined
      ? ['issuer', 'subject'].map((name) => textIn(authorizer, name))
      : ['iss', 'sub'].map((name) => textIn(claims, name));
  return issuer === undefined && subject === undefined
    ? { fault: IdentityFault.NONE }
    : named(issuer, subject, IdentityFault.MALFORMED);
}

function fromBody({ body, isBase64Encoded }: ProxyEvent): Identified {
  if (typeof body !== 'string' || body.length > BODY_MAX) {
    return { fault: IdentityFault.BODY };
  }
  const parsed = parsedJson(isBase64Encoded === true ? Buffer.from(body, 'base64').toString('utf8') : body);
  return named(textIn(parsed, 'issuer'), textIn(parsed, 'subject'), IdentityFault.BODY);
}

function named(issuer: string | undefined, subject: string | undefined, fault: IdentityFault): Identified {
  const key = issuer === undefined || subject === undefined ? undefined : entryKey(issuer, subject);
  return key === undefined ? { fault } : { identity: { issuer: issuer!, subject: subject!, key } };
}

/** Names of roles are unique in an account, whatever their path. */
function isSessionOf(sessionArn: string, roleArn: string): boolean {
  const session = SESSION_ARN.exec(sessionArn);
  const role = ROLE_ARN.exec(roleArn);
  return (
    session !== null && role !== null && session[1] === role[1] && session[2] === role[2] && session[3] === role[4]
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textIn(container: unknown, name: string): string | undefined {
  const value = valueIn(container, name);
  return typeof value === 'string' ? value : undefined;
}

/** Own properties alone, so that nothing is inherited from what a request could reach. */
function valueIn(container: unknown, name: string): unknown {
  return typeof container === 'object' && container !== null && Object.hasOwn(container, name)
    ? (container as Record<string, unknown>)[name]
    : undefined;
}
