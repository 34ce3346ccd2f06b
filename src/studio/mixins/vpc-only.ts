import { Token } from 'aws-cdk-lib';
import type { CfnDomain } from 'aws-cdk-lib/aws-sagemaker';
import { faultsOf, SecureSageMakerError } from '../../private/errors';
import { DomainMixin } from './domain-mixin';

/**
 * Sends all traffic of the applications of any Studio domain through its VPC. A domain without a VPC and subnets is refused,
 * since SageMaker would not create it.
 *
 * A deployed domain can be changed while no application runs. Its users need a way to the endpoints of AWS, and the security
 * groups in the user settings have to allow it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html
 */
export class VpcOnly extends DomainMixin {
  /** @internal */
  protected _harden(domain: CfnDomain): void {
    const { vpcId, subnetIds } = domain;
    const complete = vpcId && (Token.isUnresolved(subnetIds) || subnetIds?.length);
    const message =
      'a domain needs a VPC and subnets before its direct internet access can be taken away, got none: set vpcId and subnetIds';
    SecureSageMakerError.throwIfAny(domain, faultsOf('DomainWithoutVpc', complete ? [] : [message]));
    domain.appNetworkAccessType = 'VpcOnly';
  }
}
