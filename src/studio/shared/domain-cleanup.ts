/** What is deleted: the applications before the members of the domain that are in the stack, or everything that is left after them. */
export const CLEANUP_TASKS = ['Applications', 'Domain'] as const;

export type CleanupTask = (typeof CLEANUP_TASKS)[number];

/** The retention types of DeleteDomain. */
export const HOME_FILE_SYSTEM_REMOVALS = ['Delete', 'Retain'] as const;

export type HomeFileSystemRemovalType = (typeof HOME_FILE_SYSTEM_REMOVALS)[number];

/** The properties of the custom resources. */
export interface CleanupProperties {
  readonly Task: CleanupTask;
  readonly DomainId: string;
  readonly DomainArn: string;
  /** The logical id of the domain in the stack of the custom resource. */
  readonly DomainLogicalId: string;
  readonly VpcId: string;
  /** Absent if the domain has no file system for home folders. */
  readonly HomeFileSystemId?: string;
  readonly HomeFileSystem: HomeFileSystemRemovalType;
}

/** Where SageMaker puts the ARN of a domain on the file system and the security groups that it creates for the domain. */
export const MANAGED_BY_TAG = 'ManagedByAmazonSageMakerResource';
