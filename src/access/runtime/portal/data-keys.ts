/** A key that encrypts cookies. Cookies contain the encrypted form, which only KMS can decrypt. */
export interface DataKey {
  readonly plaintext: Uint8Array;
  readonly encrypted: string;
}

/** The KMS key of the portal, under the encryption context of this portal. */
export interface KeyService {
  generate(): Promise<DataKey>;
  /** Undefined if the key of another portal encrypted it, or nobody did. Throws if KMS does not answer. */
  decrypt(encrypted: string): Promise<Uint8Array | undefined>;
}

/** The time for which one data key encrypts cookies, in milliseconds. */
const PERIOD_MS = 3_600_000;

/** The number of decrypted keys that are kept, which is more than the environments of the portal's function in one period. */
const KEPT_MAX = 64;

/** Base64url of a KMS ciphertext. */
const ENCRYPTED = /^[\w-]{1,1024}$/;

/** The data keys of one execution environment: one call of KMS per key and period, not per cookie. */
export class DataKeys {
  private readonly kept = new Map<string, Uint8Array>();
  private latest?: { readonly key: Promise<DataKey>; readonly until: number };

  constructor(
    private readonly service: KeyService,
    private readonly now: () => number,
  ) {}

  /** The key for new cookies. */
  public async current(): Promise<DataKey> {
    const latest = this.latest;
    if (latest && this.now() < latest.until) {
      return latest.key;
    }
    const key = this.service.generate();
    this.latest = { key, until: this.now() + PERIOD_MS };
    try {
      const { encrypted, plaintext } = await key;
      this.keep(encrypted, plaintext);
    } catch (error) {
      this.latest = undefined;
      throw error;
    }
    return key;
  }

  /** The key of a cookie, whose encrypted form is untrusted input. Undefined if it is no key of this portal. */
  public async find(encrypted: unknown): Promise<Uint8Array | undefined> {
    if (typeof encrypted !== 'string' || !ENCRYPTED.test(encrypted)) {
      return undefined;
    }
    const known = this.kept.get(encrypted);
    if (known) {
      return known;
    }
    const found = await this.service.decrypt(encrypted);
    if (found) {
      // Made-up keys must not displace real ones.
      this.keep(encrypted, found);
    }
    return found;
  }

  private keep(encrypted: string, key: Uint8Array): void {
    this.kept.set(encrypted, key);
    if (this.kept.size > KEPT_MAX) {
      this.kept.delete(this.kept.keys().next().value!);
    }
  }
}
