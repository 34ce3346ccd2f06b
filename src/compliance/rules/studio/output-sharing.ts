import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { oneOf, type Requirement } from '../requirements';
import { DOMAIN, USER_PROFILE, userSettingsPath } from '../studio-settings';

export const outputSharing: RuleDefinition = {
  id: 'studio-output-sharing',
  severity: Severity.WARNING,
  title: 'Studio notebooks must not be shared with their output',
  rationale:
    'The output of cells is data. Shared with a notebook, it lies in a bucket that whoever may read shared notebooks reads as well.',
  remediation:
    'Leave SharingSettings out, or set NotebookOutputOption to Disabled. Notebooks that were shared before keep their output.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SharingSettings.html',
  controls: {},
  types: [DOMAIN, USER_PROFILE],
  check: (resource) => noOutput(resource.type).check(resource),
  guard: (type) => [noOutput(type).clause],
};

function noOutput(type: string): Requirement {
  return oneOf(`${userSettingsPath({ type })}.SharingSettings.NotebookOutputOption`, ['Disabled'], 'Disabled');
}
