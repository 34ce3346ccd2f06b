import { type IResource, Resource } from 'aws-cdk-lib';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import type { DeployedState } from '../adoption/deployed-state';
import { inLowerCase, sageMakerArn } from '../private/arn';
import { checkName } from '../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../private/errors';
import { claimName } from '../private/life-cycle/unique';
import { NOTEBOOK_NAME_MAX } from '../private/limits';
import { warn } from '../private/warnings';
import { markScriptsChecked } from './checked-scripts';
import type { LifecycleScript } from './lifecycle-script';

const TYPE = 'AWS::SageMaker::NotebookInstanceLifecycleConfig';

/**
 * A lifecycle configuration of notebook instances.
 */
export interface ILifecycleConfig extends IResource {
  /**
   * The name of the lifecycle configuration.
   *
   * @attribute
   */
  readonly lifecycleConfigName: string;

  /**
   * The ARN of the lifecycle configuration.
   *
   * @attribute
   */
  readonly lifecycleConfigArn: string;
}

/**
 * Properties of a lifecycle configuration. At least one script is required, or the deployed state of an existing one.
 */
export interface LifecycleConfigProps {
  /**
   * Runs once, when the notebook instance is created, and before `onStart`.
   *
   * @default - nothing runs on creation; one of both scripts is required
   */
  readonly onCreate?: LifecycleScript;

  /**
   * Runs on every start, the first included.
   *
   * @default - nothing runs on start; one of both scripts is required
   */
  readonly onStart?: LifecycleScript;

  /**
   * The name: at most 63 letters, digits and inner hyphens. Changing it replaces the lifecycle configuration.
   *
   * @default - a name made by CloudFormation
   */
  readonly lifecycleConfigName?: string;

  /**
   * An existing lifecycle configuration to manage without replacing it. It keeps its logical id and its name, so leave out
   * `lifecycleConfigName`, and each script for which there is no prop. Leaves the warning `notebook.deployedState`.
   *
   * @default - a new lifecycle configuration
   */
  readonly deployedState?: DeployedState;
}

/**
 * Scripts that notebook instances run when they are created or started.
 *
 * The scripts run as root with the credentials of the execution role, whatever `rootAccess` says: who may change them
 * can act as that role. Leaves the warning `notebook.lifecycleConfigRunsAsRoot`.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/notebook-lifecycle-config.html
 */
export class LifecycleConfig extends Resource implements ILifecycleConfig {
  /** An existing lifecycle configuration, by its name. */
  public static fromLifecycleConfigName(scope: Construct, id: string, lifecycleConfigName: string): ILifecycleConfig {
    return new ImportedLifecycleConfig(scope, id, lifecycleConfigName);
  }

  public readonly lifecycleConfigName: string;
  public readonly lifecycleConfigArn: string;

  private readonly resource: sagemaker.CfnNotebookInstanceLifecycleConfig;

  constructor(scope: Construct, id: string, props: LifecycleConfigProps) {
    const deployed = props.deployedState?._resource;
    super(scope, id, {
      physicalName: props.lifecycleConfigName ?? deployed?.text('NotebookInstanceLifecycleConfigName'),
    });
    SecureSageMakerError.throwIfAny(this, configFaults(props));
    this.resource = new sagemaker.CfnNotebookInstanceLifecycleConfig(this, 'Resource', {
      notebookInstanceLifecycleConfigName: this.physicalName,
      onCreate: hook(props.onCreate),
      onStart: hook(props.onStart),
    });
    deployed?.keepIn(this.resource);
    if (!deployed) {
      markScriptsChecked(this.resource);
    }
    this.lifecycleConfigName = this.getResourceNameAttribute(this.resource.attrNotebookInstanceLifecycleConfigName);
    this.lifecycleConfigArn = this.getResourceArnAttribute(this.resource.ref, {
      service: 'sagemaker',
      resource: 'notebook-instance-lifecycle-config',
      resourceName: inLowerCase(this.physicalName),
    });
    claimName(this, 'lifecycleConfigName', () => this.resource.notebookInstanceLifecycleConfigName);
    this.leaveWarnings(props);
  }

  private leaveWarnings({ onCreate, onStart, deployedState }: LifecycleConfigProps): void {
    if (deployedState) {
      warn(this, 'notebook.deployedState', `Kept: ${deployedState._resource.keptNames}.`);
    }
    warn(this, 'notebook.lifecycleConfigRunsAsRoot', 'Restrict who may create and update lifecycle configurations.');
    for (const reason of [onCreate?.metadataCallsReviewed, onStart?.metadataCallsReviewed]) {
      if (reason !== undefined) {
        warn(this, 'notebook.metadataCallsReviewed', `Reason: ${reason}.`);
      }
    }
  }
}

/** A lifecycle configuration that exists already. */
class ImportedLifecycleConfig extends Resource implements ILifecycleConfig {
  public readonly lifecycleConfigArn: string;

  constructor(
    scope: Construct,
    id: string,
    public readonly lifecycleConfigName: string,
  ) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, nameFaults(lifecycleConfigName));
    this.lifecycleConfigArn = sageMakerArn(this, {
      resource: `notebook-instance-lifecycle-config/${inLowerCase(lifecycleConfigName)}`,
    });
  }
}

function hook(
  script: LifecycleScript | undefined,
): sagemaker.CfnNotebookInstanceLifecycleConfig.NotebookInstanceLifecycleHookProperty[] | undefined {
  return script && [{ content: script._base64 }];
}

function configFaults(props: LifecycleConfigProps): Fault[] {
  const { onCreate, onStart, lifecycleConfigName, deployedState } = props;
  const missing = 'a lifecycle configuration needs onCreate, onStart or both, got neither';
  return [
    ...(deployedState?._resource.faults(TYPE, props, ['lifecycleConfigName']) ?? []),
    ...check(Boolean(onCreate ?? onStart ?? deployedState), 'InvalidLifecycleConfig', missing),
    ...nameFaults(lifecycleConfigName),
  ];
}

function nameFaults(name: string | undefined): Fault[] {
  return faultsOf('InvalidLifecycleConfig', checkName('lifecycleConfigName', name, NOTEBOOK_NAME_MAX));
}
