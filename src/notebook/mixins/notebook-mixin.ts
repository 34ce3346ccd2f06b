import { Mixin } from 'aws-cdk-lib';
import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';

/** A mixin for any notebook instance, which leaves everything else alone. @internal */
export abstract class NotebookMixin extends Mixin {
  public supports(construct: IConstruct): construct is CfnNotebookInstance {
    return CfnNotebookInstance.isCfnNotebookInstance(construct);
  }

  public applyTo(construct: IConstruct): void {
    if (this.supports(construct)) {
      this._harden(construct);
    }
  }

  /** @internal */
  protected abstract _harden(instance: CfnNotebookInstance): void;
}
