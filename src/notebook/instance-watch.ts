import { type CfnResource, Stack } from 'aws-cdk-lib';
import { type CfnNotebookInstance, CfnNotebookInstanceLifecycleConfig } from 'aws-cdk-lib/aws-sagemaker';
import type { IConstruct } from 'constructs';
import { unassumableFaults } from '../private/assumable';
import { type Fault, faultText } from '../private/errors';
import { foreignFaults, usedText } from '../private/life-cycle/foreign';
import { retirementOf } from '../private/notebook-platforms';
import { referredResource, renderedProperties, resourcesIn, valueAt } from '../private/rendered';
import { metadataCallsWithoutToken, TOKEN_LIFETIME_MAX, tooLongTokenLifetimes } from '../private/shared/metadata-calls';
import { warn } from '../private/warnings';
import { areScriptsChecked } from './checked-scripts';
import { MetadataServiceVersion } from './instance-props';

/** Notebook instances that are watched, whether a construct or several mixins ask for it. */
const watched = new WeakSet<CfnNotebookInstance>();

/**
 * Checks at synthesis what the template has of a notebook instance: its role and key, and whether its platform and scripts survive
 * an update. Also for notebook instances that this library only changes.
 *
 * @param scope the construct that people acknowledge warnings of
 */
export function watchInstance(instance: CfnNotebookInstance, scope: IConstruct = instance): void {
  if (watched.has(instance)) {
    return;
  }
  watched.add(instance);
  let isWarned = false;
  const validate = () => {
    const properties = renderedProperties(instance);
    if (!isWarned) {
      isWarned = true;
      warnOfUpdate(scope, instance, properties);
    }
    return faultsOf(instance, properties).map(faultText);
  };
  scope.node.addValidation({ validate });
}

function faultsOf(instance: CfnNotebookInstance, { RoleArn, KmsKeyId }: Readonly<Record<string, unknown>>): Fault[] {
  return [
    ...unassumableFaults(instance, 'RoleArn', RoleArn),
    ...foreignFaults(instance, [usedText('RoleArn', RoleArn, true), usedText('KmsKeyId', KmsKeyId)]),
  ];
}

function warnOfUpdate(
  scope: IConstruct,
  instance: CfnNotebookInstance,
  properties: Readonly<Record<string, unknown>>,
): void {
  warnOfRetiredPlatform(scope, properties.PlatformIdentifier);
  const version = valueAt(properties, 'InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion');
  const config =
    version === MetadataServiceVersion.V2 ? lifecycleConfigOf(instance, properties.LifecycleConfigName) : undefined;
  if (config && !areScriptsChecked(config)) {
    warnOfScripts(scope, config);
  }
}

/** What `LifecycleScript` refuses. */
function warnOfScripts(scope: IConstruct, config: CfnResource): void {
  const { path } = config.node;
  for (const script of scriptsOf(config)) {
    for (const call of metadataCallsWithoutToken(script)) {
      warn(scope, 'notebook.metadataCallWithoutToken', `It is '${call}' in ${path}. Ask for a token first.`);
    }
    for (const request of tooLongTokenLifetimes(script)) {
      const fix = `Ask for at most ${TOKEN_LIFETIME_MAX} seconds`;
      warn(scope, 'notebook.tokenLifetimeTooLong', `It is '${request}' in ${path}, which gets no token. ${fix}.`);
    }
  }
}

/** Of the same stack, by reference or by its literal name. */
function lifecycleConfigOf(instance: CfnNotebookInstance, name: unknown): CfnResource | undefined {
  if (typeof name !== 'string') {
    const referred = referredResource(instance, name);
    return referred && isLifecycleConfig(referred) ? referred : undefined;
  }
  const configs = [...resourcesIn(Stack.of(instance)).values()].filter(isLifecycleConfig);
  return configs.find((config) => renderedProperties(config).NotebookInstanceLifecycleConfigName === name);
}

function isLifecycleConfig(resource: CfnResource): boolean {
  return CfnNotebookInstanceLifecycleConfig.isCfnNotebookInstanceLifecycleConfig(resource);
}

function scriptsOf(config: CfnResource): string[] {
  const { OnCreate, OnStart } = renderedProperties(config);
  const hooks = [OnCreate, OnStart].flatMap((hook) => (Array.isArray(hook) ? hook : []));
  return hooks.map(({ Content }) => textOf(Content));
}

/** A script in Base64, or one that CloudFormation encodes; empty for one that only the deployment knows. */
function textOf(content: unknown): string {
  if (typeof content === 'string') {
    return Buffer.from(content, 'base64').toString('utf-8');
  }
  const text = (content as { 'Fn::Base64'?: unknown } | undefined)?.['Fn::Base64'];
  return typeof text === 'string' ? text : '';
}

function warnOfRetiredPlatform(scope: IConstruct, platform: unknown): void {
  const retired = typeof platform === 'string' ? retirementOf(platform) : undefined;
  if (retired) {
    const way = retired.isUpgradable
      ? 'Upgrade it with the operation UpdateNotebookInstance first, which keeps the volume, and leave the platform in the template as it is.'
      : 'Copy its data to a new notebook instance instead.';
    warn(scope, 'notebook.retiredPlatform', `${retired.reason}. ${way}`);
  }
}
