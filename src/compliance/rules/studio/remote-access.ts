import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectOneOf } from '../expectations';
import { SPACE } from '../studio-settings';

export const noRemoteAccess: RuleDefinition = {
  id: 'space-no-remote-access',
  severity: Severity.WARNING,
  title: 'Spaces must not allow remote access',
  rationale:
    'A remote editor opens a session into the space through Systems Manager, past the presigned URL and what limits where that is opened.',
  remediation:
    'Leave SpaceSettings.RemoteAccess out, or set it to DISABLED. Local editors can then no longer connect to the space.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/remote-access.html',
  controls: {},
  types: [SPACE],
  check: (space) => expectOneOf(space, 'SpaceSettings.RemoteAccess', ['DISABLED'], 'DISABLED'),
};
