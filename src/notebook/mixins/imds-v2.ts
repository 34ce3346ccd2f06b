import type { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { MetadataServiceVersion } from '../metadata-service-version';
import { NotebookMixin } from './notebook-mixin';

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
