import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { Dependable, type IConstruct, type IDependable } from 'constructs';
import type { AuthMode } from '../../conditions/values';
import { type Fault, faultsOf } from '../../private/errors';
import { isUnknown } from '../../private/life-cycle/unknown';
import type { UserSettings } from '../settings/user-settings';
import type { PosixUser } from '../users/options';

/** What is known of a domain; everything is of one that is made in this app. */
export interface DomainMetadata {
  /** What user profiles inherit. */
  readonly settings?: UserSettings;
  /** Session actions that the trust policy of execution roles must have. */
  readonly sessionActions?: readonly string[];
  /** How many security groups all user profiles have. */
  readonly securityGroups?: number;
  /** The key that execution roles must be able to use. */
  readonly encryptionKey?: kms.IKeyRef;
  /** The execution role of user profiles that have none of their own. */
  readonly role?: iam.IRole;
  readonly vpc?: ec2.IVpc;
  readonly authMode?: AuthMode;
}

/** What a domain knows beyond its interface: its settings, and which user profiles it has in this app. */
export class DomainRegistry {
  private static readonly registries = new WeakMap<IConstruct, DomainRegistry>();

  public static of(domain: IConstruct): DomainRegistry {
    const registry = DomainRegistry.registries.get(domain) ?? new DomainRegistry();
    DomainRegistry.registries.set(domain, registry);
    return registry;
  }

  /** What deletes the domain: it must be deleted after user profiles and spaces, so they depend on it. */
  public cleanup?: IConstruct;

  private domainMetadata: DomainMetadata = {};
  private readonly names = new Map<string, string>();
  private readonly uids = new Map<number, string>();

  public setMetadata(metadata: DomainMetadata): void {
    this.domainMetadata = metadata;
  }

  public get metadata(): DomainMetadata {
    return this.domainMetadata;
  }

  /** Stands for the cleanup, even if it is added later, or for nothing. */
  public get cleanupDependency(): IDependable {
    const dependency: IDependable = {};
    const roots = () => (this.cleanup ? [this.cleanup] : []);
    Dependable.implement(dependency, {
      get dependencyRoots(): IConstruct[] {
        return roots();
      },
    });
    return dependency;
  }

  /** Takes note of a user profile, unless another one has its name or its POSIX user. */
  public register(path: string, name: string, posixUser?: PosixUser): Fault[] {
    // SageMaker does not tell names apart by the case of their letters.
    const sameName = note(this.names, isUnknown(name) ? undefined : name.toLowerCase(), path);
    const uid = posixUser?.uid;
    const sameUid = note(this.uids, uid === undefined || isUnknown(uid) ? undefined : uid, path);
    return faultsOf('DuplicateProfile', [
      ...sameName.map(
        (other) =>
          `userProfileName must be unique in the domain, whatever the case of its letters, got '${name}' as in ${other}`,
      ),
      ...sameUid.map(
        (other) =>
          `posixUser.uid must be unique in the domain, since users with the same one read each other's files, got ${uid} as in ${other}`,
      ),
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
