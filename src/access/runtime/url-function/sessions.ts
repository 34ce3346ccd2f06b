/** Credentials of a session of an access role. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** In milliseconds since the epoch. */
  readonly expiresAt: number;
}

interface Entry {
  readonly credentials: Promise<SessionCredentials>;
  /** Unknown until the session is there. */
  expiresAt?: number;
}

/** How long before their end credentials are not used any more. */
export const EXPIRY_MARGIN_MS = 60_000;

/**
 * Credentials of the users that came last, none of them longer than they are valid. Requests of one user that come
 * together share one session; a session that could not be had is asked for again.
 */
export class CredentialCache {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly capacity: number,
    private readonly now: () => number,
  ) {}

  public async get(key: string, assume: () => Promise<SessionCredentials>): Promise<SessionCredentials> {
    const known = this.entries.get(key);
    const entry = known && this.isFresh(known) ? known : this.open(key, assume);
    // What was used last stands last, so that the first one is the one to give up.
    this.entries.delete(key);
    this.entries.set(key, entry);
    this.shrink();
    return entry.credentials;
  }

  /** Forgets a session, such as one that is not accepted any more. */
  public forget(key: string): void {
    this.entries.delete(key);
  }

  public get size(): number {
    return this.entries.size;
  }

  private isFresh({ expiresAt }: Entry): boolean {
    return expiresAt === undefined || expiresAt - EXPIRY_MARGIN_MS > this.now();
  }

  private open(key: string, assume: () => Promise<SessionCredentials>): Entry {
    const entry: Entry = { credentials: assume() };
    entry.credentials.then(
      ({ expiresAt }) => {
        entry.expiresAt = expiresAt;
      },
      () => {
        if (this.entries.get(key) === entry) {
          this.entries.delete(key);
        }
      },
    );
    return entry;
  }

  private shrink(): void {
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.capacity) {
        return;
      }
      this.entries.delete(oldest);
    }
  }
}
