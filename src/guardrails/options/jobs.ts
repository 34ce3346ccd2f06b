import type { Duration } from 'aws-cdk-lib';
import type { FileSystemAccess, WorkteamType } from '../../conditions';

/**
 * To which actions a guardrail applies.
 */
export interface ActionScopeOptions {
  /**
   * The actions, such as `sagemaker:CreateModel`. Each must carry the condition key of the guardrail.
   *
   * @default - all actions that carry it
   */
  readonly actions?: string[];
}

/**
 * The network in which SageMaker runs what it creates.
 */
export interface ApprovedNetworkOptions extends ActionScopeOptions {
  /**
   * The ids of the subnets that may be used.
   */
  readonly subnetIds: string[];

  /**
   * The ids of the security groups that may be used.
   */
  readonly securityGroupIds: string[];
}

/**
 * Whether labeling jobs need a key for storage volumes.
 */
export enum LabelingVolumes {
  /** Allows labeling jobs without a key. Only automated labeling has volumes, and no condition key distinguishes it. */
  KEY_OPTIONAL = 'KEY_OPTIONAL',
  /** Labeling jobs without a key are denied, which also denies those without automated labeling. */
  KEY_REQUIRED = 'KEY_REQUIRED',
}

/**
 * The keys with which storage volumes are encrypted.
 */
export interface VolumeEncryptionOptions extends ActionScopeOptions {
  /**
   * The ARNs of the keys that may be used, in which `*` and `?` are wildcards. No aliases: they can be pointed elsewhere.
   */
  readonly keyArns: string[];

  /**
   * Instance types with local NVMe storage, for which SageMaker refuses a key. Jobs and endpoints on nothing but these need none.
   *
   * @default - the families g4dn, g5, g6, g6e, gr6, p4d, p4de, p5, p5e, p5en, c5d, c6gd, c6id, m5d, m6gd, m6id, r5d, r6gd, r6id, i3en, i4i, trn1 and trn1n
   */
  readonly instanceTypesWithoutKey?: string[];

  /**
   * Whether labeling jobs need a key for storage volumes.
   *
   * @default `LabelingVolumes.KEY_OPTIONAL` - labeling jobs without a key are allowed, also with automated labeling
   */
  readonly labelingVolumes?: LabelingVolumes;
}

/**
 * The keys with which outputs are encrypted.
 */
export interface OutputEncryptionOptions extends ActionScopeOptions {
  /**
   * The ARNs of the keys that may be used, in which `*` and `?` are wildcards. No aliases: they can be pointed elsewhere.
   */
  readonly keyArns: string[];
}

/**
 * The instance types that may be used.
 */
export interface InstanceTypesOptions extends ActionScopeOptions {
  /**
   * Instance types such as `ml.m5.xlarge`, in which `*` and `?` are wildcards. `ml.c5.*` does not include `ml.c5d.*`.
   *
   * What Studio runs its own servers on, `system` and `default`, is always allowed.
   */
  readonly allowed: string[];
}

/**
 * How long jobs may run.
 */
export interface MaxRuntimeOptions extends ActionScopeOptions {
  /**
   * The longest run time, in whole seconds.
   *
   * SageMaker stops jobs that name none after a day, so below a day they must name one.
   */
  readonly duration: Duration;
}

/**
 * Who may label and review.
 */
export interface WorkteamsOptions {
  /**
   * The kinds of work teams.
   *
   * @default - any kind; the ARNs are needed
   */
  readonly types?: WorkteamType[];

  /**
   * ARNs of work teams, in which `*` and `?` are wildcards.
   *
   * @default - any of the types
   */
  readonly arns?: string[];
}

/**
 * The file systems that training jobs may mount.
 */
export interface FileSystemsOptions {
  /**
   * The file systems.
   */
  readonly fileSystems: FileSystemAccess[];

  /**
   * The ids of security groups, of which a job with a file system must use some and may use no others.
   *
   * @default - any
   */
  readonly securityGroupIds?: string[];

  /**
   * Whether every job must mount a file system.
   *
   * @default false - jobs that read from S3 alone are left alone
   */
  readonly required?: boolean;
}
