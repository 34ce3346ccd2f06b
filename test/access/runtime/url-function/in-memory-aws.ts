import type { Item } from '../../../../src/access/runtime/directory-item';
import { type AuditRecord, auditLine } from '../../../../src/access/runtime/url-function/audit';
import type { UrlFunctionConfig } from '../../../../src/access/runtime/url-function/config';
import type { ProxyEvent } from '../../../../src/access/runtime/url-function/request';
import type { ProxyResponse } from '../../../../src/access/runtime/url-function/response';
import type { SessionCredentials, SessionNames } from '../../../../src/access/runtime/url-function/sessions';
import type { StudioTarget, Upstream } from '../../../../src/access/runtime/url-function/upstream';
import { UrlFunction } from '../../../../src/access/runtime/url-function/url-function';
import { CONFIG, entryOf, NOW, SECRET, URL } from './events';

export function named(name: string, more: object = {}): Error {
  return Object.assign(new Error(`${name} of ${SECRET}`), { name, ...more });
}

/** A directory, STS and SageMaker in memory, with what was asked of them. */
export class InMemoryAws implements Upstream {
  public readonly asked: string[] = [];
  public readonly sessions: { roleArn: string; names: SessionNames }[] = [];
  public readonly targets: StudioTarget[] = [];
  public readonly records: AuditRecord[] = [];
  /** The items of each user. */
  public readonly items = new Map<string, Item[]>();
  public now = NOW;
  public failures: Partial<Record<'userItems' | 'session' | 'url', unknown>> = {};
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
    this.items.set(item.pk.S!, [item]);
  }

  /** Beside the items that the user has. */
  public add(item: Item): void {
    this.items.set(item.pk.S!, [...(this.items.get(item.pk.S!) ?? []), item]);
  }

  public async userItems(key: string): Promise<Item[]> {
    this.asked.push(key);
    this.failAt('userItems');
    return this.items.get(key) ?? [];
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

  private failAt(step: 'userItems' | 'session' | 'url'): void {
    if (this.failures[step] !== undefined) {
      throw this.failures[step];
    }
  }
}
