import { createServer, type Server } from 'node:http';
import { verifySignature } from '../../../../demo/local-access/signature';
import { close, listen } from '../../../../demo/loopback';

/** An entry of a call of PutEvents. */
interface PutEvent {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly Resources: readonly string[];
}

const CREDENTIALS = { accessKeyId: 'key', secretAccessKey: 'SECRET-ACCESS-KEY', sessionToken: 'SESSION-TOKEN' };

/** EventBridge on loopback. It accepts requests that are signed for it, and checks the signature as AWS does. */
export class LoopbackEventBus {
  public readonly events: PutEvent[] = [];
  /** What is called before an event is accepted. */
  public before?: () => void;
  /** The response, as status and number of failed entries. */
  public answer: readonly [status: number, failed: number] = [200, 0];

  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { method = '', url = '', headers } = request;
      const signed = verifySignature(
        { method, url, body, headers: headers as Record<string, string> },
        () => CREDENTIALS,
      );
      const isCall = headers['x-amz-target'] === 'AWSEvents.PutEvents' && signed?.service === 'events';
      const [status, failed] = isCall ? this.answer : [403, 1];
      if (status === 200 && failed === 0) {
        this.before?.();
        this.events.push(...JSON.parse(body).Entries);
      }
      response.writeHead(status).end(JSON.stringify({ FailedEntryCount: failed, Entries: [] }));
    });
  });

  public async start(): Promise<string> {
    return `http://127.0.0.1:${await listen(this.server)}`;
  }

  public async stop(): Promise<void> {
    await close(this.server);
  }

  public reset(): void {
    this.events.length = 0;
    this.before = undefined;
    this.answer = [200, 0];
  }
}
