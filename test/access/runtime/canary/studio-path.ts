import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Certificate, certificateFor } from '../../../../demo/local-access/certificate';
import { close, listen } from '../../../../demo/loopback';

export const API_HOST = 'a1b2c3d4e5-vpce-a0000000000000005.execute-api.eu-west-1.amazonaws.com';
export const STUDIO_HOST = 'd-abc.studio.eu-west-1.sagemaker.aws';
export const SECRET = 'SECRET-51c0ffee';
export const TOKEN = `TOKEN.${SECRET}`;
export const PRESIGNED_URL = `https://${STUDIO_HOST}/auth?token=${SECRET}`;

export interface Answer {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string;
}

const JSON_TYPE = 'application/json';
const REFUSED = JSON.stringify({ code: 'Unauthorized', message: 'Sign in first.', requestId: 'r-1' });

/** Answers by method and path, such as `GET /v1/`. What has no answer waits for ever. */
export type Answers = Record<string, (request: IncomingMessage, body: string) => Answer | undefined>;

export const HEALTHY: Answers = {
  'GET /': () => ({ status: 403, body: '{"message":"Forbidden"}' }),
  'GET /v1/': () => ({
    status: 200,
    contentType: 'text/html; charset=utf-8',
    body: '<!doctype html><a href="/v1/signin">Sign in</a>',
  }),
  'POST /v1/presigned-url': ({ headers }) =>
    headers.authorization === `Bearer ${TOKEN}`
      ? { status: 200, contentType: JSON_TYPE, body: JSON.stringify({ url: PRESIGNED_URL, expiresInSeconds: 20 }) }
      : { status: 401, contentType: JSON_TYPE, body: REFUSED },
  'POST /token': ({ headers }, body) =>
    headers.authorization === `Basic ${Buffer.from(`canary:${SECRET}%2B`).toString('base64')}` &&
    body === 'scope=studio%2Fopen&grant_type=client_credentials'
      ? { status: 200, contentType: JSON_TYPE, body: JSON.stringify({ access_token: TOKEN, token_type: 'Bearer' }) }
      : { status: 401, contentType: JSON_TYPE, body: '{"error":"invalid_client"}' },
};

/** What a user's browser connects to, on loopback: a private API and a host of Studio, over TLS. */
export class StudioPath {
  public static async start(certificate: Certificate = certificateFor([API_HOST, STUDIO_HOST])): Promise<StudioPath> {
    const path = new StudioPath(certificate);
    await listen(path.server);
    return path;
  }

  public answers: Answers = HEALTHY;
  /** Method and path of each request. */
  public readonly requests: string[] = [];
  private readonly server: Server;

  private constructor(public readonly certificate: Certificate) {
    this.server = createServer(certificate, (request, response) => void this.serve(request, response));
  }

  public get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  public urlOf(path: string): string {
    return `https://${API_HOST}:${this.port}${path}`;
  }

  public async stop(): Promise<void> {
    await close(this.server);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const name = `${request.method} ${request.url}`;
    this.requests.push(name);
    const answer = this.answers[name]?.(request, Buffer.concat(chunks).toString('utf-8'));
    if (answer) {
      const { status, contentType = JSON_TYPE, body = '{}' } = answer;
      response.writeHead(status, { 'Content-Type': contentType }).end(body);
    }
  }
}

/** A server that accepts connections and never speaks. */
export async function silentServer(): Promise<{ port: number; stop: () => Promise<void> }> {
  const server = createHttpServer();
  server.removeAllListeners('connection');
  const port = await listen(server);
  const sockets = new Set<{ destroy: () => void }>();
  server.on('connection', (socket) => sockets.add(socket));
  return {
    port,
    stop: async () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
