import { Resource, Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import { AuthMode } from '../../conditions/values';
import type { DeployedResource } from '../../private/adoption/deployed-resource';
import { keptKey, keptRole, keptSecurityGroups } from '../../private/adoption/kept';
import { environmentArn, knownPartition, sageMakerArn } from '../../private/arn';
import { ClosedSecurityGroup, securityGroupIds } from '../../private/closed-security-group';
import { check, SecureSageMakerError } from '../../private/errors';
import { labelOf, uniqueName } from '../../private/life-cycle/names';
import { applyRemoval, createKey, retainPartsOf } from '../../private/life-cycle/removal';
import { claimName } from '../../private/life-cycle/unique';
import { STUDIO_NAME_MAX } from '../../private/limits';
import { inOrder } from '../../private/order';
import { RoleRequirements } from '../../trust/role-requirements';
import { DomainCleanup } from '../cleanup/domain-cleanup';
import type { DomainCleanupOptions } from '../cleanup/props';
import { pinCreateOnlyTags } from '../common/create-only-tags';
import { keepDeployed } from '../common/deployed';
import { domainSettings, type SettingsProperties, settingsProperties, storageProperties } from '../settings/properties';
import type { UserSettings } from '../settings/user-settings';
import type { UserProfileOptions } from '../users/options';
import { UserProfile } from '../users/user-profile';
import { domainAttributeFaults, domainFaults, foreignDomainFaults, studioNameFaults } from './checks';
import { givenUpBy } from './deployed';
import { DockerAccess } from './docker-access';
import { imagesOf, setUpExecutionRole, setUpSharedSpaces, studioRole } from './execution-role';
import { DomainGrants } from './grants';
import type { IDomain, IUserProfile } from './idomain';
import { DomainIsolation } from './isolation';
import {
  AppNetworkAccess,
  type DomainAttributes,
  type DomainIdentityProps,
  type DomainProps,
  SourceIdentity,
  TagPropagation,
} from './props';
import { DomainRegistry } from './registry';
import { domainSubnets } from './subnets';
import { warnOfWeakDomain } from './warnings';

/** The partition in whose regions the tags of a domain can be changed. */
const PARTITION_OF_MUTABLE_TAGS = 'aws';

/** User profiles have a scope of their own, so that their names never meet the ids of what a domain is made of. */
const USERS = 'Users';

/** What made and imported domains have in common. */
abstract class DomainBase extends Resource implements IDomain {
  public abstract readonly domainId: string;
  public abstract readonly domainArn: string;
  public abstract readonly connections: ec2.Connections;
  public readonly grants: DomainGrants = DomainGrants.fromDomain(this);
  public readonly isolation: DomainIsolation = DomainIsolation.ofDomain(this);

  /**
   * A reference to the domain.
   */
  public get domainRef(): sagemaker.DomainReference {
    return { domainId: this.domainId, domainArn: this.domainArn };
  }

  /**
   * Adds a user profile. The logical ids of its resources depend on the name alone.
   */
  public addUserProfile(userProfileName: string, options: UserProfileOptions = {}): IUserProfile {
    const token =
      'userProfileName must be literal here, since logical ids are made of it, got a token: use new UserProfile with an id';
    SecureSageMakerError.throwIfAny(this, [
      ...check(!Token.isUnresolved(userProfileName), 'InvalidStudioName', token),
      ...studioNameFaults('userProfileName', userProfileName),
    ]);
    const users = (this.node.tryFindChild(USERS) as Construct | undefined) ?? new Construct(this, USERS);
    return new UserProfile(users, userProfileName, { ...options, domain: this, userProfileName });
  }
}

/**
 * A Studio domain whose applications reach nothing but its VPC, whose storage is encrypted with a customer managed key,
 * and whose users CloudTrail tells apart. Deleting it leaves its file system behind; `addCleanup` changes that.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sm-domain.html
 */
export class Domain extends DomainBase implements iam.IGrantable {
  /** An existing domain, with what is known of it. */
  public static fromDomainAttributes(scope: Construct, id: string, attributes: DomainAttributes): IDomain {
    SecureSageMakerError.throwIfAny(scope, domainAttributeFaults(attributes));
    return new ImportedDomain(scope, id, attributes);
  }

  public readonly domainId: string;
  public readonly domainArn: string;
  /** The name of the domain. */
  public readonly domainName: string;
  /** The URL at which people with a session find Studio. */
  public readonly url: string;
  /** The id of the EFS file system with the home folders, which stays when the domain is deleted unless a cleanup deletes it. */
  public readonly homeFileSystemId: string;
  /** Opens the security groups that all user profiles have. One that the domain made itself has no rules to begin with. */
  public readonly connections: ec2.Connections;
  /** The role to which grants are made. */
  public readonly grantPrincipal: iam.IPrincipal;
  /** The execution role of user profiles that have none of their own. */
  public readonly role: iam.IRole;
  /** The VPC of the domain. */
  public readonly vpc: ec2.IVpc;
  /** How people sign in. */
  public readonly authMode: AuthMode;

  /** Undefined where a deployed domain has none whose ARN is known. */
  private readonly key?: kms.IKeyRef;

  constructor(scope: Construct, id: string, props: DomainProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, [...domainFaults(props), ...foreignDomainFaults(this, props)]);
    const deployed = props.deployedState?._resource;
    const settings = domainSettings(props);
    const sessionActions = sessionActionsOf(props);

    this.vpc = props.vpc;
    this.authMode = props.authMode ?? (deployed?.text('AuthMode') as AuthMode | undefined) ?? AuthMode.IAM;
    this.connections = new ec2.Connections({ securityGroups: props.securityGroups ?? this.ownGroups(deployed) });
    this.role = studioRole(this, props.role ?? this.deployedRole(deployed), sessionActions);
    this.grantPrincipal = this.role.grantPrincipal;
    this.key = props.encryptionKey ?? this.ownKey(deployed);
    this.domainName = props.domainName ?? deployed?.text('DomainName') ?? uniqueName(() => resource, STUDIO_NAME_MAX);
    const needs = { settings, encryptionKey: this.key, sessionActions };
    const required = setUpExecutionRole(this, this.role, needs);
    setUpSharedSpaces(this, props.sharedSpaces?.role, needs);

    const mounts = (props.customFileSystems ?? []).map((fileSystem) => fileSystem.bind(this, this));
    const resource: sagemaker.CfnDomain = this.makeResource(props, settingsProperties(this, settings, mounts));
    resource.node.addDependency(...required, ...imagesOf(settings).flatMap(({ dependencies }) => dependencies));
    claimName(this, 'domainName', () => resource.domainName);
    this.tag(resource, props.immutableTags);
    this.domainId = resource.ref;
    this.domainArn = resource.attrDomainArn;
    this.url = resource.attrUrl;
    this.homeFileSystemId = resource.attrHomeEfsFileSystemId;
    this.remember(settings, sessionActions);
    warnOfWeakDomain(this, { ...props, authMode: this.authMode }, resource);
  }

  /**
   * The key that encrypts home folders and the volumes of spaces. Fails with `UnknownDeployedValue` if the deployed domain
   * has none whose ARN is known.
   */
  public get encryptionKey(): kms.IKeyRef {
    const message =
      'the key of the deployed domain must be known to be used, got none: give encryptionKey if it has one';
    SecureSageMakerError.throwIfAny(this, check(this.key !== undefined, 'UnknownDeployedValue', message));
    return this.key!;
  }

  /** What the execution role must allow and trust, for whoever manages a role that this app may not change. */
  public get roleRequirements(): RoleRequirements {
    return RoleRequirements.of(this.role);
  }

  /**
   * Deletes everything that belongs to the domain when its stack is deleted: applications, spaces and user profiles that were
   * created outside the stack, leftover security groups and network interfaces, and the file system with the home folders unless
   * that is kept. Synthesis fails unless the removal policy of the domain is `RemovalPolicy.DESTROY`.
   */
  public addCleanup(options: DomainCleanupOptions): DomainCleanup {
    return new DomainCleanup(this, 'Cleanup', { ...options, domain: this });
  }

  /** Those of a deployed domain, or a new one. */
  private ownGroups(deployed: DeployedResource | undefined): ec2.ISecurityGroup[] {
    const kept = deployed && keptSecurityGroups(this, deployed, 'DefaultUserSettings.SecurityGroups');
    const description = 'Every user of a Studio domain';
    return kept ?? [new ClosedSecurityGroup(this, 'SecurityGroup', { vpc: this.vpc, description })];
  }

  private deployedRole(deployed: DeployedResource | undefined): iam.IRole | undefined {
    return deployed && keptRole(this, deployed, 'DefaultUserSettings.ExecutionRole');
  }

  /** Identity policies say who may use the key, so that a further user profile with a role of its own changes no key. */
  private ownKey(deployed: DeployedResource | undefined): kms.IKeyRef | undefined {
    if (deployed) {
      return keptKey(this, deployed, 'KmsKeyId');
    }
    return createKey(this, `Home folders and spaces of the Studio domain ${labelOf(this)}`);
  }

  private makeResource(props: DomainProps, userSettings: SettingsProperties): sagemaker.CfnDomain {
    const deployed = props.deployedState?._resource;
    const resource = new sagemaker.CfnDomain(this, 'Resource', {
      domainName: this.domainName,
      authMode: this.authMode,
      kmsKeyId: this.key?.keyRef.keyArn,
      vpcId: props.vpc.vpcId,
      subnetIds: this.subnetIdsOf(props),
      appNetworkAccessType: networkAccessOf(props),
      domainSettings: this.settingsOf(props),
      defaultUserSettings: {
        ...userSettings,
        executionRole: this.role.roleArn,
        securityGroups: hasKeptGroups(props) ? undefined : securityGroupIds(this, this.connections.securityGroups),
      },
      defaultSpaceSettings: this.sharedSpacesOf(props),
      homeEfsFileSystemCreation: props.homeFileSystem,
      tagPropagation: props.tagPropagation ?? (deployed ? undefined : TagPropagation.ENABLED),
    });
    keepDeployed(this, resource, deployed, givenUpBy(deployed));
    if (deployed && !props.docker?._options) {
      // SageMaker accepts trusted accounts only together with Docker.
      resource.addPropertyDeletionOverride('DomainSettings.DockerSettings.VpcOnlyTrustedAccounts');
    }
    applyRemoval(resource, props.removalPolicy);
    retainPartsOf(this);
    return resource;
  }

  /** Those of a deployed domain, unless others are selected. */
  private subnetIdsOf(props: DomainProps): string[] | undefined {
    return props.deployedState && !props.vpcSubnets
      ? props.deployedState._resource.list('SubnetIds')
      : domainSubnets(this, props).map(({ subnetId }) => subnetId);
  }

  private settingsOf(props: DomainProps): sagemaker.CfnDomain.DomainSettingsProperty {
    return {
      executionRoleIdentityConfig: props.sourceIdentity ?? SourceIdentity.USER_PROFILE_NAME,
      dockerSettings: this.dockerSettingsOf(props),
      ipAddressType: props.ipAddressType,
    };
  }

  private dockerSettingsOf({
    docker = DockerAccess.DISABLED,
    networkAccess,
  }: DomainProps): sagemaker.CfnDomain.DockerSettingsProperty {
    if (!docker._options) {
      return { enableDockerAccess: 'DISABLED' };
    }
    const trustedAccounts = docker._options.trustedAccounts ?? [Stack.of(this).account];
    const isOpen = networkAccess === AppNetworkAccess.PUBLIC_INTERNET;
    return {
      enableDockerAccess: 'ENABLED',
      vpcOnlyTrustedAccounts: isOpen ? undefined : inOrder(this, trustedAccounts),
    };
  }

  private sharedSpacesOf({
    sharedSpaces,
  }: DomainIdentityProps): sagemaker.CfnDomain.DefaultSpaceSettingsProperty | undefined {
    if (!sharedSpaces) {
      return undefined;
    }
    const { role, securityGroups = this.connections.securityGroups, storage } = sharedSpaces;
    return {
      executionRole: role.roleArn,
      securityGroups: securityGroupIds(this, securityGroups),
      spaceStorageSettings: { defaultEbsStorageSettings: storageProperties(storage) },
    };
  }

  private tag(resource: sagemaker.CfnDomain, immutableTags: Record<string, string> = {}): void {
    const partition = knownPartition(this) ?? PARTITION_OF_MUTABLE_TAGS;
    if (partition !== PARTITION_OF_MUTABLE_TAGS) {
      pinCreateOnlyTags(resource, immutableTags);
      return;
    }
    for (const [key, value] of Object.entries(immutableTags)) {
      resource.tags.setTag(key, value);
    }
  }

  /** For the user profiles of this domain. */
  private remember(settings: UserSettings, sessionActions: readonly string[]): void {
    const { key: encryptionKey, role, vpc, authMode, connections } = this;
    DomainRegistry.of(this).setMetadata({
      settings,
      sessionActions,
      encryptionKey,
      role,
      vpc,
      authMode,
      securityGroups: connections.securityGroups.length,
    });
  }
}

/** A domain that exists already. */
class ImportedDomain extends DomainBase {
  public readonly domainId: string;
  public readonly domainArn: string;
  private readonly securityGroups?: ec2.ISecurityGroup[];

  constructor(scope: Construct, id: string, attributes: DomainAttributes) {
    super(scope, id, { environmentFromArn: environmentArn(attributes.domainArn) });
    this.domainId = attributes.domainId;
    this.domainArn = attributes.domainArn ?? sageMakerArn(this, { resource: `domain/${attributes.domainId}` });
    this.securityGroups = attributes.securityGroups;
    const { vpc, role, authMode, encryptionKey, securityGroups } = attributes;
    DomainRegistry.of(this).setMetadata({ vpc, role, authMode, encryptionKey, securityGroups: securityGroups?.length });
  }

  public get connections(): ec2.Connections {
    const missing = 'the security groups of the imported domain are not known: import it with securityGroups';
    SecureSageMakerError.throwIfAny(this, check(this.securityGroups !== undefined, 'IncompleteDomain', missing));
    return new ec2.Connections({ securityGroups: this.securityGroups });
  }
}

/** Deployed groups stay in the order in which they are. */
function hasKeptGroups({ securityGroups, deployedState }: DomainProps): boolean {
  return securityGroups === undefined && deployedState?._resource.has('DefaultUserSettings.SecurityGroups') === true;
}

/** SageMaker's own default needs no mention in a deployed domain that does not mention it. */
function networkAccessOf({ networkAccess, deployedState }: DomainProps): AppNetworkAccess | undefined {
  const isUnsaid = deployedState?._resource.has('AppNetworkAccessType') === false;
  const isOpen = networkAccess === AppNetworkAccess.PUBLIC_INTERNET;
  return isUnsaid && isOpen ? undefined : (networkAccess ?? AppNetworkAccess.VPC_ONLY);
}

function sessionActionsOf({ sourceIdentity }: DomainIdentityProps): string[] {
  return sourceIdentity === SourceIdentity.NONE ? [] : ['sts:SetSourceIdentity'];
}
