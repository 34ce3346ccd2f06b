import {
  type AppDetails,
  DeleteAppCommand,
  paginateListApps,
  paginateListSpaces,
  type SageMakerClient,
  type SpaceDetails,
} from '@aws-sdk/client-sagemaker';

/** A user profile. */
export interface Profile {
  readonly domainId: string;
  readonly userProfileName: string;
}

export interface StoppedApps {
  readonly apps: number;
  readonly sharedSpaces: number;
}

/** The applications of Studio. */
export interface AppsPort {
  /** Deletes the applications of a user profile and of its private spaces. Their files are kept. */
  stop(profile: Profile): Promise<StoppedApps>;
}

const GONE = ['Deleted', 'Deleting'];

export class SageMakerApps implements AppsPort {
  constructor(private readonly client: SageMakerClient) {}

  public async stop(profile: Profile): Promise<StoppedApps> {
    const spaces = (await this.spacesOf(profile)).filter(
      ({ OwnershipSettingsSummary: owner }) => owner?.OwnerUserProfileName === profile.userProfileName,
    );
    const isPrivate = ({ SpaceSharingSettingsSummary: sharing }: SpaceDetails) => sharing?.SharingType !== 'Shared';
    const apps = await this.appsOf({ ...profile, spaces: spaces.filter(isPrivate) });
    for (const app of apps) {
      await this.delete(app);
    }
    return { apps: apps.length, sharedSpaces: spaces.filter((space) => !isPrivate(space)).length };
  }

  private async spacesOf({ domainId }: Profile): Promise<SpaceDetails[]> {
    const found: SpaceDetails[] = [];
    for await (const { Spaces = [] } of paginateListSpaces({ client: this.client }, { DomainIdEquals: domainId })) {
      found.push(...Spaces);
    }
    return found;
  }

  private async appsOf({
    domainId,
    userProfileName,
    spaces,
  }: Profile & { readonly spaces: readonly SpaceDetails[] }): Promise<AppDetails[]> {
    const owners = [
      { UserProfileNameEquals: userProfileName },
      ...spaces.map(({ SpaceName }) => ({ SpaceNameEquals: SpaceName })),
    ];
    const found: AppDetails[] = [];
    for (const owner of owners) {
      const pages = paginateListApps({ client: this.client }, { DomainIdEquals: domainId, ...owner });
      for await (const { Apps = [] } of pages) {
        found.push(...Apps);
      }
    }
    return found.filter(({ Status }) => !GONE.includes(String(Status)));
  }

  /** One that is gone meanwhile is stopped as well. */
  private async delete({ DomainId, UserProfileName, SpaceName, AppType, AppName }: AppDetails): Promise<void> {
    try {
      await this.client.send(new DeleteAppCommand({ DomainId, UserProfileName, SpaceName, AppType, AppName }));
    } catch (error) {
      if (!(error instanceof Error && ['ResourceNotFound', 'ResourceInUse'].includes(error.name))) {
        throw error;
      }
    }
  }
}
