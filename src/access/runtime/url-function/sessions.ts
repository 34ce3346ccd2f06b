import { createHash } from 'node:crypto';
import { SESSION_NAME } from '../../../private/formats';
import type { Identity } from './request';

/** Names of this form are reserved for names with a digest, so that no user profile can be called like another one's digest. */
const DIGESTED = /^.*-[0-9a-f]{16}$/s;

/** The names of a session of an access role in CloudTrail. */
export interface SessionNames {
  /** The user profile. Studio can reuse it as the name of sessions of the execution role. */
  readonly roleSessionName: string;
  /** The subject of the identity provider and a digest of the whole identity. The session cannot change it later. */
  readonly sourceIdentity: string;
}

export function sessionNames({ subject, key }: Identity, userProfileName: string): SessionNames {
  return {
    roleSessionName: profileName(userProfileName),
    sourceIdentity: withDigest(subject, key),
  };
}

/** The name itself where IAM accepts it, which takes no names of a single letter. */
function profileName(name: string): string {
  return SESSION_NAME.pattern.test(name) && !DIGESTED.test(name) ? name : withDigest(name, name);
}

/** The digest distinguishes people whose names look alike to IAM, and people of two identity providers with the same subject. */
function withDigest(text: string, whole: string): string {
  const digest = createHash('sha256').update(whole).digest('hex').slice(0, 16);
  return `${text.replace(/[^\w+=,.@-]/g, '_').slice(0, 64 - digest.length - 1)}-${digest}`;
}

/** Credentials of a session of an access role. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

interface CachedSession {
  readonly credentials: Promise<SessionCredentials>;
  /** Unknown until the session exists. */
  expiresAt?: number;
}

/** Credentials are not used during the last minute of their session. */
export const EXPIRY_MARGIN_MS = 60_000;

/**
 * The credentials of the most recent users, none of them used after they expire. Concurrent requests of one user share a session.
 * A session that could not be created is not cached.
 */
export class SessionCache {
  private readonly sessions = new Map<string, CachedSession>();

  constructor(
    private readonly capacity: number,
    private readonly now: () => number,
  ) {}

  public async get(key: string, assumeRole: () => Promise<SessionCredentials>): Promise<SessionCredentials> {
    const cached = this.sessions.get(key);
    const session = cached && this.isFresh(cached) ? cached : this.open(key, assumeRole);
    // A map iterates in the order of insertion, so the least recently used session comes first.
    this.sessions.delete(key);
    this.sessions.set(key, session);
    this.shrink();
    return session.credentials;
  }

  /** Forgets a session, such as one that AWS no longer accepts. */
  public forget(key: string): void {
    this.sessions.delete(key);
  }

  public get size(): number {
    return this.sessions.size;
  }

  private isFresh({ expiresAt }: CachedSession): boolean {
    return expiresAt === undefined || expiresAt - EXPIRY_MARGIN_MS > this.now();
  }

  private open(key: string, assumeRole: () => Promise<SessionCredentials>): CachedSession {
    const session: CachedSession = { credentials: assumeRole() };
    session.credentials.then(
      ({ expiresAt }) => {
        session.expiresAt = expiresAt;
      },
      () => {
        if (this.sessions.get(key) === session) {
          this.sessions.delete(key);
        }
      },
    );
    return session;
  }

  private shrink(): void {
    for (const oldest of this.sessions.keys()) {
      if (this.sessions.size <= this.capacity) {
        return;
      }
      this.sessions.delete(oldest);
    }
  }
}
