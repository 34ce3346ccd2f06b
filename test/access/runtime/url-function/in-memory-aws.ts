import { type DirectoryEntry, entryItem, type Item } from '../../../../src/access/runtime/directory-item';
import { type AuditRecord, auditLine } from '../../../../src/access/runtime/url-function/audit';
import type { UrlFunctionConfig } from '../../../../src/access/runtime/url-function/config';
import type { ProxyEvent } from '../../../../src/access/runtime/url-function/request';
import type { ProxyResponse } from '../../../../src/access/runtime/url-function/response';
import type { SessionNames } from '../../../../src/access/runtime/url-function/session';
import type { SessionCredentials } from '../../../../src/access/runtime/url-function/sessions';
import type { StudioTarget } from '../../../../src/access/runtime/url-function/studio-url';
import { type Upstream, UrlFunction } from '../../../../src/access/runtime/url-function/url-function';

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
  allowedOrigins: [],
  urlExpirySeconds: 20,
  sessionSeconds: 28_800,
  fipsServices: [],
};

export function entryOf(subject: string, changes: Partial<DirectoryEntry> = {}): Item {
  return entryItem({
    pk: `${ISSUER}#${subject}`,
    domainId: 'd-abc',
    userProfileName: subject,
    enabled: true,
    owner: 'Stack',
    ...changes,
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

export function named(name: string, more: object = {}): Error {
  return Object.assign(new Error(`${name} of ${SECRET}`), { name, ...more });
}

/** A directory, STS and SageMaker in memory, with what was asked of them. */
export class InMemoryAws implements Upstream {
  public readonly asked: string[] = [];
  public readonly sessions: { roleArn: string; names: SessionNames }[] = [];
  public readonly targets: StudioTarget[] = [];
  public readonly records: AuditRecord[] = [];
  public readonly items = new Map<string, Item>();
  public now = NOW;
  public failures: Partial<Record<'entry' | 'session' | 'url', unknown>> = {};
  public answeredUrl: unknown = URL;
  /** What sessions wait for. */
  public gate: Promise<void> = Promise.resolve();
  private readonly urlFunction: UrlFunction;

  constructor(config: Partial<UrlFunctionConfig> = {}) {
    this.put(entryOf('alice'));
    this.urlFunction = new UrlFunction(
      { ...CONFIG, ...config },
      { upstream: this, now: () => this.now, record: (record) => this.records.push(record) },
    );
  }

  public put(item: Item): void {
    this.items.set(item.pk.S!, item);
  }

  public async entry(key: string): Promise<Item | undefined> {
    this.asked.push(key);
    this.failAt('entry');
    return this.items.get(key);
  }

  public async session(roleArn: string, names: SessionNames): Promise<SessionCredentials> {
    this.sessions.push({ roleArn, names });
    await this.gate;
    this.failAt('session');
    return { accessKeyId: SECRET, secretAccessKey: SECRET, sessionToken: SECRET, expiresAt: this.now + 900_000 };
  }

  public async url(_: SessionCredentials, target: StudioTarget): Promise<unknown> {
    this.targets.push(target);
    this.failAt('url');
    return this.answeredUrl;
  }

  public answer(event: ProxyEvent): Promise<ProxyResponse> {
    return this.urlFunction.answer(event);
  }

  public get last(): AuditRecord {
    return this.records[this.records.length - 1];
  }

  /** All that operators get to see. */
  public get log(): string {
    return this.records.map((record) => JSON.stringify(auditLine(record, CONFIG.functionName, this.now))).join('\n');
  }

  private failAt(step: 'entry' | 'session' | 'url'): void {
    if (this.failures[step] !== undefined) {
      throw this.failures[step];
    }
  }
}
