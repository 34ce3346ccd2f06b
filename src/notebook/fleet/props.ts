import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { FleetSetting } from './fleet-setting';
import type { MaintenanceWindow } from './maintenance-window';

/**
 * How a fleet is changed. Each notebook instance is stopped if it runs, updated, and started again if it ran.
 */
export interface FleetRemediation {
  /** When work on notebook instances may begin. */
  readonly maintenanceWindow: MaintenanceWindow;

  /**
   * The settings that are also changed on notebook instances that are managed by CloudFormation, Service Catalog, or other code (see
   * `codeOwnedTagKeys`). The next deployment of that code may undo the change. After an upgrade of the platform, do not write the new
   * platform into the template: CloudFormation would replace the notebook instance, and its volume would be lost.
   *
   * @default - none: these notebook instances are only reported, with the line to change
   */
  readonly codeOwnedSettings?: FleetSetting[];

  /**
   * How many notebook instances are worked on at a time.
   *
   * @default 1
   */
  readonly maxConcurrent?: number;

  /**
   * On how many notebook instances work begins within 24 hours.
   *
   * @default 10
   */
  readonly maxPerDay?: number;

  /**
   * How long before the stop of a running notebook instance notice is given, up to 30 days.
   *
   * @default Duration.days(3)
   */
  readonly noticeTime?: Duration;

  /**
   * How often a step that has no effect is repeated, and how often work may fail on one notebook instance before it is given up.
   *
   * @default 2
   */
  readonly maxAttempts?: number;

  /**
   * All work stops once it has failed on this number of notebook instances within seven days, until an operator resets the fleet.
   *
   * @default 3
   */
  readonly maxFailedNotebooks?: number;

  /**
   * The families of instance types with accelerators, such as `g5`, that may be stopped. They may find no capacity when they start again.
   *
   * @default - none: running notebook instances with accelerators are only reported
   */
  readonly acceleratedFamilies?: string[];

  /**
   * The customer managed keys of volumes, which the role may use to start notebook instances again.
   *
   * @default - none: running notebook instances with a customer managed key are only reported
   */
  readonly volumeKeys?: kms.IKey[];
}

/**
 * Properties of the hardening of a fleet.
 */
export interface FleetHardeningProps {
  /**
   * The settings that every notebook instance must have. Others that it lacks are reported as well.
   *
   * @default [FleetSetting.IMDS_V2]
   */
  readonly settings?: FleetSetting[];

  /**
   * Changes notebook instances that lack a setting. Without it, the function has no permission to change anything in SageMaker.
   *
   * @default - the fleet is only reported
   */
  readonly remediation?: FleetRemediation;

  /**
   * The key of the tag that opts a notebook instance out. The value of the tag is the reason, which the report shows. Anyone who can tag a
   * notebook instance can opt it out.
   *
   * @default 'fleet-hardening:opt-out'
   */
  readonly optOutTagKey?: string;

  /**
   * Tag keys that mark a notebook instance as managed by code, such as a tag that your Terraform modules set. CloudFormation and
   * Service Catalog are recognized without it.
   *
   * @default - none
   */
  readonly codeOwnedTagKeys?: string[];

  /**
   * How often the whole fleet is read, from 15 minutes to one day. Work that has begun also continues when the status of a notebook
   * instance changes.
   *
   * @default Duration.hours(1)
   */
  readonly interval?: Duration;

  /**
   * The bucket for the evidence, such as a central one of another account. It must be encrypted, and its policy must allow the role to put
   * objects.
   *
   * @default - a new bucket, encrypted and versioned
   */
  readonly evidenceBucket?: s3.IBucket;

  /**
   * The prefix of the keys of the evidence, such as `notebooks/`. The account and the region follow it.
   *
   * @default - no prefix
   */
  readonly evidencePrefix?: string;

  /**
   * The key that encrypts the evidence, the state, the topic, and the logs. Its policy is extended. That of an imported key must already
   * allow Amazon EventBridge, CloudWatch, and CloudWatch Logs to use it.
   *
   * @default - a new customer managed key with rotation
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How long logs are kept.
   *
   * @default - one year
   */
  readonly logRetention?: RetentionDays;

  /**
   * What happens to the evidence, the state, the logs, and the key when they are removed from the stack.
   *
   * @default - they are retained
   */
  readonly removalPolicy?: RemovalPolicy;
}
