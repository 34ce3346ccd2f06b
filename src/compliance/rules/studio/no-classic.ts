import { FINDING, type GuardClause, guardPattern, guardWhen } from '../../guard-clause';
import type { TemplateResource } from '../../templates/resource';
import { literalOf } from '../../templates/values';
import { cannotTell, fail, pass, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectAbsent, leftOpen } from '../expectations';
import { absent } from '../requirements';
import { DOMAIN, SPACE, settingsPaths, USER_PROFILE } from '../studio-settings';

const RETIRED_APPS = ['JupyterServer', 'KernelGateway'];
const CLASSIC_SETTINGS = RETIRED_APPS.map((app) => `${app}AppSettings`);
const CLASSIC_PAGE = /^app:JupyterServer:.*$/;

/** The properties of other resources that name the type of an application. */
const APP_TYPES: Readonly<Record<string, string>> = {
  'AWS::SageMaker::App': 'AppType',
  'AWS::SageMaker::StudioLifecycleConfig': 'StudioLifecycleConfigAppType',
};
const APP_IMAGE_CONFIG = 'AWS::SageMaker::AppImageConfig';

export const noClassic: RuleDefinition = {
  id: 'studio-no-classic',
  severity: Severity.ERROR,
  title: 'Studio Classic must not be used, because AWS has retired it',
  rationale:
    'AWS refuses new applications of Studio Classic, and nobody patches those that are left. Their images run as root.',
  remediation:
    'Use JupyterLab and Code Editor. Move what is in the home folders of Classic before you take its applications away.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/studio.html',
  controls: {},
  types: [...Object.keys(APP_TYPES), APP_IMAGE_CONFIG, DOMAIN, USER_PROFILE, SPACE],
  check: (resource) => {
    const path = APP_TYPES[resource.type];
    if (path) {
      return judgeAppType(resource, path);
    }
    return resource.type === APP_IMAGE_CONFIG
      ? expectAbsent(resource, 'KernelGatewayImageConfig')
      : judgeSettings(resource);
  },
  guard: (type) =>
    settingsPaths({ type }).flatMap((settings) => [
      ...CLASSIC_SETTINGS.map((name) => absent(`${settings}.${name}`).clause),
      noClassicPage(`${settings}.DefaultLandingUri`),
    ]),
};

function judgeAppType(resource: TemplateResource, path: string): Verdict[] {
  const value = resource.get(path);
  const type = literalOf(value);
  if (type !== undefined && RETIRED_APPS.includes(type)) {
    return [fail(path, `${path} must not be of Studio Classic, got ${type}`)];
  }
  const open = leftOpen(value);
  return [open ? cannotTell(path, `${path} must not be of Studio Classic, but ${open}`) : pass(path)];
}

function judgeSettings(resource: TemplateResource): Verdict[] {
  return settingsPaths(resource).flatMap((settings) => [
    ...CLASSIC_SETTINGS.flatMap((name) => expectAbsent(resource, `${settings}.${name}`)),
    ...judgeLandingPage(resource, `${settings}.DefaultLandingUri`),
  ]);
}

function noClassicPage(path: string): GuardClause {
  const line = `${path} not in [${guardPattern(CLASSIC_PAGE)}]${FINDING}`;
  return guardWhen(`${path} exists`, [{ paths: [path], lines: [line] }]);
}

function judgeLandingPage(resource: TemplateResource, path: string): Verdict[] {
  const page = literalOf(resource.get(path));
  return page !== undefined && CLASSIC_PAGE.test(page)
    ? [fail(path, `${path} must not open Studio Classic, got ${page}`)]
    : [];
}
