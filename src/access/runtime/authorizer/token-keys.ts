import { createLocalJWKSet, errors, type JSONWebKeySet } from 'jose';
import type { JwtSettings } from '../../shared/jwt-settings';
import { type KeySource, KeysUnavailable } from './token';

/** What a key set needs of the world. */
export interface KeyPorts {
  readonly fetch: typeof fetch;
  /** In milliseconds. */
  readonly now: () => number;
}

type LocalKeys = ReturnType<typeof createLocalJWKSet>;

/** A key that the issuer withdrew is trusted no longer than this. */
export const KEYS_MAX_AGE_MS = 600_000;

/** Between two attempts: tokens with made-up key ids must not become requests to the issuer. */
export const KEYS_COOLDOWN_MS = 30_000;

/** Without any keys nobody gets in, so that the next attempt comes sooner. */
export const KEYS_RETRY_MS = 5_000;

/** For connecting, waiting and reading together, well within what the function has. */
export const KEYS_TIMEOUT_MS = 3_000;

export const KEYS_BYTES_MAX = 262_144;

/** Keys as the settings say: pinned ones, which nothing can replace, or those that the issuer publishes. */
export function keySource({ jwks, jwksUri }: JwtSettings, ports: KeyPorts): KeySource {
  if (jwks) {
    return createLocalJWKSet(jwks as JSONWebKeySet);
  }
  if (jwksUri === undefined || !jwksUri.startsWith('https://')) {
    throw new Error('the keys of the issuer need an HTTPS address');
  }
  const keys = new PublishedKeys(jwksUri, ports);
  return (header, token) => keys.keyOf(header, token);
}

/** The keys at an address: kept, looked for again where one is missing, and never used beyond their age. */
export class PublishedKeys {
  private keys?: LocalKeys;
  private fetchedAt = Number.NEGATIVE_INFINITY;
  private attemptedAt = Number.NEGATIVE_INFINITY;
  private pending?: Promise<LocalKeys>;

  constructor(
    private readonly uri: string,
    private readonly ports: KeyPorts,
  ) {}

  public async keyOf(...[header, token]: Parameters<LocalKeys>): ReturnType<LocalKeys> {
    const keys = await this.current();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || this.attemptedWithin(KEYS_COOLDOWN_MS)) {
        throw error;
      }
    }
    const renewed = await this.renewed();
    return renewed(header, token);
  }

  private async current(): Promise<LocalKeys> {
    if (this.keys && this.ports.now() - this.fetchedAt < KEYS_MAX_AGE_MS) {
      return this.keys;
    }
    if (!this.pending && this.attemptedWithin(KEYS_RETRY_MS)) {
      throw new KeysUnavailable('the last attempt failed a moment ago');
    }
    return this.renewed();
  }

  private attemptedWithin(milliseconds: number): boolean {
    return this.ports.now() - this.attemptedAt < milliseconds;
  }

  /** Once for all that wait. */
  private async renewed(): Promise<LocalKeys> {
    this.pending ??= this.load().finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  private async load(): Promise<LocalKeys> {
    this.attemptedAt = this.ports.now();
    try {
      this.keys = createLocalJWKSet(JSON.parse(await this.download()));
      this.fetchedAt = this.attemptedAt;
      return this.keys;
    } catch {
      throw new KeysUnavailable('the keys could not be fetched');
    }
  }

  /** A redirect would lead to an address that nobody configured. */
  private async download(): Promise<string> {
    const response = await this.ports.fetch(this.uri, {
      redirect: 'error',
      signal: AbortSignal.timeout(KEYS_TIMEOUT_MS),
      headers: { accept: 'application/json' },
    });
    if (response.status !== 200 || !response.body) {
      await response.body?.cancel();
      throw new Error(`status ${response.status}`);
    }
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body) {
      length += chunk.byteLength;
      if (length > KEYS_BYTES_MAX) {
        throw new Error('too long');
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}
