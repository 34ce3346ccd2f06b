import { type GuardClause, guardWhen } from '../../guard-clause';
import type { TemplateResource } from '../../templates/resource';
import { literalOf } from '../../templates/values';
import type { Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleContext } from '../context';
import type { RuleDefinition } from '../definition';
import type { Subject } from '../expectations';
import { atMost, oneOf } from '../requirements';
import { DOMAIN, SPACE, settingsPaths, USER_PROFILE } from '../studio-settings';

const APPLICATIONS = ['JupyterLabAppSettings', 'CodeEditorAppSettings'];
const DEFAULTS = 'DefaultUserSettings';
const ON = 'ENABLED';
const TIMES = ['IdleTimeoutInMinutes', 'MaxIdleTimeoutInMinutes'];

function idlePath(settings: string, app: string): string {
  return `${settings}.${app}.AppLifecycleManagement.IdleSettings`;
}

export const idleShutdown: RuleDefinition = {
  id: 'studio-idle-shutdown',
  severity: Severity.WARNING,
  title: 'Studio applications must shut down when idle',
  rationale: 'What runs on unwatched is paid for, is not patched, and keeps credentials in memory.',
  remediation:
    'Set IdleSettings of JupyterLabAppSettings and CodeEditorAppSettings: LifecycleManagement to ENABLED, IdleTimeoutInMinutes and MaxIdleTimeoutInMinutes to no more than the setting maximumIdleMinutes. Images need the SageMaker distribution 2.0 or the extension that reports activity.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-idle-shutdown.html',
  controls: {},
  types: [DOMAIN, USER_PROFILE, SPACE],
  check: (resource, context) =>
    settingsPaths(resource).flatMap((settings) =>
      APPLICATIONS.flatMap((app) => judgeSettings(resource, settings, app, context)),
    ),
  guard: (type, { maximumIdleMinutes }) =>
    settingsPaths({ type }).flatMap((settings) =>
      APPLICATIONS.flatMap((app) => clausesOf(settings, app, maximumIdleMinutes)),
    ),
};

/** What a domain says for its users holds unless a profile or space says otherwise. */
function judgeSettings(resource: TemplateResource, settings: string, app: string, context: RuleContext): Verdict[] {
  const path = idlePath(settings, app);
  const isDefault = settings === DEFAULTS;
  if (!isDefault && resource.get(path).kind === 'absent') {
    return [];
  }
  const switchPath = `${path}.LifecycleManagement`;
  const given = resource.get(switchPath).kind !== 'absent';
  const switched = given || isDefault ? oneOf(switchPath, [ON]).check(resource) : [];
  const off = literalOf(resource.get(switchPath)) !== ON && (isDefault || given);
  return off ? switched : [...switched, ...timeouts(resource, path, isDefault, context)];
}

/** Spaces and profiles may say one of the two times alone. */
function timeouts(
  resource: Subject,
  path: string,
  isDefault: boolean,
  { settings: { maximumIdleMinutes: most } }: RuleContext,
): Verdict[] {
  const named = TIMES.map((time) => `${path}.${time}`);
  const needed = named.filter((place, index) => (isDefault && index === 0) || resource.get(place).kind !== 'absent');
  return needed.flatMap((place) => atMost(place, most).check(resource));
}

/** The same as the checks: defaults for users name everything, others only what they change. */
function clausesOf(settings: string, app: string, most: number): GuardClause[] {
  const path = idlePath(settings, app);
  const isDefault = settings === DEFAULTS;
  const times = TIMES.map((time, index) => {
    const place = `${path}.${time}`;
    const { clause } = atMost(place, most);
    return isDefault && index === 0 ? clause : guardWhen(`${place} exists`, [clause]);
  });
  const switched = oneOf(`${path}.LifecycleManagement`, [ON], isDefault ? undefined : ON).clause;
  return [switched, ...times];
}
