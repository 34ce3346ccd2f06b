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
