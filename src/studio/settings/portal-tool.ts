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
