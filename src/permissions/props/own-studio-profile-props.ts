import type { StudioProfileName } from '../studio-profile-name';

/**
 * Which Studio user profile is the caller's own.
 */
export interface OwnStudioProfileProps {
  /**
   * The id of the domain, such as `d-a1b2c3d4e5f6`.
   */
  readonly domainId: string;

  /**
   * What of the caller names the profile.
   */
  readonly profileName: StudioProfileName;
}
