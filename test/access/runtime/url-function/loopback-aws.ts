import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { close, listen } from '../../../../demo/loopback';

/** What a service got, as far as tests care. */
export interface AwsCall {
  /** The service that the signature is for. */
  readonly service: string;
  readonly operation: string;
  /** The id of the access key that signed. */
  readonly accessKeyId: string;
  readonly region: string;
  readonly signedHeaders: readonly string[];
  readonly sessionToken?: string;
  readonly input: Record<string, unknown>;
}

export interface AwsResponse {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

type Answers = Record<string, (call: AwsCall) => AwsResponse | undefined>;

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([a-z0-9-]+)\/([a-z]+)\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=[0-9a-f]{64}$/;

/** DynamoDB, STS and SageMaker on loopback: only what is signed is answered, and what has no answer waits for ever. */
export class LoopbackAws {
  public readonly calls: AwsCall[] = [];
  public answers: Answers = {};
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  public async start(): Promise<string> {
    return `http://127.0.0.1:${await listen(this.server)}`;
  }

  public async stop(): Promise<void> {
    await close(this.server);
  }

  public operations(): string[] {
    return this.calls.map(({ operation }) => operation);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const call = callOf(request, Buffer.concat(chunks).toString('utf8'));
    if (!call) {
      response.writeHead(403).end('{"__type":"MissingAuthenticationTokenException"}');
      return;
    }
    this.calls.push(call);
    const answer = this.answers[call.operation]?.(call);
    if (answer) {
      response
        .writeHead(answer.status ?? 200, { 'Content-Type': 'application/x-amz-json-1.1', ...answer.headers })
        .end(answer.body);
    }
  }
}

function callOf({ headers }: IncomingMessage, body: string): AwsCall | undefined {
  const match = AUTHORIZATION.exec(headers.authorization ?? '');
  if (!match || !headers['x-amz-date']) {
    return undefined;
  }
  const [, accessKeyId, , region, service, signed] = match;
  const target = headers['x-amz-target'];
  const input: Record<string, unknown> = target ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
  const operation = target ? String(target).split('.')[1] : String(input.Action);
  const token = headers['x-amz-security-token'];
  return {
    service,
    operation,
    accessKeyId,
    region,
    signedHeaders: signed.split(';'),
    sessionToken: token && String(token),
    input,
  };
}

export function json(body: unknown, status = 200): AwsResponse {
  return { status, body: JSON.stringify(body) };
}

export function assumedRole(expiration: Date): AwsResponse {
  const credentials = [
    ['AccessKeyId', 'ASIASESSIONOFALICE00'],
    ['SecretAccessKey', 'SECRET-d41d8cd9-key'],
    ['SessionToken', 'SECRET-d41d8cd9-token'],
    ['Expiration', expiration.toISOString()],
  ].map(([name, value]) => `<${name}>${value}</${name}>`);
  const result = `<AssumeRoleResult><Credentials>${credentials.join('')}</Credentials></AssumeRoleResult>`;
  return xml(`<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${result}</AssumeRoleResponse>`);
}

export function stsError(code: string, status: number): AwsResponse {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>SECRET-d41d8cd9</Message></Error>`;
  return xml(
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${error}<RequestId>1</RequestId></ErrorResponse>`,
    status,
  );
}

function xml(body: string, status = 200): AwsResponse {
  return { status, headers: { 'Content-Type': 'text/xml' }, body };
}
