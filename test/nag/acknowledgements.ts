import type { Acknowledgement } from './packs';

const LOG_GROUP = 'arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:/aws/sagemaker/NotebookInstances';

/** What is left to be said of a notebook instance that writes its logs. */
export const NOTEBOOK_ACKNOWLEDGEMENTS: readonly Acknowledgement[] = [
  {
    path: 'Execution/Permissions/Resource',
    finding: `AwsSolutions-IAM5[Resource::${LOG_GROUP}:*]`,
    reason:
      'CloudWatch Logs checks the making and listing of a log group against its ARN with an ending; writing needs the ARN of a stream',
  },
  {
    path: 'Execution/Permissions/Resource',
    finding: `AwsSolutions-IAM5[Resource::${LOG_GROUP}:log-stream:<Notebook985EE735.NotebookInstanceName>/*]`,
    reason: 'A notebook instance has a log stream for itself and one for each lifecycle script, all below its own name',
  },
];
