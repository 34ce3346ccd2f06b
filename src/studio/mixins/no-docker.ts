import type { CfnDomain } from 'aws-cdk-lib/aws-sagemaker';
import { DomainMixin } from './domain-mixin';

/**
 * Takes Docker away from the users of any Studio domain. Builds and pulls would go past the VPC.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-local-get-started.html
 */
export class NoDocker extends DomainMixin {
  /** @internal */
  protected _harden(domain: CfnDomain): void {
    domain.addPropertyOverride('DomainSettings.DockerSettings.EnableDockerAccess', 'DISABLED');
    // SageMaker accepts trusted accounts together with Docker alone.
    domain.addPropertyDeletionOverride('DomainSettings.DockerSettings.VpcOnlyTrustedAccounts');
  }
}
