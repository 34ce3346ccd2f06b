import { entryItem, type Item } from '../../../../src/access/runtime/directory-item';
import type { UrlFunctionConfig } from '../../../../src/access/runtime/url-function/config';
import type { ProxyEvent } from '../../../../src/access/runtime/url-function/request';
import { type DirectoryEntry, destinationKey } from '../../../../src/access/shared/directory-entry';

export const ISSUER = 'https://idp.example.com/';
export const ROLE = 'arn:aws:iam::111122223333:role/Access';
export const FOREIGN_ROLE = 'arn:aws:iam::444455556666:role/team/Access';
export const PORTAL = 'arn:aws:iam::111122223333:role/apps/Portal';
export const PORTAL_SESSION = 'arn:aws:sts::111122223333:assumed-role/Portal/web-1';

/** Nothing with this word in it may get into a log, and into an answer only as the URL that was asked for. */
export const SECRET = 'SECRET-d41d8cd9';
export const URL = `https://d-abc.studio.eu-west-1.sagemaker.aws/auth?token=${SECRET}`;
export const NOW = 1_800_000_000_000;

export const CONFIG: UrlFunctionConfig = {
  region: 'eu-west-1',
  functionName: 'UrlFunction',
  tableName: 'Directory',
  accessRoleArn: ROLE,
  accessRoleArns: [ROLE, FOREIGN_ROLE],
  callerRoleArns: [],
  revokedProfiles: [],
  allowedOrigins: [],
  urlExpirySeconds: 20,
  sessionSeconds: 28_800,
  fipsServices: [],
};

export function entryOf(subject: string, changes: Partial<DirectoryEntry> = {}): Item {
  const destination = { domainId: 'd-abc', userProfileName: subject, ...changes };
  return entryItem({
    pk: `${ISSUER}#${subject}`,
    sk: destinationKey(destination),
    enabled: true,
    owner: 'Stack',
    ...destination,
  });
}

/** As API Gateway sends it for a user that the JWT authorizer has verified, with what must not be looked at beside it. */
export function eventOf(changes: Partial<ProxyEvent> = {}, context: Record<string, unknown> = {}): ProxyEvent {
  return {
    httpMethod: 'POST',
    resource: '/presigned-url',
    body: null,
    isBase64Encoded: false,
    headers: { Authorization: `Bearer ${SECRET}` },
    requestContext: {
      requestId: 'request-1',
      authorizer: { issuer: ISSUER, subject: 'alice', email: `${SECRET}@example.com` },
      identity: { sourceIp: '10.0.0.1', userArn: null },
      ...context,
    },
    ...changes,
  } as ProxyEvent;
}

export const redirectEvent = (context: Record<string, unknown> = {}) =>
  eventOf({ httpMethod: 'GET', resource: '/studio' }, context);

/** A request that IAM has authorized, with a user named in its body. */
export function signedEvent(body: unknown, userArn: string = PORTAL_SESSION): ProxyEvent {
  return eventOf(
    { body: typeof body === 'string' ? body : JSON.stringify(body) },
    { authorizer: undefined, identity: { userArn } },
  );
}
