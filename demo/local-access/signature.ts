import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from './http';

/** Whose key it is that signed. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** What a signature vouches for. */
export interface Signed<T extends Credentials> {
  readonly credentials: T;
  readonly region: string;
  readonly service: string;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=(\w+)\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/;

/** What must be signed lest it be changed on the way. */
const NEEDED = ['host', 'x-amz-date', 'x-amz-security-token'];
const SKEW_MS = 5 * 60 * 1000;

/**
 * Makes the signature of a request anew. Gives nothing where it is another one, or where what it covers is not enough.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function verifySignature<T extends Credentials>(
  request: HttpRequest,
  find: (accessKeyId: string) => T | undefined,
  now = Date.now(),
): Signed<T> | undefined {
  const { headers } = request;
  const [, accessKeyId, day, region, service, names, signature] = AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
  const credentials = accessKeyId === undefined ? undefined : find(accessKeyId);
  const time = String(headers['x-amz-date']);
  if (!credentials || headers['x-amz-security-token'] !== credentials.sessionToken || !isCurrent(time, day, now)) {
    return undefined;
  }
  const signedHeaders = names.split(';');
  if (!NEEDED.every((name) => signedHeaders.includes(name))) {
    return undefined;
  }
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical(request, signedHeaders))].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<Buffer | string>(
    (inner, part) => hmac(inner, part),
    `AWS4${credentials.secretAccessKey}`,
  );
  const same = timingSafeEqual(hmac(key, text), Buffer.from(signature, 'hex'));
  return same ? { credentials, region, service } : undefined;
}

function isCurrent(time: string, day: string, now: number): boolean {
  const [, date, ...clock] = /^(\d{8})T(\d\d)(\d\d)(\d\d)Z$/.exec(time) ?? [];
  const milliseconds = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${clock.join(':')}Z`);
  return date === day && Math.abs(now - milliseconds) < SKEW_MS;
}

function canonical({ method, url, headers, body }: HttpRequest, signedHeaders: readonly string[]): string {
  const [path, query = ''] = url.split('?');
  const lines = signedHeaders.map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  return [method, path, query.split('&').sort().join('&'), lines.join(''), signedHeaders.join(';'), sha256(body)].join(
    '\n',
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
