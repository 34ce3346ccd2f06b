import type { IConstruct } from 'constructs';
import { checkFormat, checkMaxItems, checkMaxLength, checkRange, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { LANDING_URI, STUDIO_REPOSITORY_URL } from '../../private/formats';
import {
  CODE_REPOSITORIES_MAX,
  CUSTOM_FILE_SYSTEMS_MAX,
  CUSTOM_IMAGES_MAX,
  LANDING_PAGE_MAX,
  LIFECYCLE_CONFIGS_MAX,
  SPACE_VOLUME_MAX_GIB,
  SPACE_VOLUME_MIN_GIB,
  STUDIO_REPOSITORY_URL_MAX,
} from '../../private/limits';
import { knownGibibytes } from '../../private/units';
import { warn } from '../../private/warnings';
import { StudioAppType } from '../common/app-type';
import type { IStudioLifecycleConfig } from '../lifecycle/config';
import type { AppSettings, JupyterLabSettings } from './app-settings';
import type { SpaceStorage, UserSettings } from './user-settings';

/** What is wrong with settings of which nothing is inherited any more. */
export function settingsFaults(
  { storage, webPortal, jupyterLab, codeEditor, customFileSystems }: UserSettings,
  holder: 'domain' | 'profile',
): Fault[] {
  const maxImages = CUSTOM_IMAGES_MAX[holder];
  return [
    ...storageFaults(storage),
    ...landingPageFaults(webPortal?.landingPage),
    ...appFaults('jupyterLab', StudioAppType.JUPYTER_LAB, jupyterLab, maxImages),
    ...appFaults('codeEditor', StudioAppType.CODE_EDITOR, codeEditor, maxImages),
    ...repositoryFaults(jupyterLab),
    ...faultsOf('TooManyItems', checkMaxItems('customFileSystems', customFileSystems, CUSTOM_FILE_SYSTEMS_MAX[holder])),
  ];
}

export function storageFaults(storage: SpaceStorage | undefined): Fault[] {
  const [least, most] = [storage?.defaultSize, storage?.maximumSize].map(knownGibibytes);
  const sizes = { 'storage.defaultSize': least, 'storage.maximumSize': most };
  return [
    ...Object.entries(sizes).flatMap(([what, size]) =>
      faultsOf('InvalidVolumeSize', checkRange(what, size, SPACE_VOLUME_MIN_GIB, SPACE_VOLUME_MAX_GIB, 'GiB')),
    ),
    ...check(
      least === undefined || most === undefined || least <= most,
      'InvalidVolumeSize',
      `storage.defaultSize must be at most storage.maximumSize, got ${least} and ${most} GiB`,
    ),
  ];
}

function landingPageFaults(page: string | undefined): Fault[] {
  const what = 'webPortal.landingPage';
  return faultsOf('InvalidLandingPage', [
    ...checkFormat(what, page, LANDING_URI),
    ...checkMaxLength(what, page, LANDING_PAGE_MAX),
  ]);
}

function appFaults(
  prop: string,
  appType: StudioAppType,
  settings: AppSettings | undefined,
  maxImages: number,
): Fault[] {
  const { builtInLifecycleConfig, customImages } = settings ?? {};
  const configs = [...chosenConfigs(settings), builtInLifecycleConfig].flatMap((config) => config ?? []);
  const foreign = configs.filter((config) => config.appType !== undefined && config.appType !== appType);
  return [
    ...faultsOf('TooManyItems', [
      ...checkMaxItems(`${prop}.customImages`, customImages, maxImages),
      ...checkMaxItems(
        `${prop}.lifecycleConfigs with defaultLifecycleConfig`,
        [...new Set(chosenConfigs(settings))],
        LIFECYCLE_CONFIGS_MAX,
      ),
    ]),
    ...faultsOf(
      'MixedAppTypes',
      foreign.map(
        ({ node, appType: actual }) =>
          `a lifecycle configuration of ${prop} must be for ${appType}, got ${node.path} for ${actual}`,
      ),
    ),
  ];
}

/** Those that users may choose from. */
function chosenConfigs({ lifecycleConfigs = [], defaultLifecycleConfig }: AppSettings = {}): IStudioLifecycleConfig[] {
  return [...lifecycleConfigs, defaultLifecycleConfig].flatMap((config) => config ?? []);
}

function repositoryFaults({ codeRepositoryUrls }: JupyterLabSettings = {}): Fault[] {
  const what = 'a code repository of jupyterLab';
  const urls = knownItems(codeRepositoryUrls);
  return [
    ...faultsOf(
      'TooManyItems',
      checkMaxItems('jupyterLab.codeRepositoryUrls', codeRepositoryUrls, CODE_REPOSITORIES_MAX),
    ),
    ...faultsOf('InvalidCodeRepository', [
      ...urls.flatMap((url) => checkFormat(what, url, STUDIO_REPOSITORY_URL)),
      ...urls.flatMap((url) => checkMaxLength(what, url, STUDIO_REPOSITORY_URL_MAX)),
    ]),
  ];
}

export function warnOfWeakSettings(scope: IConstruct, { idleShutdown, sharing }: UserSettings): void {
  if (idleShutdown && !idleShutdown.idleTime) {
    warn(scope, 'studio.noIdleShutdown', 'Use IdleShutdown.after.');
  }
  if (sharing?._props) {
    warn(
      scope,
      'studio.notebookOutputSharing',
      'Use NotebookOutputSharing.DISABLED, or see to it that everybody may read what is in the bucket.',
    );
  }
}
