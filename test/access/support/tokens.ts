import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { close, listen } from '../../../demo/loopback';
import type { TokenPolicy } from '../../../src/access/shared/jwt-settings';

export const ISSUER = 'https://id.example.com';
export const AUDIENCE = 'studio-access';
/** In seconds since 1970. */
export const NOW = 1_800_000_000;

export const POLICY: TokenPolicy = {
  issuer: ISSUER,
  audiences: [AUDIENCE],
  audienceClaim: 'aud',
  subjectClaim: 'sub',
  requiredClaims: {},
  scopes: [],
  clockSkewSeconds: 60,
};

export interface SigningKey {
  readonly alg: string;
  readonly kid: string;
  readonly privateKey: GenerateKeyPairResult['privateKey'];
  readonly jwk: JWK;
}

export async function signingKey(
  kid: string,
  alg = 'ES256',
  options: { crv?: string; modulusLength?: number } = {},
): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true, ...options });
  return { alg, kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

export function claims(now = NOW): JWTPayload {
  return { iss: ISSUER, aud: AUDIENCE, sub: 'alice', iat: now - 10, nbf: now - 10, exp: now + 300 };
}

export async function sign(key: SigningKey, payload: JWTPayload, header: object = {}): Promise<string> {
  return new SignJWT(payload)
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'JWT', ...header })
    .sign(key.privateKey);
}

/** A token that is put together by hand, such as no library would. */
export function forged(header: object, payload: object, signature = ''): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(payload)}.${signature}`;
}

/** A token that anybody can make for an RSA key of exponent 1, whose signatures are the padded digests themselves. */
export function exponentOneToken(modulus: string, kid: string, payload: object): string {
  const unsigned = forged({ alg: 'RS256', kid }, payload).slice(0, -1);
  const digestInfo = Buffer.concat([
    Buffer.from('3031300d060960864801650304020105000420', 'hex'),
    createHash('sha256').update(unsigned).digest(),
  ]);
  const { length } = Buffer.from(modulus, 'base64url');
  const padding = Buffer.alloc(length - digestInfo.length - 3, 0xff);
  const signature = Buffer.concat([Buffer.from([0, 1]), padding, Buffer.from([0]), digestInfo]);
  return `${unsigned}.${signature.toString('base64url')}`;
}

/** Publishes keys on loopback, and counts who asks for them. */
export class KeyServer {
  public static async start(): Promise<KeyServer> {
    const keyServer = new KeyServer();
    await listen(keyServer.server);
    return keyServer;
  }

  public requests = 0;
  public status = 200;
  public body = '{"keys":[]}';
  public headers: Record<string, string> = {};
  private readonly server: Server = createServer((_, response) => {
    this.requests += 1;
    response.writeHead(this.status, this.headers).end(this.body);
  });

  public get uri(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/keys`;
  }

  public publish(...keys: readonly SigningKey[]): void {
    this.body = JSON.stringify({ keys: keys.map(({ jwk }) => jwk) });
  }

  public async stop(): Promise<void> {
    await close(this.server);
  }
}
