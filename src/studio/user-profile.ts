import { Resource } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { IDomain } from './idomain';
import type { IUserProfile } from './iuser-profile';
import { UserProfileGrants } from './user-profile-grants';
import type { UserProfileProps } from './user-profile-props';

/**
 * A user profile of a Studio domain.
 */
export class UserProfile extends Resource implements IUserProfile {
  public readonly userProfileArn: string = '';
  public readonly userProfileName: string = '';
  public readonly domain: IDomain;
  public readonly connections!: ec2.Connections;
  public readonly grants: UserProfileGrants = UserProfileGrants.fromUserProfile(this);

  constructor(scope: Construct, id: string, props: UserProfileProps) {
    super(scope, id);
    this.domain = props.domain;
  }
}
