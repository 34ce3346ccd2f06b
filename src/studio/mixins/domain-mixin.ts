import { Mixin } from 'aws-cdk-lib';
import { CfnDomain } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';

/** A mixin for any Studio domain, which leaves everything else alone. @internal */
export abstract class DomainMixin extends Mixin {
  public supports(construct: IConstruct): construct is CfnDomain {
    return CfnDomain.isCfnDomain(construct);
  }

  public applyTo(construct: IConstruct): void {
    if (this.supports(construct)) {
      this._harden(construct);
    }
  }

  /** @internal */
  protected abstract _harden(domain: CfnDomain): void;
}
