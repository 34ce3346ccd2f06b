import { Mixin } from 'aws-cdk-lib';
import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { SecureSageMakerError } from '../../private/errors';
import { DirectInternetAccess } from '../direct-internet-access';

/**
 * Takes the direct way to the internet away from any notebook instance in a VPC. One that is in no VPC is refused,
 * since SageMaker would not create it.
 *
 * On a deployed notebook instance the change makes CloudFormation replace it, and its volume is lost.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html
 */
export class NoDirectInternet extends Mixin {
  public supports(construct: IConstruct): construct is CfnNotebookInstance {
    return CfnNotebookInstance.isCfnNotebookInstance(construct);
  }

  public applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) {
      return;
    }
    const message = 'a notebook instance needs a subnet before its direct internet access can be disabled, got none: set subnetId and securityGroupIds';
    SecureSageMakerError.throwIfAny(construct, construct.subnetId ? [] : [{ code: 'NoPrivateSubnet', message }]);
    construct.directInternetAccess = DirectInternetAccess.DISABLED;
  }
}
