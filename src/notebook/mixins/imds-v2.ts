import { Mixin } from 'aws-cdk-lib';
import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { MetadataServiceVersion } from '../metadata-service-version';

/**
 * Makes any notebook instance answer to version 2 of the instance metadata service only.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-imds.html
 */
export class ImdsV2 extends Mixin {
  public supports(construct: IConstruct): construct is CfnNotebookInstance {
    return CfnNotebookInstance.isCfnNotebookInstance(construct);
  }

  public applyTo(construct: IConstruct): void {
    if (this.supports(construct)) {
      construct.instanceMetadataServiceConfiguration = { minimumInstanceMetadataServiceVersion: MetadataServiceVersion.V2 };
    }
  }
}
