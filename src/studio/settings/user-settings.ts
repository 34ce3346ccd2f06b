import type { Size } from 'aws-cdk-lib';
import type { AppSettings, JupyterLabSettings } from './app-settings';
import type { ICustomFileSystem } from './custom-file-system';
import type { IdleShutdown } from './idle-shutdown';
import type { NotebookOutputSharing } from './notebook-output-sharing';
import type { WebPortal } from './web-portal';

/**
 * The EBS volumes of private spaces.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DefaultEbsStorageSettings.html
 */
export interface SpaceStorage {
  /**
   * The size that a volume has to begin with, from 5 GiB to 16 TiB in whole GiB.
   *
   * @default - 5 GiB, the least there is
   */
  readonly defaultSize?: Size;

  /**
   * The size up to which users may let a volume grow. It never shrinks again.
   *
   * @default - 100 GiB, or the default size where that is larger
   */
  readonly maximumSize?: Size;
}

/**
 * Whether the home folder on the file system of the domain is mounted into spaces.
 */
export enum HomeMount {
  /** It is mounted. */
  ENABLED = 'Enabled',
  /** It is not mounted: spaces have their own volumes alone. */
  DISABLED = 'Disabled',
}

/**
 * What users work with. A user profile takes from its domain what it does not set itself.
 *
 * Shared spaces do not follow these settings.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UserSettings.html
 */
export interface UserSettings {
  /**
   * When idle applications are shut down.
   *
   * @default - after 60 minutes in a domain, as in the domain in a user profile
   */
  readonly idleShutdown?: IdleShutdown;

  /**
   * The EBS volumes of spaces.
   *
   * @default - from 5 to 100 GiB in a domain, as in the domain in a user profile
   */
  readonly storage?: SpaceStorage;

  /**
   * Whether shared notebooks carry the output of their cells.
   *
   * @default - they do not in a domain, as in the domain in a user profile
   */
  readonly sharing?: NotebookOutputSharing;

  /**
   * What the Studio portal shows.
   *
   * @default - everything but Studio Classic in a domain, as in the domain in a user profile
   */
  readonly webPortal?: WebPortal;

  /**
   * How JupyterLab runs.
   *
   * @default - as SageMaker provides it in a domain, as in the domain in a user profile
   */
  readonly jupyterLab?: JupyterLabSettings;

  /**
   * How Code Editor runs.
   *
   * @default - as SageMaker provides it in a domain, as in the domain in a user profile
   */
  readonly codeEditor?: AppSettings;

  /**
   * File systems of the account to mount, at most two in a domain and ten in a user profile.
   *
   * @default - none in a domain, as in the domain in a user profile
   */
  readonly customFileSystems?: ICustomFileSystem[];

  /**
   * Whether the home folder on the file system of the domain is mounted into spaces.
   *
   * @default - as SageMaker does it in a domain, as in the domain in a user profile
   */
  readonly homeMount?: HomeMount;
}
