import { ConditionKey } from '../conditions';

/**
 * What of the caller names the Studio user profile. A caller that does not have it is allowed nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export class StudioProfileName {
  /** A tag of the user, the role or the session. Whoever may set it chooses the profile. */
  public static ofPrincipalTag(key: string): StudioProfileName {
    return new StudioProfileName(ConditionKey.principalTag(key).name);
  }

  /** The name of the IAM user. Roles have none. */
  public static ofUserName(): StudioProfileName {
    return new StudioProfileName('aws:username');
  }

  /**
   * The source identity of the session, which cannot be changed once it is set. IAM has no variable for the session name
   * alone, and whoever assumes a role may choose that freely.
   */
  public static ofSourceIdentity(): StudioProfileName {
    return new StudioProfileName('aws:SourceIdentity');
  }

  /** The policy variable. */
  public readonly variable: string;

  private constructor(name: string) {
    this.variable = `\${${name}}`;
  }
}
