import { Fn, type IResource, type RemovalPolicy, Resource, Stack, Token } from 'aws-cdk-lib';
import type * as ecr from 'aws-cdk-lib/aws-ecr';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct, IConstruct } from 'constructs';
import type { DeployedState } from '../../adoption/deployed-state';
import type { DeployedResource } from '../../private/adoption/deployed-resource';
import { knownToDiffer } from '../../private/arn';
import { checkFormat, checkMaxLength, checkPattern, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { IMAGE_ALIAS, IMAGE_DIGEST, IMAGE_LABEL } from '../../private/formats';
import { foreignFaults, usedIn } from '../../private/life-cycle/foreign';
import { applyRemoval, followRemovalOf } from '../../private/life-cycle/removal';
import { type Claim, claim, claimsIn, identityOf, repetitionFaults } from '../../private/life-cycle/unique';
import { IMAGE_ALIAS_MAX, IMAGE_LABEL_MAX, IMAGE_RELEASE_NOTES_MAX } from '../../private/limits';
import { optionalInOrder } from '../../private/order';
import { keepDeployed } from '../common/deployed';
import type { IAppImageConfig } from './app-image-config';
import { CustomImage } from './custom-image';
import { grantPull } from './pull';

/** Enough of a digest that no two contents of one image ever meet. */
const DIGEST_LENGTH = 12;

/**
 * An image that Studio applications may run: a name in SageMaker for contents that are in Amazon ECR.
 */
export interface IImage extends IResource {
  /**
   * The ARN of the image.
   *
   * @attribute
   */
  readonly imageArn: string;

  /**
   * The name of the image.
   *
   * @attribute
   */
  readonly imageName: string;

  /**
   * The role with which SageMaker pulls the contents of versions, where it is known.
   */
  readonly role?: iam.IRole;

  /**
   * Adds a version of the image. Where the role of the image is known, it is allowed to pull.
   */
  addVersion(id: string, options: ImageVersionOptions): ImageVersion;

  /**
   * Makes the newest version available to an application, for the settings of a domain or user profile.
   *
   * What runs changes with every new version. To decide when that happens, use `customImage` of a version.
   */
  customImage(config: IAppImageConfig): CustomImage;
}

/**
 * The processors that an image version can be made for.
 */
export enum ImageProcessor {
  /** Processors of any instance type. */
  CPU = 'CPU',
  /** Graphics processors of accelerated instance types. */
  GPU = 'GPU',
}

/**
 * How far users can rely on an image version.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateImageVersion.html
 */
export enum ImageStability {
  /** Nothing is said. */
  NOT_PROVIDED = 'NOT_PROVIDED',
  /** The version is stable. */
  STABLE = 'STABLE',
  /** The version is going to be archived, so users should move on. */
  TO_BE_ARCHIVED = 'TO_BE_ARCHIVED',
  /** The version is archived and no longer looked after. */
  ARCHIVED = 'ARCHIVED',
}

/**
 * What an image version can be told besides its image.
 */
export interface ImageVersionOptions {
  /**
   * The private repository of the contents, in the region of the image. One of another account must allow the role of the
   * image to pull. Changing it makes a new version.
   */
  readonly repository: ecr.IRepository;

  /**
   * The digest of the contents: `sha256:` and 64 hexadecimal digits. Tags are refused, since what they stand for can
   * change. Changing it makes a new version beside the old one. Required unless there is a `deployedState`.
   *
   * @default - with `deployedState`, the deployed contents; otherwise fails with `UnpinnedImage`
   */
  readonly digest?: string;

  /**
   * Names under which the version can be chosen besides its number.
   *
   * @default - none
   */
  readonly aliases?: string[];

  /**
   * What is new, in at most 255 characters.
   *
   * @default - nothing is said
   */
  readonly releaseNotes?: string;

  /**
   * The processor that the contents are made for.
   *
   * @default - nothing is said
   */
  readonly processor?: ImageProcessor;

  /**
   * The machine learning framework in the contents, such as `TensorFlow 2.18`.
   *
   * @default - nothing is said
   */
  readonly mlFramework?: string;

  /**
   * The programming language in the contents, such as `Python 3.12`.
   *
   * @default - nothing is said
   */
  readonly programmingLanguage?: string;

  /**
   * How far users can rely on the version.
   *
   * @default - nothing is said
   */
  readonly stability?: ImageStability;

  /**
   * What happens to the version when a newer one takes its place or the stack is deleted.
   *
   * @default - the removal policy of an image of this app, otherwise RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE: it is kept
   * for the applications that run it, unless its creation fails
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * An existing version to manage without replacing it. It keeps its logical id, its image, and its contents, also where
   * these are named by a tag instead of a digest: leave out `digest`. Leaves the warning `studio.deployedState`.
   *
   * @default - a new version
   */
  readonly deployedState?: DeployedState;
}

const TYPE = 'AWS::SageMaker::ImageVersion';

/**
 * Properties of an image version.
 */
export interface ImageVersionProps extends ImageVersionOptions {
  /**
   * The image. Another one makes a new version.
   */
  readonly image: IImage;
}

/**
 * A version of an image: contents in Amazon ECR, pinned by their digest.
 *
 * Other contents make a new version, whose logical id holds the digest, and leave the old one to the applications that
 * run it. In JupyterLab and Code Editor the process of the image has to run as user 1000 and group 100, and listen on port
 * 8888. Nothing but the image decides whether users can become root: end its Dockerfile with `USER 1000`, without sudo.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-byoi-specs.html
 */
export class ImageVersion extends Resource implements IResource {
  /** The image. */
  public readonly image: IImage;

  /**
   * The ARN of the version, which ends with its number.
   *
   * @attribute
   */
  public readonly imageVersionArn: string;

  /**
   * The number of the version, which only the deployment knows.
   *
   * @attribute
   */
  public readonly versionNumber: number;

  constructor(scope: Construct, id: string, props: ImageVersionProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, [
      ...imageVersionFaults(this, props),
      ...foreignFaults(this, usedIn('image', [props.image], true)),
    ]);
    const { image, repository, digest = '' } = props;
    const deployed = props.deployedState?._resource;
    this.image = image;

    const resource = new sagemaker.CfnImageVersion(this, deployed ? 'Resource' : contentsId(digest), {
      imageName: image.imageName,
      baseImage: deployed?.text('BaseImage') ?? repository.repositoryUriForDigest(digest),
      aliases: optionalInOrder(this, props.aliases),
      jobType: deployed ? undefined : 'NOTEBOOK_KERNEL',
      processor: props.processor,
      mlFramework: props.mlFramework,
      programmingLang: props.programmingLanguage,
      vendorGuidance: props.stability,
      releaseNotes: props.releaseNotes,
    });
    this.node.defaultChild = resource;
    keepDeployed(this, resource, deployed, isPinned(deployed) ? '' : 'Its contents are not pinned by a digest.');
    claim(this, ...this.aliasClaims(props));
    applyRemoval(resource, props.removalPolicy);
    followRemovalOf(resource, [props.image]);
    // The name of an image is literal, so CloudFormation sees no dependency in it.
    const { defaultChild } = image.node;
    if (defaultChild) {
      resource.node.addDependency(defaultChild);
    }
    if (image.role) {
      grantPull(this, repository, image.role).applyBefore(resource);
    }
    this.imageVersionArn = resource.attrImageVersionArn;
    this.versionNumber = resource.attrVersion;
  }

  /** SageMaker has an alias for one version of an image. */
  private aliasClaims({ image, aliases }: ImageVersionProps): Claim[] {
    const parents = [identityOf(this, image, image.imageName)];
    return knownItems(aliases).flatMap((alias) =>
      claimsIn(parents, { what: 'an alias of an image', name: () => alias, fix: 'give it to one version only' }),
    );
  }

  /**
   * Makes this version available to an application, for the settings of a domain or user profile.
   */
  public customImage(config: IAppImageConfig): CustomImage {
    return new CustomVersion(this, config);
  }
}

class CustomVersion extends CustomImage {
  constructor(
    private readonly version: ImageVersion,
    config: IAppImageConfig,
  ) {
    super({
      imageName: version.image.imageName,
      appImageConfigName: config.appImageConfigName,
      imageVersionNumber: version.versionNumber,
      dependencies: [version, config],
    });
  }

  /** From the end of the ARN: CloudFormation joins texts only, and the attribute with the number is an integer. */
  public override get _versionText(): string {
    return Fn.select(2, Fn.split('/', this.version.imageVersionArn));
  }
}

function contentsId(digest: string): string {
  return Token.isUnresolved(digest) ? 'Resource' : `Digest${digest.slice('sha256:'.length).slice(0, DIGEST_LENGTH)}`;
}

function imageVersionFaults(scope: IConstruct, props: ImageVersionOptions): Fault[] {
  const { digest = '', aliases, releaseNotes, mlFramework, programmingLanguage, deployedState } = props;
  const pinned =
    "'sha256:' and 64 hexadecimal digits, since a tag can come to mean other contents after it was reviewed";
  const labels = { mlFramework, programmingLanguage };
  return [
    ...(deployedState
      ? deployedState._resource.faults(TYPE, props, ['digest'])
      : faultsOf('UnpinnedImage', checkPattern('digest', digest, IMAGE_DIGEST.pattern, pinned))),
    ...regionFaults(scope, props),
    ...repetitionFaults('aliases', aliases),
    ...faultsOf('InvalidImage', [
      ...knownItems(aliases).flatMap((alias) => checkFormat('an alias', alias, IMAGE_ALIAS)),
      ...knownItems(aliases).flatMap((alias) => checkMaxLength('an alias', alias, IMAGE_ALIAS_MAX)),
      ...checkMaxLength('releaseNotes', releaseNotes, IMAGE_RELEASE_NOTES_MAX),
      ...Object.entries(labels).flatMap(([what, value]) => [
        ...checkFormat(what, value, IMAGE_LABEL),
        ...checkMaxLength(what, value, IMAGE_LABEL_MAX),
      ]),
    ]),
  ];
}

/** An intrinsic function may hold the digest. */
function isPinned(deployed: DeployedResource | undefined): boolean {
  return JSON.stringify(deployed?.value('BaseImage') ?? '').includes('@sha256:');
}

/** SageMaker takes images of its own region only. A replicated repository has a copy there. */
function regionFaults(scope: IConstruct, { repository }: ImageVersionOptions): Fault[] {
  const own = Stack.of(scope).region;
  const { region } = repository.env;
  const message = `repository must be in the region ${own} of the stack, got one in ${region}: replicate it`;
  return check(!knownToDiffer(region, own), 'ForeignImageRegion', message);
}
