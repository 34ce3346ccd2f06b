import {
  createServer as createPlainServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer } from 'node:https';
import { close, listen } from '../loopback';
import type { Certificate } from './certificate';

export interface HttpRequest {
  readonly method: string;
  /** Path and query, as they were sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The values of several headers of the name. */
  readonly cookies?: readonly string[];
  /** What is sent instead of the body, such as an image. */
  readonly bytes?: Buffer;
}

export type Serve = (request: HttpRequest) => Promise<HttpAnswer>;

export function json(status: number, body: unknown, type = 'application/json'): HttpAnswer {
  return { status, headers: { 'Content-Type': type }, body: JSON.stringify(body) };
}

/** Servers on loopback, each at a port that was free. */
export class Listeners {
  private readonly servers: Server[] = [];

  /** With TLS where there is a certificate. Gives the port. */
  public async listen(serve: Serve, certificate?: Certificate): Promise<number> {
    const listener = (request: IncomingMessage, response: ServerResponse) => void answer(request, response, serve);
    const server = certificate ? createServer(certificate, listener) : createPlainServer(listener);
    const port = await listen(server);
    this.servers.push(server);
    return port;
  }

  public async stop(): Promise<void> {
    for (const server of this.servers) {
      await close(server);
    }
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, serve: Serve): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const { method = '', url = '', headers } = request;
  try {
    const {
      status,
      headers: sent,
      body,
      cookies = [],
      bytes = body,
    } = await serve({ method, url, headers, body: Buffer.concat(chunks).toString('utf-8') });
    const headersSent = cookies.length > 0 ? { ...sent, 'Set-Cookie': [...cookies] } : sent;
    response.writeHead(status, headersSent).end(bytes);
  } catch (error) {
    // A fault of the stand-in is none of what it stands for: no client may take it for a refusal.
    response.writeHead(599, { 'Content-Type': 'text/plain' }).end(String(error));
  }
}
