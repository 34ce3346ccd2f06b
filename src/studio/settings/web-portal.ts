import type { StudioInstanceType } from '../common/instance-type';
import type { PortalApp } from './portal-app';
import type { PortalTool } from './portal-tool';

/**
 * Versions of an image of SageMaker that the portal hides.
 */
export interface HiddenImageVersions {
  /**
   * The name of the image, such as `sagemaker_distribution`.
   */
  readonly imageName: string;

  /**
   * The aliases of its versions.
   */
  readonly versionAliases: string[];
}

/**
 * What the Studio portal shows. It hides and does not forbid: pair it with guardrails.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StudioWebPortalSettings.html
 */
export interface WebPortal {
  /**
   * The applications to hide.
   *
   * @default - those of Studio Classic, of which no new ones can be made
   */
  readonly hiddenApps?: PortalApp[];

  /**
   * The tools to hide.
   *
   * @default - none
   */
  readonly hiddenTools?: PortalTool[];

  /**
   * The instance types to hide.
   *
   * @default - none
   */
  readonly hiddenInstanceTypes?: StudioInstanceType[];

  /**
   * The versions of images of SageMaker to hide.
   *
   * @default - none
   */
  readonly hiddenImageVersions?: HiddenImageVersions[];

  /**
   * What opens first, such as `studio::relative/path` or `app:JupyterLab:`.
   *
   * @default - `studio::`, the home page of Studio
   */
  readonly landingPage?: string;
}
