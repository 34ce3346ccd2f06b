import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { close, listen } from '../../../../demo/loopback';
import { userFile } from '../../../../src/access/directory/user-file';
import { type Item, isEntryItem } from '../../../../src/access/runtime/directory-item';
import { fileHash } from '../../../../src/access/runtime/reconciler/directory-file';
import type { FileUser } from '../../../../src/access/shared/directory-file';
import type { ResourceRequest } from '../../../../src/private/runtime/custom-resource';
import { Database, type StoredItem, storedKey } from '../../support/directory-database';
import { LoopbackCloudFormation } from './loopback-cloudformation';
import { LoopbackEventBus } from './loopback-event-bus';

export const TABLE = 'studio-users';
export const OWNER = 'StackUsersList';
export const STACK_ID = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/Access/guid';
export const LIST_ID = 'UsersList';
/** Owners of lists in other stacks. */
export const OTHER_OWNERS = ['Other', 'Fraud', 'SomebodyElse'];
export const ISSUER = 'https://idp.example.com/tenant';

export function fileUser(number: number, more: Partial<FileUser> = {}): FileUser {
  return {
    issuer: ISSUER,
    subject: `subject-${number}`,
    domainId: 'd-a1b2c3d4e5f6',
    userProfileName: `user-${number}`,
    enabled: true,
    ...more,
  };
}

export function usersOf(count: number, from = 0): FileUser[] {
  return Array.from({ length: count }, (_, index) => fileUser(from + index));
}

/** What a table holds after a file, without bookkeeping. */
export function itemsFor(users: readonly FileUser[], owner = OWNER): Map<string, StoredItem> {
  const items = users.map(({ issuer, subject, domainId, userProfileName, enabled }) => ({
    pk: { S: `${issuer}#${subject}` },
    sk: { S: `${domainId}/${userProfileName}` },
    domainId: { S: domainId },
    userProfileName: { S: userProfileName },
    enabled: { BOOL: enabled },
    owner: { S: owner },
  }));
  return new Map(items.map((item) => [storedKey(item.pk.S, item.sk.S), item as StoredItem]));
}

/** Everything that a deployment meets: a table, and an address at which CloudFormation waits. */
export class LoopbackDeployment {
  public readonly database = new Database(TABLE);
  public readonly answers: Record<string, unknown>[] = [];
  public readonly headers: Record<string, unknown>[] = [];
  /** The status with which CloudFormation answers, by the number of the attempt. */
  public statusOf: (attempt: number) => number = () => 200;
  public readonly folder = mkdtempSync(join(tmpdir(), 'directory-'));
  public readonly cloudFormation = new LoopbackCloudFormation();
  public readonly eventBus = new LoopbackEventBus();
  /** The environment variables of the function. */
  public environment: Readonly<Record<string, string>> = {};
  public handler!: (event: unknown, context: { getRemainingTimeInMillis(): number }) => Promise<void>;

  private attempts = 0;
  private requests = 0;
  private url = '';
  private readonly waiting: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const status = this.statusOf(++this.attempts);
      if (status === 200) {
        this.answers.push(JSON.parse(Buffer.concat(chunks).toString()));
        this.headers.push({
          ...request.headers,
          method: request.method,
          url: request.url,
          bytes: Buffer.concat(chunks).length,
        });
      }
      response.writeHead(status).end();
    });
  });

  public async start(): Promise<void> {
    const endpoint = await this.database.start();
    this.url = `http://127.0.0.1:${await listen(this.waiting)}/answer?Signature=SECRET-SIGNATURE`;
    this.environment = {
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'SECRET-ACCESS-KEY',
      AWS_SESSION_TOKEN: 'SESSION-TOKEN',
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      AWS_ENDPOINT_URL_CLOUDFORMATION: await this.cloudFormation.start(),
      EVENTS_ENDPOINT: await this.eventBus.start(),
      AWS_LAMBDA_FUNCTION_NAME: 'Reconciler',
      TABLE_NAME: TABLE,
      STACK_ID,
      DIRECTORY_LISTS: JSON.stringify({ [OWNER]: LIST_ID }),
      DIRECTORY_OWNERS: [OWNER, ...OTHER_OWNERS].join(' '),
      DIRECTORY_FOLDER: this.folder,
    };
    Object.assign(process.env, this.environment, { POWERTOOLS_DEV: 'true' });
    // The module reads its surroundings when it is loaded, as it does in Lambda.
    this.handler = require('../../../../src/access/runtime/reconciler/reconciler.lambda').handler;
  }

  public async stop(): Promise<void> {
    await this.database.stop();
    await this.cloudFormation.stop();
    await this.eventBus.stop();
    await close(this.waiting);
    rmSync(this.folder, { recursive: true });
  }

  public reset(): void {
    this.database.reset();
    this.cloudFormation.reset();
    this.eventBus.reset();
    this.answers.length = 0;
    this.headers.length = 0;
    this.attempts = 0;
    this.statusOf = () => 200;
  }

  /** Entries in the table, without bookkeeping. */
  public entries(): Map<string, StoredItem> {
    return new Map([...this.database.items].filter(([, item]) => isEntryItem(item as Item)));
  }

  /** A request of CloudFormation, with its file where the layer would have it. */
  public request(
    RequestType: ResourceRequest['RequestType'],
    users: readonly FileUser[],
    more: Partial<ResourceRequest> = {},
    owner = OWNER,
  ): ResourceRequest {
    const text = userFile(users);
    writeFileSync(join(this.folder, `${owner}.json`), text);
    return {
      RequestType,
      ResponseURL: this.url,
      StackId: STACK_ID,
      RequestId: `request-${++this.requests}`,
      LogicalResourceId: LIST_ID,
      PhysicalResourceId: RequestType === 'Create' ? undefined : owner,
      ResourceProperties: {
        ServiceToken: 'token',
        TableName: TABLE,
        Owner: owner,
        FileHash: fileHash(text),
        Values: [],
      },
      ...more,
    };
  }

  /** The deployment has ended, and nothing but its last request has run since. */
  public settle({ LogicalResourceId, ResourceProperties }: ResourceRequest): void {
    const { ServiceToken, ...properties } = ResourceProperties;
    this.cloudFormation.status = 'UPDATE_COMPLETE';
    this.cloudFormation.resources.set(LogicalResourceId, { status: 'UPDATE_COMPLETE', properties });
  }

  /** An event of the schedule or of a rule. */
  public async watch(event: unknown): Promise<void> {
    await this.handler(event, { getRemainingTimeInMillis: () => 900_000 });
  }

  public async run(request: ResourceRequest, remaining = 900_000): Promise<Record<string, unknown>> {
    await this.handler(request, { getRemainingTimeInMillis: () => remaining });
    return this.answers[this.answers.length - 1];
  }
}

/** The records in a text of the log, which may be printed on several lines. */
export function parsed(text: string): Record<string, unknown>[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
