import type { IUserProfile } from './iuser-profile';

/**
 * Grants on a user profile.
 */
export class UserProfileGrants {
  /** The grants of any user profile, imported ones included. */
  public static fromUserProfile(profile: IUserProfile): UserProfileGrants {
    return new UserProfileGrants(profile);
  }

  private constructor(readonly _profile: IUserProfile) {}
}
