import type { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import type { DeployedState } from '../../adoption/deployed-state';
import type { StudioAppType } from '../common/app-type';
import type { StudioInstanceType } from '../common/instance-type';
import type { IDomain, IUserProfile } from '../domain/idomain';
import type { IStudioLifecycleConfig } from '../lifecycle/config';
import type { ICustomFileSystem } from '../settings/custom-file-system';

/**
 * Whether development environments outside of Studio can connect to a space.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/remote-access.html
 */
export enum SpaceRemoteAccess {
  /** Whoever may call `sagemaker:StartSession` for the space can connect from their own computer. */
  ENABLED = 'ENABLED',
  /** The space is opened through Studio alone. */
  DISABLED = 'DISABLED',
}

/**
 * The application of a space.
 */
export interface SpaceAppProps {
  /**
   * The application. It cannot be changed: CloudFormation tries, and SageMaker refuses. Make another space for another one.
   *
   * @default StudioAppType.JUPYTER_LAB - JupyterLab
   */
  readonly appType?: StudioAppType;

  /**
   * The instance type that the application begins with.
   *
   * @default - what Studio offers first
   */
  readonly instanceType?: StudioInstanceType;

  /**
   * The lifecycle configuration that runs before the application starts. The domain or user profile must have it too.
   *
   * @default - that of the domain or user profile
   */
  readonly lifecycleConfig?: IStudioLifecycleConfig;

  /**
   * The time from 60 to 525600 minutes after which the application is shut down where nothing is done in it. It has to lie
   * within the bounds of the domain or user profile, and has no effect where that does not shut down idle applications.
   *
   * The template validation that is built into CDK does not know the property, and reports it as F3002.
   *
   * @default - that of the domain or user profile
   */
  readonly idleTime?: Duration;

  /**
   * The HTTPS URLs of Git repositories that JupyterLab offers to clone, at most ten of up to 256 characters. Code Editor has no such offer.
   *
   * @default - none
   */
  readonly codeRepositoryUrls?: string[];

  /**
   * Whether development environments outside of Studio can connect.
   *
   * @default SpaceRemoteAccess.DISABLED - the space is opened through Studio alone
   */
  readonly remoteAccess?: SpaceRemoteAccess;
}

/**
 * Who works in a space.
 */
export enum SpaceSharing {
  /** Its owner alone, with the execution role of that user profile. */
  PRIVATE = 'Private',
  /**
   * Everybody who may open spaces of the domain, with the execution role that the domain has for shared spaces. Neither IAM
   * nor CloudTrail tells them apart.
   */
  SHARED = 'Shared',
}

/**
 * Properties of a space.
 */
export interface SpaceProps extends SpaceAppProps {
  /**
   * The domain. Another one replaces the space, and its volume stays behind.
   */
  readonly domain: IDomain;

  /**
   * The user profile that owns the space, of the same domain. Another one replaces the space, and its volume stays behind.
   */
  readonly owner: IUserProfile;

  /**
   * The name: at most 63 letters, digits and inner hyphens, unique in the domain. Changing it replaces the space, and its
   * volume stays behind.
   *
   * @default - the logical id and the stack's GUID, shortened
   */
  readonly spaceName?: string;

  /**
   * What users see, in at most 64 characters.
   *
   * @default - the name
   */
  readonly displayName?: string;

  /**
   * Who works in the space. Changing it replaces the space, and its volume stays behind.
   *
   * @default SpaceSharing.PRIVATE - the owner alone
   */
  readonly sharing?: SpaceSharing;

  /**
   * The size of the EBS volume, from 5 GiB to 16 TiB in whole GiB and at most what the domain or user profile allows.
   * It can grow and never shrinks: a smaller size fails the update.
   *
   * @default Size.gibibytes(5) - the least there is
   */
  readonly volumeSize?: Size;

  /**
   * File systems to mount, at most five. The domain or the user profile of the owner must have them too: they say which
   * folder is mounted, and open the security groups.
   *
   * @default - none
   */
  readonly customFileSystems?: ICustomFileSystem[];

  /**
   * What happens to the space when it leaves the stack or is replaced.
   *
   * @default - the removal policy of an owner or domain of this app, otherwise RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE: it
   * is kept with its volume
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * An existing space to manage without replacing it.
   *
   * It keeps its logical id, domain, name, owner, and sharing, also where it has no owner: leave out `spaceName` and
   * `sharing`. The application, the volume size, and what no prop sets stay as they are. Remote access is disabled unless
   * a prop says otherwise. Leaves the warning `studio.deployedState`.
   *
   * @default - a new space
   */
  readonly deployedState?: DeployedState;
}

/**
 * What is known of an existing space.
 */
export interface SpaceAttributes {
  /**
   * The domain of the space.
   */
  readonly domain: IDomain;

  /**
   * The name of the space.
   */
  readonly spaceName: string;
}
