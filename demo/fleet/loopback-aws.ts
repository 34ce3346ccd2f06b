import { createServer, type IncomingMessage, type Server } from 'node:http';
import { close, listen } from '../loopback';
import { FleetTable } from './fleet-table';
import { NotebookAccount, ServiceError } from './notebook-account';

/** An event that the function has sent. */
export interface SentEvent {
  readonly source: string;
  readonly kind: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A request as it arrived, for signatures. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.1' };

/** SageMaker, DynamoDB, EventBridge, and Amazon S3 on loopback, in the protocols that the function speaks with them. */
export class LoopbackAws {
  public account = new NotebookAccount();
  public table = new FleetTable();
  public events: SentEvent[] = [];
  /** The objects of the bucket, by their keys. */
  public objects = new Map<string, string>();
  /** Requests to EventBridge and Amazon S3. */
  public received: Received[] = [];
  /** Answers the next requests to EventBridge and Amazon S3 with these statuses. */
  public failures: number[] = [];
  public endpoint = '';

  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { status, body } = this.answer(request, Buffer.concat(chunks).toString());
      response.writeHead(status, JSON_TYPE).end(body);
    });
  });

  public async start(): Promise<void> {
    this.endpoint = `http://127.0.0.1:${await listen(this.server)}`;
  }

  public async stop(): Promise<void> {
    await close(this.server);
  }

  public reset(): void {
    this.account = new NotebookAccount();
    this.table = new FleetTable();
    this.events = [];
    this.objects = new Map();
    this.received = [];
    this.failures = [];
  }

  private answer(request: IncomingMessage, body: string): Answer {
    const { method = '', url = '', headers } = request;
    const [service, operation] = String(headers['x-amz-target'] ?? 'S3').split('.');
    if (service === 'SageMaker') {
      return served(() => this.account.call(operation, JSON.parse(body)));
    }
    if (service.startsWith('DynamoDB')) {
      return served(() => this.table.call(operation, JSON.parse(body)));
    }
    this.received.push({ method, url, headers: headers as Record<string, string>, body });
    const failure = this.failures.shift();
    if (failure !== undefined) {
      return { status: failure, body: '{}' };
    }
    return service === 'AWSEvents' ? this.takeEvents(body) : this.takeObject(url, body);
  }

  private takeEvents(body: string): Answer {
    const { Entries } = JSON.parse(body) as { Entries: { Source: string; DetailType: string; Detail: string }[] };
    this.events.push(
      ...Entries.map(({ Source, DetailType, Detail }) => ({
        source: Source,
        kind: DetailType,
        detail: JSON.parse(Detail),
      })),
    );
    return { status: 200, body: '{"FailedEntryCount":0}' };
  }

  private takeObject(url: string, body: string): Answer {
    this.objects.set(url.split('/').slice(2).join('/'), body);
    return { status: 200, body: '' };
  }
}

function served(call: () => object): Answer {
  try {
    return { status: 200, body: JSON.stringify(call()) };
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    const { code, message } = error;
    return { status: 400, body: JSON.stringify({ __type: code, message, ...(error as { details?: object }).details }) };
  }
}
