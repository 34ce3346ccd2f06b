import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as efs from 'aws-cdk-lib/aws-efs';
import type * as fsx from 'aws-cdk-lib/aws-fsx';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { checkMaxLength, checkPattern } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { foreignFaults, usedIn } from '../../private/life-cycle/foreign';
import { FILE_SYSTEM_PATH_MAX } from '../../private/limits';
import { OtherEnds } from '../../private/unadmitted';

const NFS = ec2.Port.tcp(2049);
/** The ones that SageMaker opens in its own security groups. @see https://docs.aws.amazon.com/fsx/latest/LustreGuide/limit-access-security-groups.html */
const LUSTRE = [ec2.Port.tcp(988), ec2.Port.tcpRange(1018, 1023)];

/**
 * Who mounts a file system of the account into Studio.
 */
export interface CustomFileSystemContext {
  /**
   * The security groups from which it is mounted.
   */
  readonly connections: ec2.Connections;

  /**
   * The execution role of those who use it, where it is known.
   *
   * @default - not known, so nothing is granted
   */
  readonly role?: iam.IRole;
}

/**
 * A folder of an EFS or FSx for Lustre file system.
 */
export interface FileSystemFolder {
  /**
   * The id of the file system.
   */
  readonly fileSystemId: string;

  /**
   * The path of the folder within the file system.
   *
   * @default - the root folder
   */
  readonly fileSystemPath?: string;
}

/**
 * Objects of an S3 bucket as a file system.
 */
export interface S3Folder {
  /**
   * The URI of the bucket or prefix.
   */
  readonly s3Uri: string;

  /**
   * Where it is mounted.
   *
   * @default - where SageMaker puts it
   */
  readonly mountPath?: string;
}

/**
 * What is mounted. Exactly one member is given.
 */
export interface CustomFileSystemConfig {
  /**
   * A folder of an EFS file system.
   *
   * @default - none
   */
  readonly efs?: FileSystemFolder;

  /**
   * A folder of an FSx for Lustre file system.
   *
   * @default - none
   */
  readonly fsxLustre?: FileSystemFolder;

  /**
   * Objects of an S3 bucket.
   *
   * @default - none
   */
  readonly s3?: S3Folder;
}

/**
 * A file system of the account that Studio mounts into private spaces.
 */
export interface ICustomFileSystem {
  /**
   * Opens the file system for those who mount it, and tells what is mounted.
   */
  bind(scope: Construct, context: CustomFileSystemContext): CustomFileSystemConfig;
}

/**
 * Which objects of a bucket are mounted, and where.
 */
export interface S3FileSystemOptions {
  /**
   * What the keys of the objects begin with, such as `team/`.
   *
   * @default - all objects of the bucket
   */
  readonly prefix?: string;

  /**
   * Where it is mounted, as an absolute path.
   *
   * @default - where SageMaker puts it
   */
  readonly mountPath?: string;
}

/**
 * A file system of the account that Studio mounts into private spaces.
 *
 * The host mounts it, not the container, so its users are told apart by their POSIX identity alone: give each user profile a
 * `posixUser` with a `uid` of its own, or they read each other's files.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/domain-custom-efs.html
 */
export abstract class CustomFileSystem implements ICustomFileSystem {
  /**
   * A folder of an EFS file system, which needs a mount target in each subnet of the domain. NFS (port 2049) is opened
   * between its security groups and those of the users.
   */
  public static efs(fileSystem: efs.IFileSystem, path: string): CustomFileSystem {
    return new EfsFolder(fileSystem, path);
  }

  /**
   * A folder of an FSx for Lustre file system. Lustre (ports 988 and 1018 to 1023) is opened between its security groups and
   * those of the users.
   */
  public static fsxLustre(fileSystem: fsx.IFileSystem, path: string): CustomFileSystem {
    return new LustreFolder(fileSystem, path);
  }

  /**
   * Objects of an S3 bucket. SageMaker mounts them in Unified Studio only, through a gateway or interface endpoint of S3, and
   * with the permissions of the execution role, to which nothing is granted here.
   */
  public static s3(bucket: s3.IBucket, options: S3FileSystemOptions = {}): CustomFileSystem {
    return new S3Objects(bucket, options);
  }

  /**
   * Opens the file system for those who mount it, and tells what is mounted.
   */
  public abstract bind(scope: Construct, context: CustomFileSystemContext): CustomFileSystemConfig;

  /**
   * Opens the ports of the file system between its security groups and those that are given. Domains and user profiles that
   * are given the file system do it by themselves.
   */
  public abstract allowFrom(other: ec2.IConnectable): void;
}

class EfsFolder extends CustomFileSystem {
  constructor(
    private readonly fileSystem: efs.IFileSystem,
    private readonly path: string,
  ) {
    super();
    SecureSageMakerError.throwIfAny(undefined, pathFaults('the path within an EFS file system', path));
  }

  public allowFrom(other: ec2.IConnectable): void {
    open(this.fileSystem, other, [NFS], 'NFS from Studio');
  }

  public bind(scope: Construct, { connections }: CustomFileSystemContext): CustomFileSystemConfig {
    requireOwnRegion(scope, this.fileSystem);
    this.allowFrom(connections);

    return { efs: { fileSystemId: this.fileSystem.fileSystemId, fileSystemPath: this.path } };
  }
}

class LustreFolder extends CustomFileSystem {
  constructor(
    private readonly fileSystem: fsx.IFileSystem,
    private readonly path: string,
  ) {
    super();
    SecureSageMakerError.throwIfAny(undefined, pathFaults('the path within an FSx for Lustre file system', path));
  }

  public allowFrom(other: ec2.IConnectable): void {
    open(this.fileSystem, other, LUSTRE, 'Lustre from Studio');
  }

  public bind(scope: Construct, { connections }: CustomFileSystemContext): CustomFileSystemConfig {
    requireOwnRegion(scope, this.fileSystem);
    this.allowFrom(connections);

    return { fsxLustre: { fileSystemId: this.fileSystem.fileSystemId, fileSystemPath: this.path } };
  }
}

class S3Objects extends CustomFileSystem {
  constructor(
    private readonly bucket: s3.IBucket,
    private readonly options: S3FileSystemOptions,
  ) {
    super();
    const { prefix, mountPath } = options;
    const prefixFaults = checkPattern(
      'the prefix in an S3 bucket',
      prefix,
      /^[^\s/]\S*$/,
      'the beginning of a key, without a slash at its front',
    );
    const mountFaults = mountPath === undefined ? [] : pathFaults('the mount path', mountPath);
    SecureSageMakerError.throwIfAny(undefined, [...faultsOf('InvalidCustomFileSystem', prefixFaults), ...mountFaults]);
  }

  /** S3 is reached by its endpoint, which no security group of ours guards. */
  public allowFrom(): void {}

  public bind(): CustomFileSystemConfig {
    const { prefix, mountPath } = this.options;
    return { s3: { s3Uri: this.bucket.s3UrlForObject(prefix), mountPath } };
  }
}

/** SageMaker mounts file systems in the VPC of the domain. */
function requireOwnRegion(scope: Construct, fileSystem: efs.IFileSystem | fsx.IFileSystem): void {
  const resources = Construct.isConstruct(fileSystem) ? [fileSystem] : [];
  SecureSageMakerError.throwIfAny(scope, foreignFaults(scope, usedIn('customFileSystems', resources)));
}

/** From the side of those who mount it, so that the rules are in their stack where that is another one. */
function open(
  fileSystem: ec2.IConnectable,
  { connections }: ec2.IConnectable,
  ports: readonly ec2.Port[],
  description: string,
): void {
  for (const port of ports) {
    connections.allowTo(fileSystem, port, description);
    for (const user of connections.securityGroups) {
      fileSystem.connections.securityGroups.forEach((group) => void OtherEnds.of(user).add('outbound', group, port));
    }
  }
}

function pathFaults(what: string, path: string): Fault[] {
  const climbs = !Token.isUnresolved(path) && path.split('/').includes('..');
  return [
    ...faultsOf('InvalidCustomFileSystem', [
      ...checkPattern(what, path, /^\/\S*$/, 'an absolute path without spaces'),
      ...checkMaxLength(what, path, FILE_SYSTEM_PATH_MAX),
    ]),
    ...check(!climbs, 'InvalidCustomFileSystem', `${what} must not lead upwards, got '${path}'`),
  ];
}
