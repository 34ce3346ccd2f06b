import type { StudioInstanceType } from '../common/instance-type';

/**
 * An application that the Studio portal can hide. Hiding forbids nobody to run it.
 */
export class PortalApp {
  /** Code Editor. */
  public static readonly CODE_EDITOR = new PortalApp('CodeEditor');
  /** JupyterLab. */
  public static readonly JUPYTER_LAB = new PortalApp('JupyterLab');
  /** Canvas. */
  public static readonly CANVAS = new PortalApp('Canvas');
  /** RStudio. */
  public static readonly RSTUDIO = new PortalApp('RStudioServerPro');
  /** TensorBoard of Studio Classic. */
  public static readonly TENSOR_BOARD = new PortalApp('TensorBoard');
  /** The Jupyter server of Studio Classic. */
  public static readonly JUPYTER_SERVER = new PortalApp('JupyterServer');
  /** The profiler of Studio Classic. */
  public static readonly DETAILED_PROFILER = new PortalApp('DetailedProfiler');

  /** Any application, by the name that the API has for it. */
  public static of(name: string): PortalApp {
    return new PortalApp(name);
  }

  private constructor(
    /** The name that the API has for it. */
    public readonly name: string,
  ) {}
}

/**
 * A tool that the Studio portal can hide. Hiding forbids nobody to use it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StudioWebPortalSettings.html
 */
export class PortalTool {
  /** Data Wrangler. */
  public static readonly DATA_WRANGLER = new PortalTool('DataWrangler');
  /** Feature Store. */
  public static readonly FEATURE_STORE = new PortalTool('FeatureStore');
  /** Clusters of EMR. */
  public static readonly EMR_CLUSTERS = new PortalTool('EmrClusters');
  /** Autopilot. */
  public static readonly AUTO_ML = new PortalTool('AutoMl');
  /** Experiments. */
  public static readonly EXPERIMENTS = new PortalTool('Experiments');
  /** Training jobs. */
  public static readonly TRAINING = new PortalTool('Training');
  /** Pipelines. */
  public static readonly PIPELINES = new PortalTool('Pipelines');
  /** Models. */
  public static readonly MODELS = new PortalTool('Models');
  /** JumpStart, with models of others. */
  public static readonly JUMP_START = new PortalTool('JumpStart');
  /** Endpoints. */
  public static readonly ENDPOINTS = new PortalTool('Endpoints');
  /** Projects. */
  public static readonly PROJECTS = new PortalTool('Projects');

  /** Any tool, by the name that the API has for it. */
  public static of(name: string): PortalTool {
    return new PortalTool(name);
  }

  private constructor(
    /** The name that the API has for it. */
    public readonly name: string,
  ) {}
}

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
