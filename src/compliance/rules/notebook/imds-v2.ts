import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { meeting, oneOf } from '../requirements';

export const imdsV2: RuleDefinition = {
  id: 'notebook-imds-v2',
  severity: Severity.ERROR,
  title: 'Notebook instances must require IMDSv2',
  rationale:
    'Without a session token, whatever can make the instance fetch a URL can fetch the credentials of its role.',
  remediation: 'Set InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion to "2".',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InstanceMetadataServiceConfiguration.html',
  controls: { checkov: ['CKV_AWS_371'] },
  types: ['AWS::SageMaker::NotebookInstance'],
  ...meeting(oneOf('InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion', ['2'])),
};
