import { Duration, Size } from 'aws-cdk-lib';
import type * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { IDLE_TIMEOUT_MIN_MINUTES, SPACE_VOLUME_MIN_GIB } from '../../private/limits';
import { inOrder, optionalInOrder } from '../../private/order';
import { gibibytes } from '../../private/units';
import type { CustomImage } from '../images/custom-image';
import type { AppSettings, JupyterLabSettings } from './app-settings';
import type { CustomFileSystemConfig } from './custom-file-system';
import { IdleShutdown } from './idle-shutdown';
import { NotebookOutputSharing } from './notebook-output-sharing';
import type { SpaceStorage, UserSettings } from './user-settings';
import { PortalApp, type WebPortal } from './web-portal';

/** What a domain and its user profiles have in common in CloudFormation; both have types of their own for it. */
export type SettingsProperties = Omit<
  sagemaker.CfnUserProfile.UserSettingsProperty,
  'executionRole' | 'securityGroups'
>;

const CLASSIC_APPS = [PortalApp.DETAILED_PROFILER, PortalApp.JUPYTER_SERVER, PortalApp.TENSOR_BOARD];
const MAXIMUM_SPACE_SIZE = Size.gibibytes(100);

/** What a domain has where it does not say otherwise. */
const DEFAULTS: UserSettings = {
  idleShutdown: IdleShutdown.after(Duration.minutes(IDLE_TIMEOUT_MIN_MINUTES)),
  storage: { defaultSize: Size.gibibytes(SPACE_VOLUME_MIN_GIB) },
  sharing: NotebookOutputSharing.DISABLED,
  webPortal: { hiddenApps: CLASSIC_APPS, landingPage: 'studio::' },
};

/** The settings of a domain, complete. */
export function domainSettings(own: UserSettings): UserSettings {
  return mergedSettings(DEFAULTS, own);
}

/** Own settings over inherited ones. SageMaker takes each structure from one of them, so structures are merged here. */
export function mergedSettings(inherited: UserSettings, own: UserSettings): UserSettings {
  const merged: UserSettings = {
    idleShutdown: own.idleShutdown ?? inherited.idleShutdown,
    storage: overridden(inherited.storage, own.storage),
    sharing: own.sharing ?? inherited.sharing,
    webPortal: overridden(inherited.webPortal, own.webPortal),
    jupyterLab: overridden(inherited.jupyterLab, own.jupyterLab),
    codeEditor: overridden(inherited.codeEditor, own.codeEditor),
    customFileSystems: own.customFileSystems ?? inherited.customFileSystems,
    homeMount: own.homeMount ?? inherited.homeMount,
  };
  return merged;
}

function overridden<T extends object>(inherited: T | undefined, own: T | undefined): T | undefined {
  const given = Object.fromEntries(Object.entries(own ?? {}).filter(([, value]) => value !== undefined));
  return inherited || own ? ({ ...inherited, ...given } as T) : undefined;
}

/** All settings, as a domain has them. */
export function settingsProperties(
  scope: IConstruct,
  settings: UserSettings,
  mounts: readonly CustomFileSystemConfig[],
): SettingsProperties {
  const { idleShutdown, storage, sharing, webPortal, homeMount } = settings;
  return {
    jupyterLabAppSettings: jupyterLabProperties(scope, settings.jupyterLab, idleShutdown),
    codeEditorAppSettings: appProperties(scope, settings.codeEditor, idleShutdown),
    spaceStorageSettings: { defaultEbsStorageSettings: storageProperties(storage) },
    sharingSettings: sharingProperties(sharing),
    ...portalProperties(scope, webPortal),
    autoMountHomeEfs: homeMount,
    customFileSystemConfigs: mounts.length ? inOrder(scope, mounts).map(mountProperties) : undefined,
  };
}

/** Those settings that a user profile says itself; the others follow the domain as it changes. */
export function ownProperties(
  scope: IConstruct,
  own: UserSettings,
  merged: UserSettings,
  mounts: readonly CustomFileSystemConfig[],
): SettingsProperties {
  const all = settingsProperties(scope, merged, mounts);
  return {
    jupyterLabAppSettings: own.jupyterLab || own.idleShutdown ? all.jupyterLabAppSettings : undefined,
    codeEditorAppSettings: own.codeEditor || own.idleShutdown ? all.codeEditorAppSettings : undefined,
    spaceStorageSettings: own.storage && all.spaceStorageSettings,
    sharingSettings: own.sharing && all.sharingSettings,
    studioWebPortalSettings: own.webPortal && all.studioWebPortalSettings,
    studioWebPortal: own.webPortal && all.studioWebPortal,
    defaultLandingUri: own.webPortal && all.defaultLandingUri,
    autoMountHomeEfs: own.homeMount,
    customFileSystemConfigs: own.customFileSystems && all.customFileSystemConfigs,
  };
}

export function storageProperties(
  storage: SpaceStorage = {},
): sagemaker.CfnUserProfile.DefaultEbsStorageSettingsProperty {
  const { defaultSize = Size.gibibytes(SPACE_VOLUME_MIN_GIB), maximumSize } = storage;
  const [size, most] = [defaultSize, MAXIMUM_SPACE_SIZE].map(gibibytes);
  return {
    defaultEbsVolumeSizeInGb: size,
    maximumEbsVolumeSizeInGb: maximumSize ? gibibytes(maximumSize) : Math.max(size, most),
  };
}

function idleProperties(
  idleShutdown: IdleShutdown | undefined,
): sagemaker.CfnUserProfile.AppLifecycleManagementProperty {
  const { idleTime, minimum, maximum } = idleShutdown ?? DEFAULTS.idleShutdown!;
  const idleSettings = {
    lifecycleManagement: idleTime ? 'ENABLED' : 'DISABLED',
    idleTimeoutInMinutes: idleTime?.toMinutes(),
    minIdleTimeoutInMinutes: minimum?.toMinutes(),
    maxIdleTimeoutInMinutes: maximum?.toMinutes(),
  };
  return { idleSettings };
}

function appProperties(
  scope: IConstruct,
  settings: AppSettings = {},
  idleShutdown?: IdleShutdown,
): sagemaker.CfnUserProfile.CodeEditorAppSettingsProperty {
  const { customImages, builtInLifecycleConfig, defaultLifecycleConfig, defaultInstanceType } = settings;
  const resourceSpec = {
    instanceType: defaultInstanceType?.name,
    lifecycleConfigArn: defaultLifecycleConfig?.studioLifecycleConfigArn,
  };
  return {
    appLifecycleManagement: idleProperties(idleShutdown),
    builtInLifecycleConfigArn: builtInLifecycleConfig?.studioLifecycleConfigArn,
    customImages: optionalInOrder(scope, customImages, nameAndVersion)?.map(
      ({ imageName, appImageConfigName, imageVersionNumber }) => ({
        imageName,
        appImageConfigName,
        imageVersionNumber,
      }),
    ),
    defaultResourceSpec: defaultInstanceType || defaultLifecycleConfig ? resourceSpec : undefined,
    lifecycleConfigArns: lifecycleConfigArns(scope, settings),
  };
}

/** The default one need not be repeated in the list. */
function lifecycleConfigArns(
  scope: IConstruct,
  { lifecycleConfigs = [], defaultLifecycleConfig }: AppSettings,
): string[] | undefined {
  const arns = [...lifecycleConfigs, defaultLifecycleConfig].flatMap(
    (config) => config?.studioLifecycleConfigArn ?? [],
  );
  return arns.length > 0 ? inOrder(scope, [...new Set(arns)]) : undefined;
}

function nameAndVersion({ imageName, appImageConfigName, imageVersionNumber }: CustomImage): unknown[] {
  return [imageName, appImageConfigName, imageVersionNumber];
}

function jupyterLabProperties(
  scope: IConstruct,
  settings: JupyterLabSettings = {},
  idleShutdown?: IdleShutdown,
): sagemaker.CfnUserProfile.JupyterLabAppSettingsProperty {
  const codeRepositories = optionalInOrder(scope, settings.codeRepositoryUrls)?.map((repositoryUrl) => ({
    repositoryUrl,
  }));
  return { ...appProperties(scope, settings, idleShutdown), codeRepositories };
}

function sharingProperties(
  sharing: NotebookOutputSharing | undefined,
): sagemaker.CfnUserProfile.SharingSettingsProperty {
  const target = sharing?._props;
  return target
    ? {
        notebookOutputOption: 'Allowed',
        s3OutputPath: `s3://${target.bucket.bucketRef.bucketName}/${target.prefix}`,
        s3KmsKeyId: target.encryptionKey.keyRef.keyArn,
      }
    : { notebookOutputOption: 'Disabled' };
}

function portalProperties(scope: IConstruct, webPortal: WebPortal = {}): SettingsProperties {
  const { hiddenApps, hiddenTools, hiddenInstanceTypes, hiddenImageVersions, landingPage } = webPortal;
  return {
    studioWebPortal: 'ENABLED',
    defaultLandingUri: landingPage,
    studioWebPortalSettings: {
      hiddenAppTypes: namesInOrder(scope, hiddenApps),
      hiddenMlTools: namesInOrder(scope, hiddenTools),
      hiddenInstanceTypes: namesInOrder(scope, hiddenInstanceTypes),
      hiddenSageMakerImageVersionAliases: optionalInOrder(
        scope,
        hiddenImageVersions,
        ({ imageName }) => imageName,
      )?.map(({ imageName, versionAliases }) => ({
        sageMakerImageName: imageName,
        versionAliases: optionalInOrder(scope, versionAliases),
      })),
    },
  };
}

function namesInOrder(
  scope: IConstruct,
  items: readonly { readonly name: string }[] | undefined,
): string[] | undefined {
  return optionalInOrder(
    scope,
    items?.map(({ name }) => name),
  );
}

function mountProperties({
  efs,
  fsxLustre,
  s3,
}: CustomFileSystemConfig): sagemaker.CfnUserProfile.CustomFileSystemConfigProperty {
  return {
    efsFileSystemConfig: efs && { fileSystemId: efs.fileSystemId, fileSystemPath: efs.fileSystemPath },
    fSxLustreFileSystemConfig: fsxLustre && {
      fileSystemId: fsxLustre.fileSystemId,
      fileSystemPath: fsxLustre.fileSystemPath,
    },
    s3FileSystemConfig: s3 && { s3Uri: s3.s3Uri, mountPath: s3.mountPath },
  };
}
