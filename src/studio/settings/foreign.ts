import { Resource } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import type { Fault } from '../../private/errors';
import { foreignFaults, type Used, used, usedIn } from '../../private/life-cycle/foreign';
import type { AppSettings } from './app-settings';
import type { NotebookOutputSharing } from './notebook-output-sharing';
import type { UserSettings } from './user-settings';

/** Faults of resources of another account or region, where the applications are not. */
export function foreignSettingsFaults(scope: IConstruct, { jupyterLab, codeEditor, sharing }: UserSettings): Fault[] {
  return foreignFaults(scope, [
    ...usedBy('jupyterLab', jupyterLab),
    ...usedBy('codeEditor', codeEditor),
    ...usedForSharing(sharing),
  ]);
}

function usedBy(prop: string, settings: AppSettings | undefined): Used[] {
  const { lifecycleConfigs = [], defaultLifecycleConfig, builtInLifecycleConfig, customImages = [] } = settings ?? {};
  const configs = [...lifecycleConfigs, defaultLifecycleConfig, builtInLifecycleConfig];
  const parts = customImages.flatMap(({ dependencies }) => dependencies).filter((part) => isResource(part));
  return [
    ...usedIn(`a lifecycle configuration of ${prop}`, configs, true),
    ...usedIn(`a custom image of ${prop}`, parts, true),
  ];
}

/** Images, their versions, and app image configurations. Their names do not tell where they are. */
function isResource(part: unknown): part is Resource {
  return Construct.isConstruct(part) && Resource.isResource(part);
}

/** The key and the bucket can belong to another account. */
function usedForSharing(sharing: NotebookOutputSharing | undefined): (Used | undefined)[] {
  const { bucket, encryptionKey } = sharing?._props ?? {};
  return [
    used('the encryptionKey of sharing', encryptionKey?.keyRef.keyArn),
    ...usedIn('the bucket of sharing', [bucket]),
  ];
}
