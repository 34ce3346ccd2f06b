import { type IResource, Resource } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as sagemaker from 'aws-cdk-lib/aws-sagemaker';
import type { Construct } from 'constructs';
import type { DeployedResource } from '../../private/adoption/deployed-resource';
import { inLowerCase, sageMakerArn } from '../../private/arn';
import { SecureSageMakerError } from '../../private/errors';
import { uniqueName } from '../../private/life-cycle/names';
import { applyRemoval, followRemovalOf, warnIfDeleted } from '../../private/life-cycle/removal';
import { type Claim, claim, claimsIn, identityOf } from '../../private/life-cycle/unique';
import { STUDIO_NAME_MAX } from '../../private/limits';
import { optionalInOrder } from '../../private/order';
import { warn } from '../../private/warnings';
import { StudioAppType } from '../common/app-type';
import { keepDeployed } from '../common/deployed';
import type { IDomain } from '../domain/idomain';
import { DomainRegistry } from '../domain/registry';
import type { ICustomFileSystem } from '../settings/custom-file-system';
import { spaceFaults, spaceNameFaults, volumeSizeOf } from './checks';
import { type SpaceAppProps, type SpaceAttributes, type SpaceProps, SpaceRemoteAccess, SpaceSharing } from './props';

type SpaceSettings = sagemaker.CfnSpace.SpaceSettingsProperty;

/**
 * A space of a Studio domain: a volume, and the application that runs on it.
 */
export interface ISpace extends IResource {
  /**
   * The ARN of the space.
   *
   * @attribute
   */
  readonly spaceArn: string;

  /**
   * The name of the space.
   *
   * @attribute
   */
  readonly spaceName: string;

  /**
   * The domain of the space.
   */
  readonly domain: IDomain;
}

/**
 * A space of a Studio domain: a volume that outlives the applications running on it.
 *
 * Private to its owner, closed to remote connections and retained unless said otherwise. CloudFormation does not have spaces
 * in China and AWS GovCloud (US), where users make theirs in Studio.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-spaces.html
 */
export class Space extends Resource implements ISpace {
  /** An existing space, by its name. */
  public static fromSpaceAttributes(scope: Construct, id: string, attributes: SpaceAttributes): ISpace {
    return new ImportedSpace(scope, id, attributes);
  }

  public readonly spaceArn: string;
  public readonly spaceName: string;
  public readonly domain: IDomain;

  /**
   * The address of the application in the space, which only those can open who may create presigned URLs.
   *
   * @attribute
   */
  public readonly spaceUrl: string;

  constructor(scope: Construct, id: string, props: SpaceProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, spaceFaults(this, props));
    this.domain = props.domain;
    const deployed = props.deployedState?._resource;
    this.spaceName = props.spaceName ?? deployed?.text('SpaceName') ?? uniqueName(() => resource, STUDIO_NAME_MAX);

    const size = volumeSizeOf(props);

    const resource: sagemaker.CfnSpace = new sagemaker.CfnSpace(this, 'Resource', {
      domainId: props.domain.domainId,
      spaceName: this.spaceName,
      spaceDisplayName: props.displayName,
      ownershipSettings: { ownerUserProfileName: props.owner.userProfileName },
      spaceSharingSettings: { sharingType: props.sharing ?? SpaceSharing.PRIVATE },
      spaceSettings: {
        ...appSettings(this, props, deployed),
        remoteAccess: props.remoteAccess ?? SpaceRemoteAccess.DISABLED,
        spaceManagedResources: 'DISABLED',
        spaceStorageSettings: size === undefined ? undefined : { ebsStorageSettings: { ebsVolumeSizeInGb: size } },
        customFileSystems: optionalInOrder(
          this,
          props.customFileSystems?.map((fileSystem) => this.mounted(fileSystem)),
        ),
      },
    });
    keepDeployed(this, resource, deployed, deployed?.has('OwnershipSettings') === false ? 'It has no owner.' : '');
    claim(this, ...claimsIn([identityOf(this, props.domain, props.domain.domainId)], spaceClaim(resource)));
    applyRemoval(resource, props.removalPolicy);
    followRemovalOf(resource, [props.owner, props.domain]);
    warnIfDeleted(
      this,
      resource,
      'studio.userDataDeleted',
      'Leave removalPolicy out, and retain the owner and the domain.',
    );
    // The name of a user profile may be literal, and CloudFormation sees no dependency in that.
    resource.node.addDependency(props.owner, DomainRegistry.of(props.domain).cleanupDependency);
    this.spaceArn = resource.attrSpaceArn;
    this.spaceUrl = resource.attrUrl;
    this.warnOfWeakening(props);
  }

  /** The folder is said, and the security groups are opened, by the domain or user profile that has the file system too. */
  private mounted(fileSystem: ICustomFileSystem): sagemaker.CfnSpace.CustomFileSystemProperty {
    const { efs, fsxLustre, s3 } = fileSystem.bind(this, { connections: new ec2.Connections() });
    return {
      efsFileSystem: efs && { fileSystemId: efs.fileSystemId },
      fSxLustreFileSystem: fsxLustre && { fileSystemId: fsxLustre.fileSystemId },
      s3FileSystem: s3 && { s3Uri: s3.s3Uri },
    };
  }

  private warnOfWeakening({ sharing, remoteAccess, deployedState }: SpaceProps): void {
    const deployedSharing = deployedState?._resource.value('SpaceSharingSettings.SharingType');
    if ((sharing ?? deployedSharing) === SpaceSharing.SHARED) {
      warn(this, 'studio.sharedSpace', 'Use SpaceSharing.PRIVATE, and share files by a file system of the account.');
    }
    if (remoteAccess === SpaceRemoteAccess.ENABLED) {
      warn(
        this,
        'studio.remoteAccess',
        'Use SpaceRemoteAccess.DISABLED, or restrict who may call sagemaker:StartSession.',
      );
    }
  }
}

/** A space that exists already. */
class ImportedSpace extends Resource implements ISpace {
  public readonly spaceArn: string;
  public readonly spaceName: string;
  public readonly domain: IDomain;

  constructor(scope: Construct, id: string, { domain, spaceName }: SpaceAttributes) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, spaceNameFaults(spaceName));
    this.domain = domain;
    this.spaceName = spaceName;
    this.spaceArn = sageMakerArn(this, { resource: `space/${domain.domainId}/${inLowerCase(spaceName)}` });
  }
}

function appSettings(scope: Construct, props: SpaceAppProps, deployed: DeployedResource | undefined): SpaceSettings {
  const fallback = deployed ? deployed.text('SpaceSettings.AppType') : StudioAppType.JUPYTER_LAB;
  const { appType = fallback, instanceType, lifecycleConfig, idleTime, codeRepositoryUrls } = props;
  if (!instanceType && !lifecycleConfig && !idleTime && !codeRepositoryUrls) {
    return { appType };
  }
  const resourceSpec = {
    instanceType: instanceType?.name,
    lifecycleConfigArn: lifecycleConfig?.studioLifecycleConfigArn,
  };
  const settings = {
    defaultResourceSpec: instanceType || lifecycleConfig ? resourceSpec : undefined,
    appLifecycleManagement: idleTime && { idleSettings: { idleTimeoutInMinutes: idleTime.toMinutes() } },
  };
  if (appType === StudioAppType.CODE_EDITOR) {
    return { appType, codeEditorAppSettings: settings };
  }
  const codeRepositories = optionalInOrder(scope, codeRepositoryUrls)?.map((repositoryUrl) => ({ repositoryUrl }));
  return { appType, jupyterLabAppSettings: { ...settings, codeRepositories } };
}

function spaceClaim(resource: sagemaker.CfnSpace): Omit<Claim, 'parent'> {
  return { what: 'spaceName', name: () => resource.spaceName, fix: 'leave spaceName out, or give each its own' };
}
