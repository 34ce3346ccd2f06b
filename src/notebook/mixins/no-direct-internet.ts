import type { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { SecureSageMakerError } from '../../private/errors';
import { DirectInternetAccess } from '../direct-internet-access';
import { NotebookMixin } from './notebook-mixin';

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
    SecureSageMakerError.throwIfAny(instance, instance.subnetId ? [] : [{ code: 'NoPrivateSubnet', message }]);
    instance.directInternetAccess = DirectInternetAccess.DISABLED;
  }
}
