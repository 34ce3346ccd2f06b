import { type RemovalPolicy, Resource } from 'aws-cdk-lib';
import type * as ecr from 'aws-cdk-lib/aws-ecr';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import type { DeployedState } from '../../adoption/deployed-state';
import { keptRole } from '../../private/adoption/kept';
import { environmentArn } from '../../private/arn';
import { checkFormat, checkMaxLength, checkNotBlank } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { IMAGE_NAME } from '../../private/formats';
import { foreignFaults, usedIdentity } from '../../private/life-cycle/foreign';
import { uniqueName } from '../../private/life-cycle/names';
import { applyRemoval, retainPartsOf } from '../../private/life-cycle/removal';
import { claimName } from '../../private/life-cycle/unique';
import { isUnknown } from '../../private/life-cycle/unknown';
import { IMAGE_DESCRIPTION_MAX, IMAGE_DISPLAY_NAME_MAX, STUDIO_NAME_MAX } from '../../private/limits';
import { inOrder } from '../../private/order';
import { RoleNeeds } from '../../private/policies/role-needs';
import { ExecutionRole } from '../../trust/execution-role';
import { Feature } from '../../trust/feature';
import { RoleRequirements } from '../../trust/role-requirements';
import { SageMakerPrincipal } from '../../trust/sagemaker-principal';
import { nameOfArn, studioArn } from '../common/arn';
import { keepDeployed } from '../common/deployed';
import type { IAppImageConfig } from './app-image-config';
import { CustomImage } from './custom-image';
import { grantPull } from './pull';
import { type IImage, ImageVersion, type ImageVersionOptions } from './version';

/**
 * Properties of an image.
 */
export interface ImageProps {
  /**
   * The name: at most 63 letters and digits with single hyphens and dots between them, unique in account and region.
   * Changing it replaces the image, without its versions.
   *
   * @default - the logical id and the stack's GUID, shortened
   */
  readonly imageName?: string;

  /**
   * What users see.
   *
   * @default - the name
   */
  readonly displayName?: string;

  /**
   * What the image is for.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * The role with which SageMaker pulls the contents of versions. It may pull from the repositories of those versions
   * that are made here, and of `repositories`.
   *
   * @default - an execution role that SageMaker may assume for images of this account alone
   */
  readonly role?: iam.IRole;

  /**
   * Further repositories from which the role may pull, for versions that are made elsewhere.
   *
   * @default - only those of the versions that are made here
   */
  readonly repositories?: ecr.IRepository[];

  /**
   * What happens to the image when it leaves the stack or is replaced. An image with versions cannot be deleted.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - it is kept, as its versions are, unless its creation fails
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * An existing image to manage without replacing it. It keeps its logical id and its name, so leave out `imageName`, and its
   * role and texts where no prop sets them. Leaves the warning `studio.deployedState`.
   *
   * @default - a new image
   */
  readonly deployedState?: DeployedState;
}

const TYPE = 'AWS::SageMaker::Image';

/** What made and imported images have in common. */
abstract class ImageBase extends Resource implements IImage {
  public abstract readonly imageArn: string;
  public abstract readonly imageName: string;
  public abstract readonly role?: iam.IRole;

  /**
   * Adds a version of the image. Where the role of the image is known, it is allowed to pull.
   */
  public addVersion(id: string, options: ImageVersionOptions): ImageVersion {
    return new ImageVersion(this, id, { ...options, image: this });
  }

  /**
   * Makes the newest version available to an application, for the settings of a domain or user profile.
   */
  public customImage(config: IAppImageConfig): CustomImage {
    // All versions are children of their image unless they were given another scope.
    return new CustomImage({
      imageName: this.imageName,
      appImageConfigName: config.appImageConfigName,
      dependencies: [this, config],
    });
  }
}

/**
 * An image that Studio applications may run. What it contains is said by its versions.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-byoi.html
 */
export class Image extends ImageBase {
  /** An existing image of this account and region, by its name. */
  public static fromImageName(scope: Construct, id: string, imageName: string): IImage {
    SecureSageMakerError.throwIfAny(scope, imageNameFaults(imageName));
    return new ImportedImage(scope, id, imageName);
  }

  /** An existing image, by its literal ARN. */
  public static fromImageArn(scope: Construct, id: string, imageArn: string): IImage {
    return new ImportedImage(scope, id, nameOfArn(scope, 'image', imageArn), imageArn);
  }

  public readonly imageArn: string;
  public readonly imageName: string;

  /** The role with which SageMaker pulls the contents of versions. */
  public readonly role?: iam.IRole;

  constructor(scope: Construct, id: string, props: ImageProps = {}) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, [
      ...imageFaults(props),
      ...foreignFaults(this, [usedIdentity('role', props.role, props.role?.roleArn)]),
    ]);
    const deployed = props.deployedState?._resource;
    this.imageName = props.imageName ?? deployed?.text('ImageName') ?? uniqueName(() => resource, STUDIO_NAME_MAX);
    const features = [Feature.IMAGES];
    const role =
      props.role ??
      (deployed && keptRole(this, deployed, 'ImageRoleArn')) ??
      new ExecutionRole(this, 'Role', { features });
    RoleNeeds.of(role).trust(new SageMakerPrincipal({ features }));
    this.role = role;

    const resource: sagemaker.CfnImage = new sagemaker.CfnImage(this, 'Resource', {
      imageName: this.imageName,
      imageDisplayName: props.displayName,
      imageDescription: props.description,
      imageRoleArn: role.roleArn,
    });
    keepDeployed(this, resource, deployed);
    applyRemoval(resource, props.removalPolicy);
    claimName(this, 'imageName', () => resource.imageName);
    retainPartsOf(this);
    this.imageArn = resource.attrImageArn;
    for (const repository of inOrder(this, props.repositories ?? [], ({ repositoryArn }) => repositoryArn)) {
      grantPull(this, repository, role);
    }
  }

  /**
   * What the role must allow and trust, for whoever manages a role that this app may not change.
   */
  public get roleRequirements(): RoleRequirements | undefined {
    return this.role && RoleRequirements.of(this.role);
  }
}

/** An image that exists already. */
class ImportedImage extends ImageBase {
  public readonly imageArn: string;
  public readonly role?: iam.IRole;

  constructor(
    scope: Construct,
    id: string,
    public readonly imageName: string,
    arn?: string,
  ) {
    super(scope, id, { environmentFromArn: environmentArn(arn) });
    this.imageArn = arn ?? studioArn(this, 'image', imageName);
  }
}

function imageFaults(props: ImageProps): Fault[] {
  const { imageName, displayName, description, deployedState } = props;
  return [
    ...(deployedState?._resource.faults(TYPE, props, ['imageName']) ?? []),
    ...imageNameFaults(imageName),
    ...textFaults('displayName', displayName, IMAGE_DISPLAY_NAME_MAX),
    ...textFaults('description', description, IMAGE_DESCRIPTION_MAX),
  ];
}

function imageNameFaults(name: string | undefined): Fault[] {
  return faultsOf('InvalidImage', [
    ...checkFormat('imageName', name, IMAGE_NAME),
    ...checkMaxLength('imageName', name, STUDIO_NAME_MAX),
  ]);
}

function textFaults(what: string, text: string | undefined, max: number): Fault[] {
  if (text === undefined || isUnknown(text)) {
    return [];
  }
  const trimmed = text.trim();
  return [
    ...faultsOf('InvalidImage', checkNotBlank(what, text)),
    ...check(
      trimmed === '' || trimmed === text,
      'InvalidImage',
      `${what} must neither begin nor end with a space, got ${JSON.stringify(text)}`,
    ),
    ...faultsOf('InvalidImage', checkMaxLength(what, text, max)),
  ];
}
