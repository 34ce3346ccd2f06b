import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { check, SecureSageMakerError } from '../../private/errors';
import { HardeningMixin } from '../../private/hardening-mixin';
import type { WarningId } from '../../private/warnings';
import { DirectInternetAccess, MetadataServiceVersion, RootAccess } from '../instance-props';
import { watchInstance } from '../instance-watch';

/** A mixin for any notebook instance, which checks what the constructs of this area check. */
abstract class NotebookMixin extends HardeningMixin {
  /** @internal */
  protected get _missedWarning(): WarningId {
    return 'notebook.mixinMissed';
  }

  /** @internal */
  protected _isTarget(construct: IConstruct): boolean {
    return CfnNotebookInstance.isCfnNotebookInstance(construct);
  }

  /** @internal */
  protected _harden(construct: IConstruct): void {
    const instance = construct as CfnNotebookInstance;
    this._hardenInstance(instance);
    watchInstance(instance);
  }

  /** @internal */
  protected abstract _hardenInstance(instance: CfnNotebookInstance): void;
}

/**
 * Makes any notebook instance answer to version 2 of the instance metadata service only.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-imds.html
 */
export class ImdsV2 extends NotebookMixin {
  /** @internal */
  protected _hardenInstance(instance: CfnNotebookInstance): void {
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
  protected _hardenInstance(instance: CfnNotebookInstance): void {
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
  protected _hardenInstance(instance: CfnNotebookInstance): void {
    instance.rootAccess = RootAccess.DISABLED;
  }
}
