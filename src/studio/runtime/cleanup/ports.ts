import type { Clock, Log } from '../../../private/runtime/ports';
import type { HomeFileSystemRemovalType } from '../../shared/domain-cleanup';

/** A resource of a stack. */
export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
}

export interface StackPort {
  /** The status of the stack, such as `DELETE_IN_PROGRESS`. */
  status(stackId: string): Promise<string>;
  resources(stackId: string): Promise<StackResource[]>;
}

/** An application belongs to a user profile or to a space. */
export interface App {
  readonly domainId: string;
  readonly userProfileName?: string;
  readonly spaceName?: string;
  readonly type: string;
  readonly name: string;
  readonly status: string;
}

/** A space or user profile. */
export interface Member {
  readonly domainId: string;
  readonly name: string;
  readonly status: string;
}

export interface Described {
  readonly status: string;
  readonly failureReason?: string;
}

export interface StudioPort {
  apps(domainId: string): Promise<App[]>;
  spaces(domainId: string): Promise<Member[]>;
  userProfiles(domainId: string): Promise<Member[]>;
  /** Fails with a not-found error if the domain does not exist. */
  domain(domainId: string): Promise<Described>;
  deleteApp(app: App): Promise<void>;
  deleteSpace(space: Member): Promise<void>;
  deleteUserProfile(profile: Member): Promise<void>;
  deleteDomain(domainId: string, homeFileSystem: HomeFileSystemRemovalType): Promise<void>;
}

export interface FileSystem {
  readonly status: string;
  /** The ARN of the domain for which SageMaker created it. */
  readonly managedBy?: string;
}

export interface MountTarget {
  readonly id: string;
  readonly status: string;
}

export interface FileSystemPort {
  /** Fails with a not-found error if the file system does not exist. */
  fileSystem(id: string): Promise<FileSystem>;
  mountTargets(fileSystemId: string): Promise<MountTarget[]>;
  deleteMountTarget(id: string): Promise<void>;
  deleteFileSystem(id: string): Promise<void>;
}

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
}

export interface NetworkInterface {
  readonly id: string;
  readonly status: string;
}

export interface NetworkPort {
  /** The security groups of a VPC that SageMaker created for a domain. */
  securityGroups(vpcId: string, domainArn: string): Promise<SecurityGroup[]>;
  networkInterfaces(groupIds: readonly string[]): Promise<NetworkInterface[]>;
  deleteNetworkInterface(id: string): Promise<void>;
  revokeRules(groupIds: readonly string[]): Promise<void>;
  deleteSecurityGroup(id: string): Promise<void>;
}

/** Everything that the cleanup uses besides its event. */
export interface CleanupPorts {
  readonly stack: StackPort;
  readonly studio: StudioPort;
  readonly fileSystems: FileSystemPort;
  readonly network: NetworkPort;
  readonly clock: Clock;
  readonly log: Log;
}
