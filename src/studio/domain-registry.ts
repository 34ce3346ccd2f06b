import { Token } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';
import { type Fault, faultsOf } from '../private/errors';
import type { PosixUser } from './posix-user';
import type { UserSettings } from './user-settings';

/** What a domain knows beyond its interface: its settings, and which user profiles it has in this app. */
export class DomainRegistry {
  private static readonly registries = new WeakMap<IConstruct, DomainRegistry>();

  public static of(domain: IConstruct): DomainRegistry {
    const registry = DomainRegistry.registries.get(domain) ?? new DomainRegistry();
    DomainRegistry.registries.set(domain, registry);
    return registry;
  }

  /** The settings that user profiles inherit; none are known of an imported domain. */
  public settings: UserSettings = {};
  /** Session actions that the trust policy of execution roles must have. */
  public sessionActions: readonly string[] = [];
  /** How many security groups all user profiles have. */
  public securityGroups = 0;
  /** The key that execution roles must be able to use. */
  public encryptionKey?: kms.IKeyRef;

  private readonly names = new Map<string, string>();
  private readonly uids = new Map<number, string>();

  /** Takes note of a user profile, unless another one has its name or its POSIX user. */
  public register(path: string, name: string, posixUser?: PosixUser): Fault[] {
    // SageMaker does not tell names apart by the case of their letters.
    const sameName = note(this.names, Token.isUnresolved(name) ? undefined : name.toLowerCase(), path);
    const uid = posixUser?.uid;
    const sameUid = note(this.uids, uid === undefined || Token.isUnresolved(uid) ? undefined : uid, path);
    return faultsOf('DuplicateProfile', [
      ...sameName.map((other) => `userProfileName must be unique in the domain, whatever the case of its letters, got '${name}' as in ${other}`),
      ...sameUid.map((other) => `posixUser.uid must be unique in the domain, since users with the same one read each other's files, got ${uid} as in ${other}`),
    ]);
  }
}

function note<T>(taken: Map<T, string>, key: T | undefined, path: string): string[] {
  if (key === undefined) {
    return [];
  }
  const other = taken.get(key);
  taken.set(key, other ?? path);
  return other === undefined ? [] : [other];
}
