import type { TemplateResource } from '../../templates/resource';
import { cannotTell, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleContext } from '../context';
import type { RuleDefinition } from '../definition';
import { oneOf } from '../requirements';

const PLATFORM = 'PlatformIdentifier';

export const platform: RuleDefinition = {
  id: 'notebook-platform',
  severity: Severity.ERROR,
  title: 'Notebook instances must run on a platform that receives security updates',
  rationale:
    'SageMaker neither patches nor starts instances whose platform has come to its end, such as those on Amazon Linux 2.',
  remediation:
    'To keep the volume, upgrade an instance on Amazon Linux 2 with the API operation UpdateNotebookInstance while it is stopped, leave PlatformIdentifier in the template as it is, and acknowledge the finding. For Amazon Linux 1, copy /home/ec2-user/SageMaker to a second notebook instance. Setting PlatformIdentifier to notebook-al2023-v1 replaces the notebook instance, whose volume is lost.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2.html',
  controls: { securityHub: ['SageMaker.8'], config: ['sagemaker-notebook-instance-platform-version'] },
  types: ['AWS::SageMaker::NotebookInstance'],
  check: judgePlatform,
  // Guard sees only that no platform is given, which is not one of these.
  guard: (_, { notebookPlatforms }) => [oneOf(PLATFORM, notebookPlatforms).clause],
};

/** The default has changed over time, and an instance keeps the one of the day that it was created. */
function judgePlatform(notebook: TemplateResource, { settings: { notebookPlatforms } }: RuleContext): Verdict[] {
  if (notebook.get(PLATFORM).kind === 'absent') {
    return [
      cannotTell(
        PLATFORM,
        `${PLATFORM} is not given, and SageMaker takes the one that is its default when the instance is created`,
      ),
    ];
  }
  return oneOf(PLATFORM, notebookPlatforms).check(notebook);
}
