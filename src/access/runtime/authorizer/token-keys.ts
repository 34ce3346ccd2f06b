import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { createLocalJWKSet, errors, type JSONWebKeySet } from 'jose';
import { keyFaults, type UncheckedKey } from '../../shared/json-web-key';
import type { JwtSettings } from '../../shared/jwt-settings';
import type { Stopwatch } from '../clock';
import { type KeySource, KeysUnavailable } from './token';

/** What a key set needs of the world. */
export interface KeyPorts {
  readonly fetch: typeof fetch;
  readonly elapsed: Stopwatch;
}

type LocalKeys = ReturnType<typeof createLocalJWKSet>;

/** A key that the issuer withdrew is trusted no longer than this. */
export const KEYS_MAX_AGE_MS = 600_000;

/** Keys are fetched again at this age, so that an issuer that is briefly unavailable locks out nobody. */
export const KEYS_REFRESH_MS = 300_000;

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
    return keysIn(jwks);
  }
  if (jwksUri === undefined || !URL.canParse(jwksUri) || new URL(jwksUri).protocol !== 'https:') {
    throw new Error('the keys of the issuer need an HTTPS address');
  }
  const keys = new PublishedKeys(jwksUri, ports);
  return (header, token) => keys.keyOf(header, token);
}

/** The keys of a set that may verify tokens. A set without any is not one that an issuer means to publish. */
function keysIn(set: unknown): LocalKeys {
  const { keys } = set as { readonly keys: readonly UncheckedKey[] };
  const usable = keys.filter(isUsable);
  if (usable.length === 0) {
    throw new Error('no usable key');
  }
  return createLocalJWKSet({ keys: usable } as JSONWebKeySet);
}

function isUsable(key: UncheckedKey | null): boolean {
  return typeof key === 'object' && key !== null && keyFaults(key, imported).length === 0;
}

function imported(key: UncheckedKey): KeyObject {
  return createPublicKey({ key: key as JsonWebKey, format: 'jwk' });
}

/** The keys at an address: kept, looked for again where one is missing, and never used beyond their age. */
export class PublishedKeys {
  private keys?: LocalKeys;
  private fetchedAt = Number.NEGATIVE_INFINITY;
  private attemptedAt = Number.NEGATIVE_INFINITY;
  private failed = false;
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
      if (!(error instanceof errors.JWKSNoMatchingKey)) {
        throw error;
      }
      if (this.attemptedWithin(KEYS_COOLDOWN_MS)) {
        throw this.failed ? new KeysUnavailable('the key may be a new one') : error;
      }
    }
    const renewed = await this.renewed();
    return renewed(header, token);
  }

  private async current(): Promise<LocalKeys> {
    const { keys } = this;
    const age = this.ports.elapsed() - this.fetchedAt;
    if (!keys || age >= KEYS_MAX_AGE_MS) {
      return this.required();
    }
    const isDue = age >= KEYS_REFRESH_MS && !this.attemptedWithin(KEYS_COOLDOWN_MS);
    return isDue ? this.renewed().catch(() => keys) : keys;
  }

  private async required(): Promise<LocalKeys> {
    if (this.attemptedWithin(KEYS_RETRY_MS)) {
      throw new KeysUnavailable('the last attempt failed a moment ago');
    }
    return this.renewed();
  }

  /** An attempt that is under way can still be waited for. */
  private attemptedWithin(milliseconds: number): boolean {
    return !this.pending && this.ports.elapsed() - this.attemptedAt < milliseconds;
  }

  /** Once for all that wait. */
  private async renewed(): Promise<LocalKeys> {
    this.pending ??= this.load().finally(() => {
      this.pending = undefined;
    });
    return this.pending;
  }

  /** Keeps the keys of the last good answer, whatever a later one is. */
  private async load(): Promise<LocalKeys> {
    this.attemptedAt = this.ports.elapsed();
    this.failed = true;
    try {
      this.keys = keysIn(JSON.parse(await this.download()));
      this.fetchedAt = this.attemptedAt;
      this.failed = false;
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
    // Leaves out a byte order mark.
    return new TextDecoder().decode(Buffer.concat(chunks));
  }
}
