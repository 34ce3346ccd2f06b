import { isDeepStrictEqual } from 'node:util';
import { sessionNames } from '../url-function/sessions';
import type { AppsPort, Profile } from './apps';
import { type PolicyDocument, type Revocation, revocationPolicy } from './policy';
import { type RevocationRequest, requestOf } from './request';

/** The operations of the table that revocations need. */
export interface RevocationTable {
  /** All revocations that were not released, by a consistent read. */
  list(): Promise<Revocation[]>;
  put(revocation: Revocation, reason: string): Promise<void>;
  remove(key: string): Promise<void>;
  /** The user profiles of this account that the entries of a user open. */
  profiles(key: string): Promise<Profile[]>;
}

/** The access roles. */
export interface RolesPort {
  readonly names: readonly string[];
  /** Replaces the policy that ends sessions, or removes it. */
  apply(roleName: string, policy: PolicyDocument | undefined): Promise<void>;
}

/** What revocations use besides the request. */
export interface RevocationPorts {
  readonly table: RevocationTable;
  readonly roles: RolesPort;
  readonly apps: AppsPort;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  readonly record: (record: Readonly<Record<string, unknown>>, isRevocation: boolean) => void;
}

/** The answer to a responder. */
export interface RevocationResult {
  readonly action: RevocationRequest['action'];
  /** Users who are shut out. */
  readonly revoked: number;
  /** Applications whose deletion has begun. */
  readonly stoppedApps?: number;
  /** Spaces that the user shares with others, whose applications still run. */
  readonly sharedSpaces?: number;
}

/** How often the revocations may change while the policies are written. */
const ATTEMPTS = 20;

/**
 * Serves a responder or the schedule. Every run leads to the same result, however often it is repeated, and whatever runs beside it. The
 * directory comes first: from then on, nobody gets a URL for the user.
 */
export async function serve(event: unknown, ports: RevocationPorts): Promise<RevocationResult> {
  const request = requestOf(event);
  const { action } = request;
  if (request.action !== 'refresh') {
    const { issuer, subject, reason } = request;
    // Before anything changes, so that no use of the function is without a record.
    ports.record({ action, issuer, subject, reason }, action === 'revoke');
  }
  if (request.action === 'revoke') {
    await ports.table.put(revocationOf(request, ports.now()), request.reason);
  } else if (request.action === 'release') {
    await ports.table.remove(request.key);
  }
  const revoked = await refresh(ports);
  if (request.action !== 'revoke' || !request.stopApps) {
    return { action, revoked };
  }
  return { action, revoked, ...(await stopApps(request.key, ports)) };
}

function revocationOf(
  { issuer, subject, key }: Extract<RevocationRequest, { action: 'revoke' }>,
  now: number,
): Revocation {
  const { sourceIdentity } = sessionNames({ issuer, subject, key }, '');
  return { key, sourceIdentity, revokedAt: Math.floor(now / 1000) };
}

/** Reads the revocations again after writing the policies: the last of several runs has then written all of them. */
async function refresh({ table, roles, now }: RevocationPorts): Promise<number> {
  let revocations = await table.list();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const policy = revocationPolicy(revocations, Math.floor(now() / 1000));
    await Promise.all(roles.names.map((name) => roles.apply(name, policy)));
    const next = await table.list();
    if (isDeepStrictEqual(next, revocations)) {
      return revocations.length;
    }
    revocations = next;
  }
  throw new Error('the revocations kept changing');
}

async function stopApps(
  key: string,
  { table, apps }: RevocationPorts,
): Promise<Pick<RevocationResult, 'stoppedApps' | 'sharedSpaces'>> {
  let [stoppedApps, sharedSpaces] = [0, 0];
  for (const profile of await table.profiles(key)) {
    const stopped = await apps.stop(profile);
    stoppedApps += stopped.apps;
    sharedSpaces += stopped.sharedSpaces;
  }
  return { stoppedApps, sharedSpaces };
}
