import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { meeting, oneOf } from '../requirements';

export const noRootAccess: RuleDefinition = {
  id: 'notebook-no-root-access',
  severity: Severity.ERROR,
  title: 'Notebook instances must not give root access',
  rationale: 'Root can change what watches over the instance and read what other users leave on it.',
  remediation: 'Set RootAccess to Disabled. Lifecycle scripts run as root all the same.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-root-access.html',
  controls: {
    securityHub: ['SageMaker.3'],
    config: ['sagemaker-notebook-instance-root-access-check'],
    controlTower: ['CT.SAGEMAKER.PR.3', 'SH.SageMaker.3'],
    prowler: ['sagemaker_notebook_instance_root_access_disabled'],
    nist: ['AC-2(1)', 'AC-3(15)', 'AC-3(7)', 'AC-6', 'AC-6(10)', 'AC-6(2)'],
  },
  types: ['AWS::SageMaker::NotebookInstance'],
  ...meeting(oneOf('RootAccess', ['Disabled'])),
};
