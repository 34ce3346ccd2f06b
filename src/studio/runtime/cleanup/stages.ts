import type { CleanupProperties } from '../../shared/domain-cleanup';
import { isGone } from './faults';
import type { App, CleanupPorts, Member } from './ports';

/** Something that must be gone before the next stage. */
export interface Item {
  readonly name: string;
  readonly status: string;
  /** Absent while the item can only be waited for. */
  readonly remove?: () => Promise<void>;
  /** True if waiting is useless. */
  readonly stuck?: boolean;
}

/** Lists what is left of one kind of resource. */
export type Stage = () => Promise<Item[]>;

export type Target = Pick<
  CleanupProperties,
  'Task' | 'DomainId' | 'DomainArn' | 'VpcId' | 'HomeFileSystemId' | 'HomeFileSystem'
> & {
  /** The names of spaces that CloudFormation deletes. */
  readonly spacesOfStack: readonly string[];
};

type Ports = Pick<CleanupPorts, 'studio' | 'fileSystems' | 'network'>;

/** Failed applications cannot be deleted and do not block; deleted ones are listed for a day. */
const APP_GONE = ['Deleted', 'Failed'];
/** It belongs to the domain itself, and ends with it. */
const APP_OF_DOMAIN = 'RStudioServerPro';
const MEMBER_BUSY = ['Deleting', 'Pending', 'Updating'];
const MOUNT_TARGET_IDLE = ['available', 'error'];
const FILE_SYSTEM_IDLE = ['available', 'error'];
const INTERFACE_DETACHED = 'available';

/** In the order of deletion: each stage begins when the ones before it find nothing. */
export function stagesOf(ports: Ports, target: Target): Stage[] {
  const { spacesOfStack, HomeFileSystemId, HomeFileSystem } = target;
  if (target.Task === 'Applications') {
    return [() => apps(ports, target), () => spaces(ports, target, spacesOfStack)];
  }
  const members = [
    () => apps(ports, target),
    () => spaces(ports, target),
    () => userProfiles(ports, target),
    () => domain(ports, target),
  ];
  if (HomeFileSystemId === undefined) {
    return [...members, () => interfaces(ports, target), () => groups(ports, target)];
  }
  // The mount targets of a kept file system need the security groups.
  if (HomeFileSystem === 'Retain') {
    return members;
  }
  return [
    ...members,
    () => mountTargets(ports, target, HomeFileSystemId),
    () => fileSystem(ports, target, HomeFileSystemId),
    () => interfaces(ports, target),
    () => groups(ports, target),
  ];
}

async function apps({ studio }: Ports, { DomainId }: Target): Promise<Item[]> {
  const listed = await studio.apps(DomainId);
  const left = listed.filter(
    ({ domainId, status, type }) => domainId === DomainId && !APP_GONE.includes(status) && type !== APP_OF_DOMAIN,
  );
  return left.map((app) => ({
    name: appName(app),
    status: app.status,
    remove: app.status === 'InService' ? () => studio.deleteApp(app) : undefined,
  }));
}

function appName({ type, name, spaceName, userProfileName }: App): string {
  const owner = spaceName === undefined ? `user profile ${userProfileName}` : `space ${spaceName}`;
  return `application ${type}/${name} of ${owner}`;
}

async function spaces({ studio }: Ports, { DomainId }: Target, kept: readonly string[] = []): Promise<Item[]> {
  const listed = (await studio.spaces(DomainId)).filter(({ name }) => !kept.includes(name));
  return membersLeft(DomainId, listed, 'space', (space) => studio.deleteSpace(space));
}

async function userProfiles({ studio }: Ports, { DomainId }: Target): Promise<Item[]> {
  const listed = await studio.userProfiles(DomainId);
  return membersLeft(DomainId, listed, 'user profile', (profile) => studio.deleteUserProfile(profile));
}

function membersLeft(
  domain: string,
  listed: readonly Member[],
  kind: string,
  remove: (member: Member) => Promise<void>,
): Item[] {
  return listed
    .filter(({ domainId }) => domainId === domain)
    .map((member) => ({
      name: `${kind} ${member.name}`,
      status: member.status,
      remove: MEMBER_BUSY.includes(member.status) ? undefined : () => remove(member),
    }));
}

async function domain({ studio }: Ports, { DomainId, HomeFileSystem }: Target): Promise<Item[]> {
  const found = await existing(() => studio.domain(DomainId));
  if (!found) {
    return [];
  }
  const { status, failureReason } = found;
  return [
    {
      name: `domain ${DomainId}`,
      status: [status, failureReason].filter(Boolean).join(': '),
      remove: MEMBER_BUSY.includes(status) ? undefined : () => studio.deleteDomain(DomainId, HomeFileSystem),
    },
  ];
}

async function mountTargets({ fileSystems }: Ports, target: Target, id: string): Promise<Item[]> {
  const found = await existing(() => fileSystems.fileSystem(id));
  if (!found || found.managedBy !== target.DomainArn) {
    return [];
  }
  const listed = (await existing(() => fileSystems.mountTargets(id))) ?? [];
  return listed.map((one) => ({
    name: `mount target ${one.id} of file system ${id}`,
    status: one.status,
    remove: MOUNT_TARGET_IDLE.includes(one.status) ? () => fileSystems.deleteMountTarget(one.id) : undefined,
  }));
}

async function fileSystem({ fileSystems }: Ports, { DomainArn }: Target, id: string): Promise<Item[]> {
  const found = await existing(() => fileSystems.fileSystem(id));
  if (!found || found.status === 'deleted') {
    return [];
  }
  const name = `file system ${id}`;
  if (found.managedBy !== DomainArn) {
    return [{ name, status: 'not tagged as the file system of the domain', stuck: true }];
  }
  const idle = FILE_SYSTEM_IDLE.includes(found.status);
  return [{ name, status: found.status, remove: idle ? () => fileSystems.deleteFileSystem(id) : undefined }];
}

async function interfaces(ports: Ports, target: Target): Promise<Item[]> {
  const ids = await groupIds(ports, target);
  const listed = ids.length > 0 ? await ports.network.networkInterfaces(ids) : [];
  return listed.map(({ id, status }) => ({
    name: `network interface ${id}`,
    status,
    remove: status === INTERFACE_DETACHED ? () => ports.network.deleteNetworkInterface(id) : undefined,
  }));
}

async function groups(ports: Ports, target: Target): Promise<Item[]> {
  const ids = await groupIds(ports, target);
  return ids.map((id) => ({
    name: `security group ${id}`,
    status: 'exists',
    remove: async () => {
      // The rules of the two groups refer to each other.
      await ports.network.revokeRules(ids);
      await ports.network.deleteSecurityGroup(id);
    },
  }));
}

/** Tags can be put on any group, and names cannot be changed, so both must fit. */
async function groupIds({ network }: Ports, { DomainId, DomainArn, VpcId }: Target): Promise<string[]> {
  const names = ['inbound', 'outbound'].map((direction) => `security-group-for-${direction}-nfs-${DomainId}`);
  const found = await network.securityGroups(VpcId, DomainArn);
  return found.filter(({ name }) => names.includes(name)).map(({ id }) => id);
}

async function existing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isGone(error)) {
      return undefined;
    }
    throw error;
  }
}
