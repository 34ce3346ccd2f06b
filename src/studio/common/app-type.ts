/**
 * The applications of Studio spaces.
 */
export enum StudioAppType {
  /** JupyterLab. */
  JUPYTER_LAB = 'JupyterLab',
  /** Code Editor, based on Code-OSS. */
  CODE_EDITOR = 'CodeEditor',
}
