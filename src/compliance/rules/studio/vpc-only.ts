import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { meeting, oneOf } from '../requirements';

export const vpcOnly: RuleDefinition = {
  id: 'domain-vpc-only',
  severity: Severity.ERROR,
  title: 'Domains must have the network access type VpcOnly',
  rationale: 'Otherwise SageMaker gives them internet access of its own, past all that the VPC controls.',
  remediation: 'Set AppNetworkAccessType to VpcOnly. The VPC then needs endpoints for the services that Studio calls.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html',
  controls: { config: ['sagemaker-domain-in-vpc'] },
  types: ['AWS::SageMaker::Domain'],
  ...meeting(oneOf('AppNetworkAccessType', ['VpcOnly'])),
};
