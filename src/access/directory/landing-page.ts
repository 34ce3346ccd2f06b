/**
 * What a person sees first in Studio.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreatePresignedDomainUrl.html (LandingUri)
 */
export class LandingPage {
  /** The home page of Studio. */
  public static readonly STUDIO = new LandingPage('studio::');
  /** JupyterLab, of the space that the person is led to. */
  public static readonly JUPYTER_LAB = new LandingPage('app:JupyterLab:');
  /** Code Editor, of the space that the person is led to. */
  public static readonly CODE_EDITOR = new LandingPage('app:CodeEditor:');

  /** A page of Studio, by its path such as `jobs/training`. */
  public static studio(path: string): LandingPage {
    return new LandingPage(`studio::${path}`);
  }

  /** A page of JupyterLab, by its path such as `lab/tree/welcome.ipynb`. */
  public static jupyterLab(path: string): LandingPage {
    return new LandingPage(`app:JupyterLab:${path}`);
  }

  /** A page of Code Editor, by its path. */
  public static codeEditor(path: string): LandingPage {
    return new LandingPage(`app:CodeEditor:${path}`);
  }

  private constructor(
    /** The landing URI as SageMaker has it. */
    public readonly uri: string,
  ) {}
}
