/** Where a template comes from. */
export interface TemplateSource {
  /** Tells it from others: the path of its file. */
  readonly name: string;
  /** Its content; may throw. */
  read(): unknown;
  /** The construct path of its stack. */
  readonly stackPath?: string;
  /** The name of its stack, where it is known. */
  readonly stackName?: string;
  readonly account?: string;
  readonly region?: string;
  /** For the template of a nested stack: who nests it. */
  readonly parent?: { readonly name: string; readonly logicalId: string };
  /** True where it is there for what others refer to, and is judged elsewhere. */
  readonly onlyReferred?: boolean;
}
