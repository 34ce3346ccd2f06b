import { type FakeClock, MINUTE } from './fake-clock';

/** An error that a service returns. */
export class ServiceError extends Error {
  public constructor(
    public readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export interface FakeApp {
  readonly DomainId: string;
  readonly UserProfileName?: string;
  readonly SpaceName?: string;
  readonly AppType: string;
  readonly AppName: string;
  Status: string;
  /** When the status changes by itself. */
  until?: number;
}

export interface FakeMember {
  readonly DomainId: string;
  readonly name: string;
  readonly owner?: string;
  Status: string;
  until?: number;
}

export interface FakeDomain {
  readonly DomainId: string;
  readonly DomainName: string;
  readonly HomeEfsFileSystemId: string;
  Status: string;
  FailureReason?: string;
  until?: number;
  retention?: string;
}

type Input = Readonly<Record<string, unknown>>;

const GONE = ['Deleted', 'Failed'];

/** The domains of an account, with the states and refusals that SageMaker documents. */
export class StudioAccount {
  public readonly domains = new Map<string, FakeDomain>();
  public readonly apps: FakeApp[] = [];
  public spaces: FakeMember[] = [];
  public userProfiles: FakeMember[] = [];
  /** How long deletions take, in minutes. */
  public minutes = { app: 0.5, member: 0.5, domain: 1 };
  /** How often the deletion of a domain fails at its end. */
  public failedDeletions = 0;
  /** Called when a domain is gone. */
  public onDomainGone: (domain: FakeDomain) => void = () => undefined;
  public pageSize = 100;

  public constructor(private readonly clock: FakeClock) {}

  public addDomain(DomainId: string, fileSystem: string, DomainName = 'studio'): void {
    this.domains.set(DomainId, { DomainId, DomainName, HomeEfsFileSystemId: fileSystem, Status: 'InService' });
  }

  public addProfile(DomainId: string, name: string): void {
    this.userProfiles.push({ DomainId, name, Status: 'InService' });
  }

  public addSpace(DomainId: string, name: string, owner: string): void {
    this.spaces.push({ DomainId, name, owner, Status: 'InService' });
  }

  public addApp(DomainId: string, app: Partial<FakeApp> = {}): void {
    this.apps.push({ DomainId, AppType: 'JupyterLab', AppName: 'default', Status: 'InService', ...app });
  }

  public call(operation: string, input: Input): object {
    this.settle();
    const handlers: Record<string, (given: Input) => object> = {
      ListApps: (given) => this.listApps(given),
      ListSpaces: (given) => page('Spaces', this.inDomain(this.spaces, given).map(spaceOf), given, this.pageSize),
      ListUserProfiles: (given) =>
        page('UserProfiles', this.inDomain(this.userProfiles, given).map(profileOf), given, this.pageSize),
      DescribeDomain: (given) => this.domain(given),
      DeleteApp: (given) => this.deleteApp(given),
      DeleteSpace: (given) => this.deleteSpace(given),
      DeleteUserProfile: (given) => this.deleteUserProfile(given),
      DeleteDomain: (given) => this.deleteDomain(given),
    };
    const handler = handlers[operation];
    if (!handler) {
      throw new ServiceError('UnknownOperationException', operation);
    }
    return handler(input);
  }

  private listApps(input: Input): object {
    const listed = this.apps.filter(({ DomainId }) => !input.DomainIdEquals || DomainId === input.DomainIdEquals);
    return page(
      'Apps',
      listed.map(({ until, ...app }) => app),
      input,
      this.pageSize,
    );
  }

  private inDomain(members: readonly FakeMember[], { DomainIdEquals }: Input): FakeMember[] {
    return members.filter(({ DomainId }) => !DomainIdEquals || DomainId === DomainIdEquals);
  }

  private domain({ DomainId }: Input): FakeDomain {
    const found = this.domains.get(String(DomainId));
    if (!found) {
      throw new ServiceError('ResourceNotFound', `Domain ${DomainId} does not exist`);
    }
    return found;
  }

  private deleteApp(input: Input): object {
    if ((input.UserProfileName === undefined) === (input.SpaceName === undefined)) {
      throw new ServiceError('ValidationException', 'UserProfileName or SpaceName, and not both');
    }
    const app = this.apps.find(
      (one) =>
        one.DomainId === input.DomainId &&
        one.UserProfileName === input.UserProfileName &&
        one.SpaceName === input.SpaceName &&
        one.AppType === input.AppType &&
        one.AppName === input.AppName,
    );
    if (!app || app.Status === 'Deleted') {
      throw new ServiceError('ResourceNotFound', 'App does not exist');
    }
    if (app.Status !== 'InService') {
      throw new ServiceError('ValidationException', `App is ${app.Status}`);
    }
    app.Status = 'Deleting';
    app.until = this.after(this.minutes.app);
    return {};
  }

  private deleteSpace({ DomainId, SpaceName }: Input): object {
    const space = this.spaces.find((one) => one.DomainId === DomainId && one.name === SpaceName);
    const apps = this.apps.some(
      (app) => app.DomainId === DomainId && app.SpaceName === SpaceName && !GONE.includes(app.Status),
    );
    return this.deleteMember(space, apps);
  }

  private deleteUserProfile({ DomainId, UserProfileName }: Input): object {
    const profile = this.userProfiles.find((one) => one.DomainId === DomainId && one.name === UserProfileName);
    const apps = this.apps.some(
      (app) => app.DomainId === DomainId && app.UserProfileName === UserProfileName && !GONE.includes(app.Status),
    );
    const spaces = this.spaces.some((one) => one.DomainId === DomainId && one.owner === UserProfileName);
    return this.deleteMember(profile, apps || spaces);
  }

  private deleteMember(member: FakeMember | undefined, inUse: boolean): object {
    if (!member) {
      throw new ServiceError('ResourceNotFound', 'does not exist');
    }
    if (inUse) {
      throw new ServiceError('ResourceInUse', 'apps or spaces are associated with it');
    }
    member.Status = 'Deleting';
    member.until = this.after(this.minutes.member);
    return {};
  }

  private deleteDomain(input: Input): object {
    const domain = this.domain(input);
    const members = [...this.spaces, ...this.userProfiles].some(({ DomainId }) => DomainId === domain.DomainId);
    if (members) {
      throw new ServiceError('ResourceInUse', 'user profiles or spaces are associated with the domain');
    }
    domain.Status = 'Deleting';
    domain.FailureReason = undefined;
    domain.retention = (input.RetentionPolicy as Input | undefined)?.HomeEfsFileSystem as string;
    domain.until = this.after(this.minutes.domain);
    return {};
  }

  private after(minutes: number): number {
    return this.clock.now() + minutes * MINUTE;
  }

  /** Ends what takes its time. */
  private settle(): void {
    const isDue = ({ until }: { readonly until?: number }) => until !== undefined && until <= this.clock.now();
    for (const app of this.apps.filter(isDue)) {
      app.Status = app.Status === 'Deleting' ? 'Deleted' : 'InService';
      app.until = undefined;
    }
    this.spaces = this.spaces.filter((space) => !isDue(space));
    this.userProfiles = this.userProfiles.filter((profile) => !isDue(profile));
    for (const domain of [...this.domains.values()].filter(isDue)) {
      this.endDomain(domain);
    }
  }

  private endDomain(domain: FakeDomain): void {
    domain.until = undefined;
    if (this.failedDeletions > 0) {
      this.failedDeletions -= 1;
      Object.assign(domain, { Status: 'Delete_Failed', FailureReason: 'a network interface is in use' });
      return;
    }
    this.domains.delete(domain.DomainId);
    this.onDomainGone(domain);
  }
}

function spaceOf({ DomainId, name, Status }: FakeMember): object {
  return { DomainId, SpaceName: name, Status };
}

function profileOf({ DomainId, name, Status }: FakeMember): object {
  return { DomainId, UserProfileName: name, Status };
}

/** At most 100 items, whatever the caller would like. */
function page(name: string, items: readonly object[], { NextToken, MaxResults = 10 }: Input, limit: number): object {
  const start = Number(NextToken ?? 0);
  const end = start + Math.min(Number(MaxResults), limit);
  return { [name]: items.slice(start, end), NextToken: end < items.length ? String(end) : undefined };
}
