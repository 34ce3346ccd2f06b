import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { meeting, present } from '../requirements';

export const inVpc: RuleDefinition = {
  id: 'notebook-in-vpc',
  severity: Severity.ERROR,
  title: 'Notebook instances must run in your VPC',
  rationale:
    'In the VPC of SageMaker, no security group, route or endpoint policy of yours stands between an instance and the rest of the world.',
  remediation:
    'To keep the volume, create a second notebook instance with SubnetId and SecurityGroupIds, copy /home/ec2-user/SageMaker to it, and then delete the first. Setting SubnetId of the existing notebook instance replaces it, and its volume is lost.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html',
  controls: {
    securityHub: ['SageMaker.2'],
    config: ['sagemaker-notebook-instance-inside-vpc'],
    controlTower: ['CT.SAGEMAKER.PR.1', 'CT.SAGEMAKER.PR.2', 'SH.SageMaker.2'],
    cdkNag: ['AwsSolutions-SM1', 'SageMakerNotebookInVPC'],
    prowler: ['sagemaker_notebook_instance_vpc_settings_configured'],
    nist: [
      ...['AC-21', 'AC-3', 'AC-3(7)', 'AC-4', 'AC-4(21)', 'AC-6', 'SC-7', 'SC-7(11)', 'SC-7(16)'],
      ...['SC-7(20)', 'SC-7(21)', 'SC-7(3)', 'SC-7(4)', 'SC-7(9)'],
    ],
  },
  types: ['AWS::SageMaker::NotebookInstance'],
  ...meeting(present('SubnetId', 'a subnet')),
};
