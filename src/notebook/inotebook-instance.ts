import type { IResource } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as events from 'aws-cdk-lib/aws-events';
import type { NotebookInstanceGrants } from './instance-grants';

/**
 * A notebook instance.
 */
export interface INotebookInstance extends IResource, ec2.IConnectable {
  /**
   * The ARN of the notebook instance.
   *
   * @attribute
   */
  readonly instanceArn: string;

  /**
   * The name of the notebook instance.
   *
   * @attribute
   */
  readonly instanceName: string;

  /**
   * Grants on this notebook instance.
   */
  readonly grants: NotebookInstanceGrants;

  /**
   * Makes a rule for the state changes of this notebook instance, such as `InService`, `Stopped` and `Failed`.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
   */
  onStateChange(id: string, options?: events.OnEventOptions): events.Rule;
}

/**
 * What is known of an existing notebook instance.
 */
export interface NotebookInstanceAttributes {
  /**
   * The name of the notebook instance.
   */
  readonly notebookInstanceName: string;

  /**
   * The ARN of the notebook instance, such as the `ref` of a `CfnNotebookInstance`.
   *
   * @default - made of the name in lower case, for the account and region of the stack
   */
  readonly notebookInstanceArn?: string;

  /**
   * The security groups of the notebook instance.
   *
   * @default - not known, so `connections` cannot be used
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
}
