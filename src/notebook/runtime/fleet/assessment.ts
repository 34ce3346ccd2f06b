import { NOTEBOOK_PLATFORM } from '../../../private/formats';
import { FLEET_SETTINGS, type FleetPolicy, type FleetSettingId } from '../../shared/fleet';
import { AL2023 } from '../../shared/platforms';
import type { Notebook, Tags } from './notebook';

/** Settings that no update can change. */
export type FixedSettingId = 'NO_DIRECT_INTERNET' | 'CUSTOMER_KEY';

/** A setting that a notebook instance lacks. */
export interface Lack {
  readonly setting: FleetSettingId | FixedSettingId;
  readonly text: string;
  /** Whether the fleet must have it. */
  readonly required: boolean;
  /** What the owner can change in code or by hand. */
  readonly fix: string;
}

export type Owner =
  | { readonly kind: 'CloudFormation'; readonly stackName: string; readonly logicalId: string }
  | { readonly kind: 'Service Catalog' }
  | { readonly kind: 'code'; readonly tagKey: string };

const LINUX = ['al1', 'al2', 'al2023'];

/** The Amazon Linux of a platform; undefined for an unknown platform. */
export function linuxOf(platform: string | undefined): string | undefined {
  const [, linux] = platform !== undefined && NOTEBOOK_PLATFORM.pattern.test(platform) ? platform.split('-') : [];
  return LINUX.find((known) => known === linux);
}

export function ownerOf(tags: Tags, { codeOwnedTagKeys }: FleetPolicy): Owner | undefined {
  const stackName = tags['aws:cloudformation:stack-name'];
  if (stackName !== undefined) {
    return { kind: 'CloudFormation', stackName, logicalId: tags['aws:cloudformation:logical-id'] ?? '' };
  }
  if (Object.keys(tags).some((key) => key.startsWith('aws:servicecatalog:'))) {
    return { kind: 'Service Catalog' };
  }
  const tagKey = codeOwnedTagKeys.find((key) => Object.hasOwn(tags, key));
  return tagKey === undefined ? undefined : { kind: 'code', tagKey };
}

/** Everything that a notebook instance lacks, also what is not required. */
export function lacksOf(notebook: Notebook, owner: Owner | undefined, { settings }: FleetPolicy): Lack[] {
  const changeable = FLEET_SETTINGS.filter((setting) => !hasSetting(notebook, setting)).map((setting) => ({
    setting,
    text: TEXTS[setting](notebook),
    required: settings.includes(setting),
    fix: fixOf(setting, owner),
  }));
  return [...changeable, ...fixedLacksOf(notebook)];
}

export function hasSetting({ metadataVersion, rootAccess, platform }: Notebook, setting: FleetSettingId): boolean {
  switch (setting) {
    case 'IMDS_V2':
      return metadataVersion === '2';
    case 'NO_ROOT_ACCESS':
      return rootAccess === 'Disabled';
    case 'PLATFORM_AL2023':
      return linuxOf(platform) === 'al2023';
  }
}

const TEXTS: Readonly<Record<FleetSettingId, (notebook: Notebook) => string>> = {
  IMDS_V2: ({ metadataVersion }) => `the minimum version of the instance metadata service is ${metadataVersion}, not 2`,
  NO_ROOT_ACCESS: () => 'users have root access',
  PLATFORM_AL2023: ({ platform = 'unknown' }) => `the platform is ${platform}, not Amazon Linux 2023`,
};

/** The line to change, by owner. */
const FIXES: Readonly<Record<FleetSettingId, { readonly template: string; readonly terraform: string }>> = {
  IMDS_V2: {
    template: 'InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: "2" }',
    terraform: 'instance_metadata_service_configuration { minimum_instance_metadata_service_version = "2" }',
  },
  NO_ROOT_ACCESS: { template: 'RootAccess: Disabled', terraform: 'root_access = "Disabled"' },
  PLATFORM_AL2023: { template: `PlatformIdentifier: ${AL2023}`, terraform: `platform_identifier = "${AL2023}"` },
};

const MIXINS: Partial<Record<FleetSettingId, string>> = { IMDS_V2: 'ImdsV2', NO_ROOT_ACCESS: 'NoRootAccess' };
const REPLACES = 'This change replaces the notebook instance and deletes its volume: save the volume first';

function fixOf(setting: FleetSettingId, owner: Owner | undefined): string {
  const { template, terraform } = FIXES[setting];
  const warning = setting === 'PLATFORM_AL2023' && owner !== undefined ? `. ${REPLACES}` : '';
  if (owner === undefined) {
    return `UpdateNotebookInstance with ${template}, while it is stopped`;
  }
  if (owner.kind === 'code') {
    return `in Terraform: ${terraform}${warning}`;
  }
  const mixin = MIXINS[setting];
  const resource =
    owner.kind === 'CloudFormation'
      ? `resource ${owner.logicalId} of stack ${owner.stackName}`
      : 'the template of the Service Catalog product';
  return `in ${resource}: ${template}${mixin ? `; in CDK: notebook.mixins.${mixin}` : ''}${warning}`;
}

function fixedLacksOf({ directInternetAccess, keyId }: Notebook): Lack[] {
  const lacks: Lack[] = [];
  const fix = 'create a new notebook instance and copy the data, since SageMaker cannot change it';
  if (directInternetAccess !== 'Disabled') {
    const text = 'it has direct internet access';
    lacks.push({ setting: 'NO_DIRECT_INTERNET', text, required: false, fix });
  }
  if (keyId === undefined) {
    const text = 'its volume has no customer managed key';
    lacks.push({ setting: 'CUSTOMER_KEY', text, required: false, fix });
  }
  return lacks;
}
