import {
  type AppDetails,
  type AppType,
  DeleteAppCommand,
  DeleteDomainCommand,
  DeleteSpaceCommand,
  DeleteUserProfileCommand,
  DescribeDomainCommand,
  paginateListApps,
  paginateListSpaces,
  paginateListUserProfiles,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { HomeFileSystemRemovalType } from '../../shared/domain-cleanup';
import type { App, Described, Member, StudioPort } from './ports';

const PAGE = 100;

/** Domains of SageMaker Studio, and what belongs to them. */
export class StudioDomains implements StudioPort {
  public constructor(private readonly client: SageMakerClient) {}

  public async apps(domainId: string): Promise<App[]> {
    const apps: App[] = [];
    for await (const { Apps = [] } of paginateListApps(
      { client: this.client },
      { DomainIdEquals: domainId, MaxResults: PAGE },
    )) {
      apps.push(...Apps.map(appOf));
    }
    return apps;
  }

  public async spaces(domainId: string): Promise<Member[]> {
    const spaces: Member[] = [];
    for await (const { Spaces = [] } of paginateListSpaces(
      { client: this.client },
      { DomainIdEquals: domainId, MaxResults: PAGE },
    )) {
      spaces.push(...Spaces.map(({ DomainId, SpaceName, Status }) => memberOf(DomainId, SpaceName, Status)));
    }
    return spaces;
  }

  public async userProfiles(domainId: string): Promise<Member[]> {
    const profiles: Member[] = [];
    const input = { DomainIdEquals: domainId, MaxResults: PAGE };
    for await (const { UserProfiles = [] } of paginateListUserProfiles({ client: this.client }, input)) {
      profiles.push(
        ...UserProfiles.map(({ DomainId, UserProfileName, Status }) => memberOf(DomainId, UserProfileName, Status)),
      );
    }
    return profiles;
  }

  public async domain(domainId: string): Promise<Described> {
    const { Status, FailureReason } = await this.client.send(new DescribeDomainCommand({ DomainId: domainId }));
    return { status: Status ?? '', failureReason: FailureReason };
  }

  public async deleteApp({ domainId, userProfileName, spaceName, type, name }: App): Promise<void> {
    await this.client.send(
      new DeleteAppCommand({
        DomainId: domainId,
        // SageMaker takes one of the two.
        UserProfileName: spaceName === undefined ? userProfileName : undefined,
        SpaceName: spaceName,
        AppType: type as AppType,
        AppName: name,
      }),
    );
  }

  public async deleteSpace({ domainId, name }: Member): Promise<void> {
    await this.client.send(new DeleteSpaceCommand({ DomainId: domainId, SpaceName: name }));
  }

  public async deleteUserProfile({ domainId, name }: Member): Promise<void> {
    await this.client.send(new DeleteUserProfileCommand({ DomainId: domainId, UserProfileName: name }));
  }

  public async deleteDomain(domainId: string, homeFileSystem: HomeFileSystemRemovalType): Promise<void> {
    await this.client.send(
      new DeleteDomainCommand({ DomainId: domainId, RetentionPolicy: { HomeEfsFileSystem: homeFileSystem } }),
    );
  }
}

function appOf({ DomainId, UserProfileName, SpaceName, AppType, AppName, Status }: AppDetails): App {
  return {
    domainId: DomainId ?? '',
    userProfileName: UserProfileName,
    spaceName: SpaceName,
    type: AppType ?? '',
    name: AppName ?? '',
    status: Status ?? '',
  };
}

function memberOf(domainId = '', name = '', status = ''): Member {
  return { domainId, name, status };
}
