import { Resource } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct, IDependable } from 'constructs';
import { keptRole, keptSecurityGroups } from '../../private/adoption/kept';
import { environmentArn, inLowerCase } from '../../private/arn';
import { ClosedSecurityGroup, securityGroupIds } from '../../private/closed-security-group';
import { check, SecureSageMakerError } from '../../private/errors';
import { uniqueName } from '../../private/life-cycle/names';
import { applyRemoval, followRemovalOf, retainPartsOf, warnIfDeleted } from '../../private/life-cycle/removal';
import { type Claim, claim, claimsIn, identityOf } from '../../private/life-cycle/unique';
import { STUDIO_NAME_MAX } from '../../private/limits';
import { RoleRequirements } from '../../trust/role-requirements';
import { arnInDomain } from '../common/arn';
import { pinCreateOnlyTags } from '../common/create-only-tags';
import { keepDeployed } from '../common/deployed';
import { imagesOf, setUpExecutionRole, studioRole } from '../domain/execution-role';
import { type IDomain, type IUserProfile, UserProfileGrants } from '../domain/idomain';
import { type DomainMetadata, DomainRegistry } from '../domain/registry';
import { warnOfWeakSettings } from '../settings/checks';
import type { CustomFileSystemConfig, ICustomFileSystem } from '../settings/custom-file-system';
import { mergedSettings, ownProperties } from '../settings/properties';
import { foreignUserFaults, userProfileArnFaults, userProfileAttributeFaults, userProfileFaults } from './checks';
import { ProfileRole, type UserProfileOptions } from './options';
import type { UserProfileAttributes, UserProfileProps } from './props';

/** Between the applications of one user; below are ports of the system and of well-known services. */
const OWN_APPLICATIONS = ec2.Port.tcpRange(8192, 65535);

/**
 * A user profile of a Studio domain, with a security group in which the applications of this user reach each other and
 * nobody else's.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/domain-user-profile.html
 */
export class UserProfile extends Resource implements IUserProfile {
  /** An existing user profile of a domain, by its literal ARN. */
  public static fromUserProfileArn(
    scope: Construct,
    id: string,
    userProfileArn: string,
    domain: IDomain,
  ): IUserProfile {
    SecureSageMakerError.throwIfAny(scope, userProfileArnFaults(userProfileArn, domain));
    const userProfileName = userProfileArn.split('/')[2] ?? userProfileArn;
    return UserProfile.fromUserProfileAttributes(scope, id, { domain, userProfileName, userProfileArn });
  }

  /** An existing user profile, with what is known of it. */
  public static fromUserProfileAttributes(
    scope: Construct,
    id: string,
    attributes: UserProfileAttributes,
  ): IUserProfile {
    SecureSageMakerError.throwIfAny(scope, userProfileAttributeFaults(attributes));
    return new ImportedUserProfile(scope, id, attributes);
  }

  public readonly userProfileArn: string;
  public readonly userProfileName: string;
  public readonly domain: IDomain;
  /** Opens the security groups that this user has besides those of the domain. */
  public readonly connections: ec2.Connections;
  public readonly role?: iam.IRole;
  /** The execution role, to which grants are made. With `ProfileRole.DOMAIN` they reach every user that has that role. */
  public readonly grantPrincipal: iam.IPrincipal;
  public readonly grants: UserProfileGrants = UserProfileGrants.fromUserProfile(this);

  private readonly known: DomainMetadata;

  constructor(scope: Construct, id: string, given: UserProfileProps) {
    super(scope, id);
    const props = this.withDeployed(given);
    const { domain, posixUser, role = ProfileRole.DOMAIN, deployedState } = props;
    this.domain = domain;
    const registry = DomainRegistry.of(domain);
    this.known = registry.metadata;
    this.userProfileName =
      given.userProfileName ??
      deployedState?._resource.text('UserProfileName') ??
      uniqueName(() => resource, STUDIO_NAME_MAX);
    const settings = mergedSettings(this.known.settings ?? {}, props);
    SecureSageMakerError.throwIfAny(this, [
      ...userProfileFaults(props, this.known),
      ...foreignUserFaults(this, props, role._role),
      ...registry.register(this.node.path, this.userProfileName, posixUser),
    ]);

    this.connections = new ec2.Connections({
      securityGroups: props.securityGroups ?? [this.makeSecurityGroup(this.known.vpc!)],
    });
    this.role = role === ProfileRole.DOMAIN ? this.known.role : studioRole(this, role._role, this.known.sessionActions);
    this.grantPrincipal = this.role?.grantPrincipal ?? new iam.UnknownPrincipal({ resource: this });
    const own = {
      ...ownProperties(this, props, settings, this.mount(settings.customFileSystems, props)),
      executionRole: role === ProfileRole.DOMAIN ? undefined : this.role?.roleArn,
    };
    const required = this.prerequisites(role, props);

    const resource: sagemaker.CfnUserProfile = new sagemaker.CfnUserProfile(this, 'Resource', {
      domainId: domain.domainId,
      userProfileName: this.userProfileName,
      singleSignOnUserIdentifier: props.singleSignOnUserName && 'UserName',
      singleSignOnUserValue: props.singleSignOnUserName,
      userSettings: {
        ...own,
        securityGroups: hasKeptGroups(given) ? undefined : securityGroupIds(this, this.connections.securityGroups),
        customPosixUserConfig: posixUser && { uid: posixUser.uid, gid: posixUser.gid },
      },
    });
    claim(this, ...claimsIn([identityOf(this, domain, domain.domainId)], ...profileClaims(resource, props)));
    this.keepUserData(resource, props);
    resource.node.addDependency(...required);
    this.userProfileArn = resource.attrUserProfileArn;
    warnOfWeakSettings(this, props);
  }

  /**
   * What the execution role must allow and trust, for whoever manages a role that this app may not change. Undefined if the
   * role is not known.
   */
  public get roleRequirements(): RoleRequirements | undefined {
    return this.role && RoleRequirements.of(this.role);
  }

  /** With the role and the security groups of a deployed user profile where none are given. */
  private withDeployed(props: UserProfileProps): UserProfileProps {
    const deployed = props.deployedState?._resource;
    if (!deployed) {
      return props;
    }
    const { role, securityGroups } = props;
    const kept = role ? undefined : keptRole(this, deployed, 'UserSettings.ExecutionRole');
    return {
      ...props,
      role: role ?? (kept && ProfileRole.of(kept)),
      securityGroups: securityGroups ?? keptSecurityGroups(this, deployed, 'UserSettings.SecurityGroups'),
    };
  }

  private keepUserData(resource: sagemaker.CfnUserProfile, props: UserProfileProps): void {
    const { removalPolicy, domain, deployedState, immutableTags } = props;
    keepDeployed(this, resource, deployedState?._resource);
    pinCreateOnlyTags(resource, immutableTags, deployedState?._resource.value('Tags'));
    applyRemoval(resource, removalPolicy);
    followRemovalOf(resource, [domain]);
    retainPartsOf(this);
    warnIfDeleted(this, resource, 'studio.userDataDeleted', 'Leave removalPolicy out, and retain the domain.');
  }

  private makeSecurityGroup(vpc: ec2.IVpc): ec2.SecurityGroup {
    const group = new ClosedSecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'One user of a Studio domain',
    });
    group.connections.allowInternally(OWN_APPLICATIONS, 'Applications of this user');
    return group;
  }

  /** File systems of the domain are bound again for a role of its own, which knows nothing of them yet. */
  private mount(
    fileSystems: readonly ICustomFileSystem[] = [],
    { customFileSystems, role }: UserProfileOptions,
  ): CustomFileSystemConfig[] {
    const hasOwnRole = role !== undefined && role !== ProfileRole.DOMAIN;
    const bound = customFileSystems || hasOwnRole ? fileSystems : [];
    return bound.map((fileSystem) => fileSystem.bind(this, { connections: this.connections, role: this.role }));
  }

  private prerequisites(role: ProfileRole, props: UserProfileProps): IDependable[] {
    const images = imagesOf(props).flatMap(({ dependencies }) => dependencies);
    return [...this.setUpRole(role, props), ...images, DomainRegistry.of(this.domain).cleanupDependency];
  }

  /** The role of the domain has what the domain says already; what the profile says comes on top. */
  private setUpRole(profileRole: ProfileRole, props: UserProfileProps): IDependable[] {
    const { settings = {}, encryptionKey, sessionActions = [] } = this.known;
    if (!this.role) {
      return [];
    }
    const needs =
      profileRole === ProfileRole.DOMAIN
        ? { settings: props, sessionActions: [] }
        : { settings: mergedSettings(settings, props), encryptionKey, sessionActions };
    return setUpExecutionRole(this, this.role, needs);
  }
}

/** Deployed groups stay in the order in which they are. */
function hasKeptGroups({ securityGroups, deployedState }: UserProfileProps): boolean {
  return securityGroups === undefined && deployedState?._resource.has('UserSettings.SecurityGroups') === true;
}

/** Also for domains that several constructs import, whose user profiles do not know of each other. */
function profileClaims(
  resource: sagemaker.CfnUserProfile,
  { posixUser, singleSignOnUserName }: UserProfileProps,
): Omit<Claim, 'parent'>[] {
  const values = {
    userProfileName: () => resource.userProfileName,
    'posixUser.uid': () => posixUser?.uid,
    singleSignOnUserName: () => singleSignOnUserName,
  };
  return Object.entries(values).map(([what, name]) => ({ what, name, fix: 'give each user profile its own' }));
}

/** A user profile that exists already. */
class ImportedUserProfile extends Resource implements IUserProfile {
  public readonly userProfileArn: string;
  public readonly userProfileName: string;
  public readonly domain: IDomain;
  public readonly role?: iam.IRole;
  public readonly grants: UserProfileGrants = UserProfileGrants.fromUserProfile(this);
  private readonly securityGroups?: ec2.ISecurityGroup[];

  constructor(scope: Construct, id: string, attributes: UserProfileAttributes) {
    super(scope, id, { environmentFromArn: environmentArn(attributes.userProfileArn) });
    const { domain, userProfileName: name, userProfileArn, securityGroups, role } = attributes;
    this.domain = domain;
    this.userProfileName = name;
    this.userProfileArn = userProfileArn ?? arnInDomain(domain, 'user-profile', inLowerCase(name));
    this.role = role ?? DomainRegistry.of(domain).metadata.role;
    this.securityGroups = securityGroups;
  }

  /** The execution role, as far as it is known. */
  public get grantPrincipal(): iam.IPrincipal {
    return this.role?.grantPrincipal ?? new iam.UnknownPrincipal({ resource: this });
  }

  public get connections(): ec2.Connections {
    const hint = 'import it with fromUserProfileAttributes and its security groups';
    const missing = `the security groups of the imported user profile ${this.userProfileName} are not known: ${hint}`;
    SecureSageMakerError.throwIfAny(this, check(this.securityGroups !== undefined, 'IncompleteDomain', missing));
    return new ec2.Connections({ securityGroups: this.securityGroups });
  }
}
