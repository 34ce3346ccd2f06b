import type * as iam from 'aws-cdk-lib/aws-iam';

/**
 * The execution role of a user profile.
 */
export class ProfileRole {
  /**
   * That of the domain. Its users have the same permissions; CloudTrail tells them apart by their source identity.
   */
  public static readonly DOMAIN = new ProfileRole('domain');
  /**
   * One of its own, with the same permissions to begin with, so that more can be granted to one user alone.
   */
  public static readonly OWN = new ProfileRole('own');

  /**
   * Any role. Its trust policy must let SageMaker set a source identity, unless the domain sets none.
   */
  public static of(role: iam.IRole): ProfileRole {
    return new ProfileRole('given', role);
  }

  private constructor(
    /** @internal */
    public readonly _kind: 'domain' | 'own' | 'given',
    /** @internal */
    public readonly _role?: iam.IRole,
  ) {}
}
