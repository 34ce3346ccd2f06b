import { type FakeClock, MINUTE } from './fake-clock';
import { ServiceError } from './studio-account';

export interface FakeGroup {
  readonly id: string;
  readonly name: string;
  readonly vpcId: string;
  readonly managedBy?: string;
  /** The groups that its rules name. */
  ingress: string[];
  egress: string[];
}

export interface FakeInterface {
  readonly id: string;
  readonly groups: readonly string[];
  status: string;
  /** When the service that created it lets go of it. */
  until?: number;
}

export interface FakeFileSystem {
  readonly id: string;
  readonly managedBy?: string;
  status: string;
  until?: number;
}

export interface FakeMountTarget {
  readonly id: string;
  readonly fileSystem: string;
  readonly networkInterface: string;
  status: string;
  until?: number;
}

/** The file systems, security groups and network interfaces of an account. */
export class NetworkAccount {
  public groups: FakeGroup[] = [];
  public interfaces: FakeInterface[] = [];
  public fileSystems: FakeFileSystem[] = [];
  public mountTargets: FakeMountTarget[] = [];
  /** How long deletions take, in minutes. */
  public minutes = { mountTarget: 0.5, fileSystem: 0.5 };
  /** How often a security group cannot be deleted for a reason that nobody sees. */
  public dependencyViolations = 0;

  public constructor(private readonly clock: FakeClock) {}

  /** What SageMaker creates with a domain. */
  public addHome(domainId: string, domainArn: string, fileSystem: string, vpcId: string): void {
    const [inbound, outbound] = ['inbound', 'outbound'].map((direction) => ({
      id: `sg-${direction}-${domainId}`,
      name: `security-group-for-${direction}-nfs-${domainId}`,
      vpcId,
      managedBy: domainArn,
      ingress: [] as string[],
      egress: [] as string[],
    }));
    inbound.ingress.push(outbound.id);
    outbound.egress.push(inbound.id);
    this.groups.push(inbound, outbound);
    this.fileSystems.push({ id: fileSystem, managedBy: domainArn, status: 'available' });
    for (const zone of ['a', 'b']) {
      const networkInterface = `eni-${fileSystem}-${zone}`;
      this.interfaces.push({ id: networkInterface, groups: [inbound.id], status: 'in-use' });
      this.mountTargets.push({
        id: `fsmt-${fileSystem}-${zone}`,
        fileSystem,
        networkInterface,
        status: 'available',
      });
    }
  }

  public fileSystem(id: string): FakeFileSystem {
    this.settle();
    const found = this.fileSystems.find((one) => one.id === id);
    if (!found) {
      throw new ServiceError('FileSystemNotFound', `File system '${id}' does not exist.`);
    }
    return found;
  }

  public mountTargetsOf(id: string): FakeMountTarget[] {
    this.fileSystem(id);
    return this.mountTargets.filter(({ fileSystem }) => fileSystem === id);
  }

  public deleteMountTarget(id: string): void {
    this.settle();
    const found = this.mountTargets.find((one) => one.id === id);
    if (!found) {
      throw new ServiceError('MountTargetNotFound', `Mount target '${id}' does not exist.`);
    }
    found.status = 'deleting';
    found.until = this.clock.now() + this.minutes.mountTarget * MINUTE;
  }

  public deleteFileSystem(id: string): void {
    const found = this.fileSystem(id);
    if (this.mountTargetsOf(id).length > 0) {
      throw new ServiceError('FileSystemInUse', `${id} has mount targets`);
    }
    found.status = 'deleting';
    found.until = this.clock.now() + this.minutes.fileSystem * MINUTE;
  }

  public securityGroups(filters: ReadonlyMap<string, readonly string[]>): FakeGroup[] {
    this.settle();
    const values = (name: string) => filters.get(name);
    return this.groups.filter(
      ({ id, vpcId, managedBy = '' }) =>
        (values('group-id')?.includes(id) ?? true) &&
        (values('vpc-id')?.includes(vpcId) ?? true) &&
        (values('tag:ManagedByAmazonSageMakerResource')?.includes(managedBy) ?? true),
    );
  }

  public interfacesOf(groupIds: readonly string[]): FakeInterface[] {
    this.settle();
    return this.interfaces.filter(({ groups }) => groups.some((group) => groupIds.includes(group)));
  }

  public deleteInterface(id: string): void {
    const found = this.interfaces.find((one) => one.id === id);
    if (!found) {
      throw new ServiceError('InvalidNetworkInterfaceID.NotFound', id);
    }
    if (found.status !== 'available') {
      throw new ServiceError('InvalidParameterValue', `Network interface '${id}' is currently in use.`);
    }
    this.interfaces = this.interfaces.filter((one) => one !== found);
  }

  public revoke(id: string, direction: 'ingress' | 'egress'): void {
    this.group(id)[direction] = [];
  }

  public deleteGroup(id: string): void {
    const found = this.group(id);
    const named = this.groups.some((one) => one !== found && [...one.ingress, ...one.egress].includes(id));
    if (named || this.interfacesOf([id]).length > 0 || this.dependencyViolations-- > 0) {
      throw new ServiceError('DependencyViolation', `resource ${id} has a dependent object`);
    }
    this.groups = this.groups.filter((one) => one !== found);
  }

  private group(id: string): FakeGroup {
    const found = this.groups.find((one) => one.id === id);
    if (!found) {
      throw new ServiceError('InvalidGroup.NotFound', id);
    }
    return found;
  }

  private settle(): void {
    const isDue = ({ until }: { readonly until?: number }) => until !== undefined && until <= this.clock.now();
    const gone = this.mountTargets.filter(isDue);
    this.mountTargets = this.mountTargets.filter((one) => !gone.includes(one));
    const released = gone.map(({ networkInterface }) => networkInterface);
    this.interfaces = this.interfaces.filter((one) => !released.includes(one.id));
    this.fileSystems = this.fileSystems.filter((one) => !isDue(one));
    for (const one of this.interfaces.filter(isDue)) {
      Object.assign(one, { status: 'available', until: undefined });
    }
  }
}
