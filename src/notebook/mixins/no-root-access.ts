import type { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { RootAccess } from '../root-access';
import { NotebookMixin } from './notebook-mixin';

/**
 * Takes root access away from the users of any notebook instance. Lifecycle scripts still run as root.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html
 */
export class NoRootAccess extends NotebookMixin {
  /** @internal */
  protected _harden(instance: CfnNotebookInstance): void {
    instance.rootAccess = RootAccess.DISABLED;
  }
}
