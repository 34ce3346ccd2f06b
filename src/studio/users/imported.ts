import { Resource, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { faultsOf, SecureSageMakerError } from '../../private/errors';
import { arnInDomain } from '../domain/arns';
import type { IDomain } from '../domain/idomain';
import { DomainRegistry } from '../domain/registry';
import { UserProfileGrants } from './grants';
import type { IUserProfile, UserProfileAttributes } from './iuser-profile';

/** A user profile that exists already. */
export class ImportedUserProfile extends Resource implements IUserProfile {
  public readonly userProfileArn: string;
  public readonly userProfileName: string;
  public readonly domain: IDomain;
  public readonly role?: iam.IRole;
  public readonly grants: UserProfileGrants = UserProfileGrants.fromUserProfile(this);
  private readonly securityGroups?: ec2.ISecurityGroup[];

  constructor(scope: Construct, id: string, attributes: UserProfileAttributes) {
    super(scope, id, {
      environmentFromArn: Token.isUnresolved(attributes.userProfileArn) ? undefined : attributes.userProfileArn,
    });
    const { domain, userProfileName: name, userProfileArn, securityGroups, role } = attributes;
    this.domain = domain;
    this.userProfileName = name;
    this.userProfileArn =
      userProfileArn ?? arnInDomain(domain, 'user-profile', Token.isUnresolved(name) ? name : name.toLowerCase());
    this.role = role ?? DomainRegistry.of(domain).knowledge.role;
    this.securityGroups = securityGroups;
  }

  public get connections(): ec2.Connections {
    const hint = 'import it with fromUserProfileAttributes and its security groups';
    const missing = this.securityGroups
      ? []
      : [`the security groups of the imported user profile ${this.userProfileName} are not known: ${hint}`];
    SecureSageMakerError.throwIfAny(this, faultsOf('IncompleteDomain', missing));
    return new ec2.Connections({ securityGroups: this.securityGroups });
  }
}
