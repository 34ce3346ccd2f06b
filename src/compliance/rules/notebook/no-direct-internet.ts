import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { meeting, oneOf } from '../requirements';

export const noDirectInternet: RuleDefinition = {
  id: 'notebook-no-direct-internet',
  severity: Severity.ERROR,
  title: 'Notebook instances must not have direct internet access',
  rationale:
    'With direct internet access, SageMaker gives the instance a network interface of its own, which no security group or endpoint policy of yours controls.',
  remediation:
    'To keep the volume, create a second notebook instance with DirectInternetAccess Disabled, SubnetId, and SecurityGroupIds, copy /home/ec2-user/SageMaker to it, and then delete the first. Setting DirectInternetAccess of the existing notebook instance replaces it, and its volume is lost.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html',
  controls: {
    securityHub: ['SageMaker.1'],
    config: ['sagemaker-notebook-no-direct-internet-access'],
    controlTower: ['AWS-GR_SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS', 'CT.SAGEMAKER.PR.1', 'SH.SageMaker.1'],
    cdkNag: ['AwsSolutions-SM3', 'SageMakerNotebookNoDirectInternetAccess'],
    prowler: ['sagemaker_notebook_instance_without_direct_internet_access_configured'],
    nist: [
      ...['AC-21', 'AC-3', 'AC-3(7)', 'AC-4', 'AC-4(21)', 'AC-6', 'SC-7', 'SC-7(11)', 'SC-7(16)'],
      ...['SC-7(20)', 'SC-7(21)', 'SC-7(3)', 'SC-7(4)', 'SC-7(9)'],
    ],
  },
  types: ['AWS::SageMaker::NotebookInstance'],
  ...meeting(oneOf('DirectInternetAccess', ['Disabled'])),
};
