import { createHash } from 'node:crypto';
import { type IResource, type RemovalPolicy, Resource, Stack } from 'aws-cdk-lib';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import type { DeployedState } from '../../adoption/deployed-state';
import { environmentArn } from '../../private/arn';
import { checkName } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { uniqueName } from '../../private/life-cycle/names';
import { applyRemoval } from '../../private/life-cycle/removal';
import { claimName } from '../../private/life-cycle/unique';
import { STUDIO_NAME_MAX } from '../../private/limits';
import { warn } from '../../private/warnings';
import type { StudioAppType } from '../common/app-type';
import { nameOfArn, studioArn } from '../common/arn';
import { immutableTagFaults, pinCreateOnlyTags } from '../common/create-only-tags';
import { keepDeployed } from '../common/deployed';
import type { StudioLifecycleScript } from './script';

const LIFECYCLE_CONFIG = 'studio-lifecycle-config';
/** Enough that no two scripts of one name ever meet. */
const HASH_LENGTH = 10;
const NAME_MAX = STUDIO_NAME_MAX - HASH_LENGTH - 1;

/**
 * A lifecycle configuration for the applications of Studio spaces.
 */
export interface IStudioLifecycleConfig extends IResource {
  /**
   * The ARN of the lifecycle configuration.
   *
   * @attribute
   */
  readonly studioLifecycleConfigArn: string;

  /**
   * The name of the lifecycle configuration.
   *
   * @attribute
   */
  readonly studioLifecycleConfigName: string;

  /**
   * The application whose start runs the script, where it is known.
   */
  readonly appType?: StudioAppType;
}

/**
 * Properties of a lifecycle configuration of Studio.
 */
export interface StudioLifecycleConfigProps {
  /**
   * The application whose start runs the script. Changing it makes a new lifecycle configuration.
   */
  readonly appType: StudioAppType;

  /**
   * What runs. Changing it makes a new lifecycle configuration beside the old one, which keeps its name. Required unless
   * there is a `deployedState`.
   *
   * @default - with `deployedState`, the deployed script; otherwise fails with `InvalidLifecycleConfig`
   */
  readonly script?: StudioLifecycleScript;

  /**
   * What the name begins with: at most 52 letters, digits and inner hyphens. A hash of the contents follows.
   * Changing it makes a new lifecycle configuration.
   *
   * @default - the logical id and the stack's GUID, shortened
   */
  readonly namePrefix?: string;

  /**
   * Tags that the lifecycle configuration has for good. Changing them makes a new lifecycle configuration.
   * No other tags reach it: `Tags.of` does nothing to it.
   *
   * @default - none
   */
  readonly immutableTags?: Record<string, string>;

  /**
   * What happens to a lifecycle configuration that a newer one takes the place of, or whose stack is deleted.
   *
   * With `RemovalPolicy.DESTROY` the deletion fails while a domain, user profile, space or application refers to it.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - it is kept unless its creation fails. Deploying contents again that
   * this stack had before fails until the kept one is deleted by hand
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * An existing lifecycle configuration to manage without replacing it. It keeps its logical id and everything else, since
   * CloudFormation can change nothing of it: leave out `script`, `namePrefix`, and `immutableTags`. Its script is not
   * checked. Leaves the warning `studio.deployedState`.
   *
   * @default - a new lifecycle configuration
   */
  readonly deployedState?: DeployedState;
}

const TYPE = 'AWS::SageMaker::StudioLifecycleConfig';

/**
 * A script that runs before applications of Studio spaces start.
 *
 * SageMaker cannot change a lifecycle configuration. A change of contents therefore makes a new one, whose name and logical
 * id hold a hash of them, and leaves the old one to those who still refer to it.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-lifecycle-configurations.html
 */
export class StudioLifecycleConfig extends Resource implements IStudioLifecycleConfig {
  /** An existing lifecycle configuration of this account and region, by its full name. */
  public static fromStudioLifecycleConfigName(
    scope: Construct,
    id: string,
    studioLifecycleConfigName: string,
  ): IStudioLifecycleConfig {
    SecureSageMakerError.throwIfAny(
      scope,
      nameFaults('studioLifecycleConfigName', studioLifecycleConfigName, STUDIO_NAME_MAX),
    );
    return new ImportedStudioLifecycleConfig(scope, id, studioLifecycleConfigName);
  }

  /** An existing lifecycle configuration, by its literal ARN. */
  public static fromStudioLifecycleConfigArn(
    scope: Construct,
    id: string,
    studioLifecycleConfigArn: string,
  ): IStudioLifecycleConfig {
    const name = nameOfArn(scope, LIFECYCLE_CONFIG, studioLifecycleConfigArn);
    return new ImportedStudioLifecycleConfig(scope, id, name, studioLifecycleConfigArn);
  }

  public readonly studioLifecycleConfigArn: string;
  public readonly studioLifecycleConfigName: string;
  public readonly appType?: StudioAppType;

  constructor(scope: Construct, id: string, props: StudioLifecycleConfigProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, [
      ...contentFaults(props),
      ...nameFaults('namePrefix', props.namePrefix, NAME_MAX),
      ...immutableTagFaults(props.immutableTags),
    ]);
    const { appType, script, immutableTags } = props;
    const hash = this.hashOf(props);
    this.appType = appType;
    const deployed = props.deployedState?._resource;
    const prefix = props.namePrefix ?? uniqueName(() => resource, NAME_MAX);
    this.studioLifecycleConfigName = deployed?.text('StudioLifecycleConfigName') ?? `${prefix}-${hash}`;

    const resource: sagemaker.CfnStudioLifecycleConfig = new sagemaker.CfnStudioLifecycleConfig(
      this,
      deployed ? 'Resource' : `Content${hash}`,
      {
        studioLifecycleConfigName: this.studioLifecycleConfigName,
        studioLifecycleConfigAppType: appType,
        studioLifecycleConfigContent: script?._base64 ?? '',
      },
    );
    this.node.defaultChild = resource;
    claimName(this, 'namePrefix', () => resource.studioLifecycleConfigName);
    applyRemoval(resource, props.removalPolicy);
    if (deployed) {
      keepDeployed(this, resource, deployed);
    } else {
      pinCreateOnlyTags(resource, immutableTags);
    }
    this.studioLifecycleConfigArn = resource.attrStudioLifecycleConfigArn;
    if (script?.metadataCallsReviewed !== undefined) {
      warn(this, 'studio.metadataCallsReviewed', `Reason: ${script.metadataCallsReviewed}.`);
    }
  }

  /** Of everything that cannot be changed, tokens by what they resolve to: their text depends on what was made before. */
  private hashOf({ appType, script, immutableTags = {} }: StudioLifecycleConfigProps): string {
    const tags = Object.entries(immutableTags).sort(([one], [other]) => (one < other ? -1 : 1));
    const contents = JSON.stringify(Stack.of(this).resolve([appType, script?._base64, ...tags]));
    return createHash('sha256').update(contents).digest('hex').slice(0, HASH_LENGTH);
  }
}

/** A lifecycle configuration that exists already. */
class ImportedStudioLifecycleConfig extends Resource implements IStudioLifecycleConfig {
  public readonly studioLifecycleConfigArn: string;

  constructor(
    scope: Construct,
    id: string,
    public readonly studioLifecycleConfigName: string,
    arn?: string,
  ) {
    super(scope, id, { environmentFromArn: environmentArn(arn) });
    this.studioLifecycleConfigArn = arn ?? studioArn(this, LIFECYCLE_CONFIG, studioLifecycleConfigName);
  }
}

function contentFaults(props: StudioLifecycleConfigProps): Fault[] {
  const { script, appType, deployedState } = props;
  if (!deployedState) {
    return check(
      script !== undefined,
      'InvalidLifecycleConfig',
      'script must be given without deployedState, got none',
    );
  }
  return [
    ...deployedState._resource.faults(TYPE, props, ['script', 'namePrefix', 'immutableTags']),
    ...deployedState._resource.differenceFaults('appType', appType, 'StudioLifecycleConfigAppType'),
  ];
}

function nameFaults(what: string, name: string | undefined, max: number): Fault[] {
  return faultsOf('InvalidLifecycleConfig', checkName(what, name, max));
}
