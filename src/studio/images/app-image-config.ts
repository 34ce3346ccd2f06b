import { type IResource, type RemovalPolicy, Resource } from 'aws-cdk-lib';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import type { DeployedState } from '../../adoption/deployed-state';
import { checkMaxItems, checkMaxLength, checkName, checkNotBlank, knownItems } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { uniqueName } from '../../private/life-cycle/names';
import { applyRemoval } from '../../private/life-cycle/removal';
import { claimName } from '../../private/life-cycle/unique';
import {
  CONTAINER_ARGUMENT_MAX,
  CONTAINER_ARGUMENTS_MAX,
  CONTAINER_ENTRYPOINT_ITEMS_MAX,
  CONTAINER_ENVIRONMENT_MAX,
  CONTAINER_TEXT_MAX,
  STUDIO_NAME_MAX,
} from '../../private/limits';
import { entriesInOrder } from '../../private/order';
import { StudioAppType } from '../common/app-type';
import { studioArn } from '../common/arn';
import { keepDeployed } from '../common/deployed';

/**
 * How an application runs in an image.
 */
export interface IAppImageConfig extends IResource {
  /**
   * The ARN of the app image configuration.
   *
   * @attribute
   */
  readonly appImageConfigArn: string;

  /**
   * The name of the app image configuration.
   *
   * @attribute
   */
  readonly appImageConfigName: string;

  /**
   * The application that runs.
   */
  readonly appType: StudioAppType;
}

/**
 * Properties of an app image configuration.
 */
export interface AppImageConfigProps {
  /**
   * The name: at most 63 letters, digits and inner hyphens, unique in account and region.
   * Changing it replaces the app image configuration.
   *
   * @default - the logical id and the stack's GUID, shortened
   */
  readonly appImageConfigName?: string;

  /**
   * The program that starts, instead of the entry point of the image. At most one item, of at most 256 characters.
   *
   * @default - the entry point of the image
   */
  readonly containerEntrypoint?: string[];

  /**
   * What the program is told, instead of the command of the image. At most 50 arguments of at most 64 characters.
   *
   * @default - the command of the image
   */
  readonly containerArguments?: string[];

  /**
   * Environment variables, at most 25. They must hold no secrets: whoever may describe the app image configuration can
   * read them.
   *
   * @default - those of the image
   */
  readonly containerEnvironment?: Record<string, string>;

  /**
   * What happens to the app image configuration when it leaves the stack. It cannot be deleted while a domain or user
   * profile refers to it.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - it is kept for the applications that run with it, unless its
   * creation fails
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * An existing app image configuration to manage without replacing it. It keeps its logical id and its name, so leave out
   * `appImageConfigName`, and what no prop sets, also for other applications. Leaves the warning `studio.deployedState`.
   *
   * @default - a new app image configuration
   */
  readonly deployedState?: DeployedState;
}

const TYPE = 'AWS::SageMaker::AppImageConfig';

/** The property of CloudFormation for each application. The one of Studio Classic is not among them. */
const CONTAINER_PROPERTIES = {
  [StudioAppType.JUPYTER_LAB]: 'jupyterLabAppImageConfig',
  [StudioAppType.CODE_EDITOR]: 'codeEditorAppImageConfig',
} as const;

/** What the app image configurations of all applications have in common. */
abstract class AppImageConfigBase extends Resource implements IAppImageConfig {
  public readonly appImageConfigArn: string;
  public readonly appImageConfigName: string;
  public readonly appType: StudioAppType;

  constructor(scope: Construct, id: string, props: AppImageConfigProps, appType: StudioAppType) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, configFaults(props));

    this.appType = appType;
    const deployed = props.deployedState?._resource;
    this.appImageConfigName =
      props.appImageConfigName ?? deployed?.text('AppImageConfigName') ?? uniqueName(() => resource, STUDIO_NAME_MAX);
    const resource: sagemaker.CfnAppImageConfig = new sagemaker.CfnAppImageConfig(this, 'Resource', {
      appImageConfigName: this.appImageConfigName,
      [CONTAINER_PROPERTIES[appType]]: { containerConfig: containerConfig(props) },
    });
    keepDeployed(this, resource, deployed);
    claimName(this, 'appImageConfigName', () => resource.appImageConfigName);
    applyRemoval(resource, props.removalPolicy);
    this.appImageConfigArn = resource.attrAppImageConfigArn;
  }
}

/**
 * How JupyterLab runs in an image.
 *
 * There is no setting for the user that it runs as: SageMaker runs it as user 1000 and group 100, and the image decides
 * whether that user can become root. The home volume is mounted at `/home/sagemaker-user`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-byoi-specs.html
 */
export class JupyterLabImageConfig extends AppImageConfigBase {
  /** An existing configuration for JupyterLab of this account and region, by its name. */
  public static fromJupyterLabImageConfigName(
    scope: Construct,
    id: string,
    appImageConfigName: string,
  ): IAppImageConfig {
    return new ImportedAppImageConfig(scope, id, appImageConfigName, StudioAppType.JUPYTER_LAB);
  }

  constructor(scope: Construct, id: string, props: AppImageConfigProps = {}) {
    super(scope, id, props, StudioAppType.JUPYTER_LAB);
  }
}

/**
 * How Code Editor runs in an image.
 *
 * There is no setting for the user that it runs as: SageMaker runs it as user 1000 and group 100, and the image decides
 * whether that user can become root. The home volume is mounted at `/home/sagemaker-user`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-byoi-specs.html
 */
export class CodeEditorImageConfig extends AppImageConfigBase {
  /** An existing configuration for Code Editor of this account and region, by its name. */
  public static fromCodeEditorImageConfigName(
    scope: Construct,
    id: string,
    appImageConfigName: string,
  ): IAppImageConfig {
    return new ImportedAppImageConfig(scope, id, appImageConfigName, StudioAppType.CODE_EDITOR);
  }

  constructor(scope: Construct, id: string, props: AppImageConfigProps = {}) {
    super(scope, id, props, StudioAppType.CODE_EDITOR);
  }
}

/** An app image configuration that exists already. */
class ImportedAppImageConfig extends Resource implements IAppImageConfig {
  public readonly appImageConfigArn: string;

  constructor(
    scope: Construct,
    id: string,
    public readonly appImageConfigName: string,
    public readonly appType: StudioAppType,
  ) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, nameFaults(appImageConfigName));
    this.appImageConfigArn = studioArn(this, 'app-image-config', appImageConfigName);
  }
}

function containerConfig(props: AppImageConfigProps): sagemaker.CfnAppImageConfig.ContainerConfigProperty | undefined {
  const { containerEntrypoint, containerArguments, containerEnvironment } = props;
  if (!containerEntrypoint && !containerArguments && !containerEnvironment) {
    return undefined;
  }
  const containerEnvironmentVariables =
    containerEnvironment && entriesInOrder(containerEnvironment).map(([key, value]) => ({ key, value }));
  return { containerEntrypoint, containerArguments, containerEnvironmentVariables };
}

function configFaults(props: AppImageConfigProps): Fault[] {
  const { appImageConfigName, containerEntrypoint, containerArguments, containerEnvironment = {} } = props;
  const variables = Object.entries(containerEnvironment);
  return [
    ...(props.deployedState?._resource.faults(TYPE, props, ['appImageConfigName']) ?? []),
    ...nameFaults(appImageConfigName),
    ...faultsOf('InvalidAppImageConfig', [
      ...checkMaxItems('containerEntrypoint', containerEntrypoint, CONTAINER_ENTRYPOINT_ITEMS_MAX),
      ...knownItems(containerEntrypoint).flatMap((item) =>
        checkText('an item of containerEntrypoint', item, CONTAINER_TEXT_MAX),
      ),
      ...checkMaxItems('containerArguments', containerArguments, CONTAINER_ARGUMENTS_MAX),
      ...knownItems(containerArguments).flatMap((item) =>
        checkText('an item of containerArguments', item, CONTAINER_ARGUMENT_MAX),
      ),
      ...checkMaxItems('containerEnvironment', variables, CONTAINER_ENVIRONMENT_MAX),
      ...variables.flatMap(([name]) => checkText('the name of an environment variable', name, CONTAINER_TEXT_MAX)),
      ...variables.flatMap(([name, value]) =>
        checkMaxLength(`the environment variable ${name}`, value, CONTAINER_TEXT_MAX),
      ),
    ]),
  ];
}

function checkText(what: string, text: string, max: number): string[] {
  return [...checkNotBlank(what, text), ...checkMaxLength(what, text, max)];
}

function nameFaults(name: string | undefined): Fault[] {
  return faultsOf('InvalidAppImageConfig', checkName('appImageConfigName', name, STUDIO_NAME_MAX));
}
