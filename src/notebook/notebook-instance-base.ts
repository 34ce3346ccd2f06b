import { Resource } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import type { INotebookInstance } from './inotebook-instance';
import { NotebookInstanceGrants } from './notebook-instance-grants';

/** What made and imported notebook instances have in common. @internal */
export abstract class NotebookInstanceBase extends Resource implements INotebookInstance {
  public abstract readonly instanceArn: string;
  public abstract readonly instanceName: string;
  public abstract readonly connections: ec2.Connections;
  public readonly grants: NotebookInstanceGrants = NotebookInstanceGrants.fromNotebookInstance(this);

  /**
   * Makes a rule for the state changes of this notebook instance, such as `InService`, `Stopped` and `Failed`.
   */
  public onStateChange(id: string, options: events.OnEventOptions = {}): events.Rule {
    const rule = new events.Rule(this, id, options);
    rule.addTarget(options.target);
    rule.addEventPattern({
      source: ['aws.sagemaker'],
      detailType: ['SageMaker Notebook Instance State Change'],
      detail: { NotebookInstanceName: [this.instanceName] },
    });
    return rule;
  }
}
