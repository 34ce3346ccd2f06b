import { Resource, Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { faultsOf, SecureSageMakerError } from '../private/errors';
import { studioNameFaults } from './domain-checks';
import { DomainGrants } from './domain-grants';
import { DomainIsolation } from './domain-isolation';
import type { IDomain } from './idomain';
import { UserProfile } from './user-profile';
import type { UserProfileOptions } from './user-profile-props';

/** User profiles have a scope of their own, so that their names never meet the ids of what a domain is made of. */
const USERS = 'Users';

/**
 * What made and imported domains have in common.
 *
 * @internal
 */
export abstract class DomainBase extends Resource implements IDomain {
  public abstract readonly domainId: string;
  public abstract readonly domainArn: string;
  public abstract readonly connections: ec2.Connections;
  public readonly grants: DomainGrants = DomainGrants.fromDomain(this);
  public readonly isolation: DomainIsolation = DomainIsolation.ofDomain(this);

  /**
   * Adds a user profile. The logical ids of its resources depend on the name alone.
   */
  public addUserProfile(userProfileName: string, options: UserProfileOptions = {}): UserProfile {
    const token = 'userProfileName must be literal here, since logical ids are made of it, got a token: use new UserProfile with an id';
    SecureSageMakerError.throwIfAny(this, [
      ...faultsOf('InvalidStudioName', Token.isUnresolved(userProfileName) ? [token] : []),
      ...studioNameFaults('userProfileName', userProfileName),
    ]);
    const users = (this.node.tryFindChild(USERS) as Construct | undefined) ?? new Construct(this, USERS);
    return new UserProfile(users, userProfileName, { ...options, domain: this, userProfileName });
  }
}
