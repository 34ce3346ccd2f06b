import { Mixin } from 'aws-cdk-lib';
import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { check, SecureSageMakerError } from '../../private/errors';
import { DirectInternetAccess, MetadataServiceVersion, RootAccess } from '../instance-props';

/** A mixin for any notebook instance, which leaves everything else alone. */
abstract class NotebookMixin extends Mixin {
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

/**
 * Makes any notebook instance answer to version 2 of the instance metadata service only.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-imds.html
 */
export class ImdsV2 extends NotebookMixin {
  /** @internal */
  protected _harden(instance: CfnNotebookInstance): void {
    instance.instanceMetadataServiceConfiguration = {
      minimumInstanceMetadataServiceVersion: MetadataServiceVersion.V2,
    };
  }
}

/**
 * Takes the direct way to the internet away from any notebook instance in a VPC. One that is in no VPC is refused,
 * since SageMaker would not create it.
 *
 * On a deployed notebook instance the change makes CloudFormation replace it, and its volume is lost.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html
 */
export class NoDirectInternet extends NotebookMixin {
  /** @internal */
  protected _harden(instance: CfnNotebookInstance): void {
    const message =
      'a notebook instance needs a subnet before its direct internet access can be disabled, got none: set subnetId and securityGroupIds';
    SecureSageMakerError.throwIfAny(instance, check(Boolean(instance.subnetId), 'NoPrivateSubnet', message));
    instance.directInternetAccess = DirectInternetAccess.DISABLED;
  }
}

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
