import type { StudioInstanceType } from '../common/instance-type';
import type { CustomImage } from '../images/custom-image';
import type { IStudioLifecycleConfig } from '../lifecycle/config';

/**
 * How an application runs in private spaces.
 */
export interface AppSettings {
  /**
   * The images of the account that the application may run, at most 200 in a domain and 5 in a user profile. The
   * execution role is allowed to see them.
   *
   * @default - those of SageMaker alone
   */
  readonly customImages?: CustomImage[];

  /**
   * The lifecycle configurations that users may choose from, at most 30 together with the default one.
   *
   * @default - none
   */
  readonly lifecycleConfigs?: IStudioLifecycleConfig[];

  /**
   * The lifecycle configuration that runs unless users choose another one. It need not be repeated above.
   *
   * @default - none
   */
  readonly defaultLifecycleConfig?: IStudioLifecycleConfig;

  /**
   * A lifecycle configuration that always runs, before any other.
   *
   * @default - none
   */
  readonly builtInLifecycleConfig?: IStudioLifecycleConfig;

  /**
   * The instance type that users begin with.
   *
   * @default - what Studio offers first
   */
  readonly defaultInstanceType?: StudioInstanceType;
}

/**
 * How JupyterLab runs in private spaces.
 */
export interface JupyterLabSettings extends AppSettings {
  /**
   * The HTTPS URLs of Git repositories that JupyterLab offers to clone, at most ten of up to 256 characters.
   *
   * @default - none
   */
  readonly codeRepositoryUrls?: string[];
}
