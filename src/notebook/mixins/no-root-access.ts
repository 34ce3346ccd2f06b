import { Mixin } from 'aws-cdk-lib';
import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { RootAccess } from '../root-access';

/**
 * Takes root access away from the users of any notebook instance. Lifecycle scripts still run as root.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html
 */
export class NoRootAccess extends Mixin {
  public supports(construct: IConstruct): construct is CfnNotebookInstance {
    return CfnNotebookInstance.isCfnNotebookInstance(construct);
  }

  public applyTo(construct: IConstruct): void {
    if (this.supports(construct)) {
      construct.rootAccess = RootAccess.DISABLED;
    }
  }
}
