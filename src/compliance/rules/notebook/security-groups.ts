import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { items, meeting } from '../requirements';

export const securityGroups: RuleDefinition = {
  id: 'notebook-security-groups',
  severity: Severity.ERROR,
  title: 'Notebook instances must name their security groups',
  rationale: 'Without one, an instance is in the default security group of its VPC, with all else that is in it.',
  remediation:
    'To keep the volume, create a second notebook instance with SecurityGroupIds, copy /home/ec2-user/SageMaker to it, and then delete the first. Setting SecurityGroupIds of the existing notebook instance replaces it, and its volume is lost.',
  url: 'https://docs.aws.amazon.com/controltower/latest/controlreference/sagemaker-rules.html',
  controls: { controlTower: ['CT.SAGEMAKER.PR.1', 'CT.SAGEMAKER.PR.2'] },
  types: ['AWS::SageMaker::NotebookInstance'],
  ...meeting(items('SecurityGroupIds', 'a security group')),
};
