import { Duration, Stack } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { SecureSageMakerError } from '../../private/errors';
import { BundledFunction } from '../../private/lambda/function';
import { callOnEvents } from '../../private/lambda/function-rule';
import { FunctionSchedule } from '../../private/lambda/function-schedule';
import { labelOf } from '../../private/life-cycle/names';
import { applyRemovalTo, createKey } from '../../private/life-cycle/removal';
import { claim } from '../../private/life-cycle/unique';
import { inOrder } from '../../private/order';
import { grant } from '../../private/policies/role-needs';
import { warn } from '../../private/warnings';
import {
  FLEET_KEY,
  FLEET_SETTINGS,
  FLEET_TIMEOUT_MINUTES,
  FLEET_VARIABLES,
  type FleetPolicy,
  type RemediationPolicy,
} from '../shared/fleet';
import { fleetFaults } from './checks';
import { createFleetAlarms, fleetMetric } from './fleet-alarms';
import { FleetSetting } from './fleet-setting';
import { FleetTopic } from './fleet-topic';
import { changeStatements, readStatements, writeStatements } from './permissions';
import type { FleetHardeningProps, FleetRemediation } from './props';
import { windowDefinition } from './window-definition';

const INTERVAL = Duration.hours(1);
const NOTICE_TIME = Duration.days(3);
const OPT_OUT_TAG_KEY = 'fleet-hardening:opt-out';
const MEMORY_MIB = 512;

/** The statuses after which the next step may be due. */
const SETTLED = ['Failed', 'InService', 'Stopped'];

/**
 * Finds all notebook instances in an account and region, regardless of who created them, and reports which of them lack required
 * settings. With `remediation`, it also changes them, in small and safe steps. Create it once per account and region.
 *
 * Each run reads the current state and takes the next safe step for each notebook instance, so repeated, late, or interrupted runs do
 * no harm. A running notebook instance is stopped, updated, and started again; a stopped one is updated and stays stopped.
 * It does not touch notebook instances that it could make unusable, such as those of retired platforms or those with lifecycle scripts that
 * call IMDSv1, and reports them instead.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-imds.html
 */
export class FleetHardening extends Construct {
  /** The function that reads the fleet. */
  public readonly handler: lambda.IFunction;
  /** The role of the function. Guardrails that deny it are reported as failures. */
  public readonly role: iam.IRole;
  /** The bucket with the evidence, as JSON and as pages. */
  public readonly evidenceBucket: s3.IBucket;
  /** The topic with notices for the owners of notebook instances, problems, and alarms. */
  public readonly topic: sns.ITopic;
  /** The table with the lease of runs, and with what is known about each notebook instance. */
  public readonly table: dynamodb.ITable;
  /** The key of the evidence, the table, the topic, and the logs. */
  public readonly encryptionKey: kms.IKey;
  /** The log group of the function. */
  public readonly logGroup: logs.ILogGroup;
  /** The alarm for notebook instances that lack a required setting. */
  public readonly noncompliantAlarm: cloudwatch.Alarm;
  /** The alarms for failed work, stopped work, failed runs, and missing runs. */
  public readonly operationAlarms: cloudwatch.Alarm[];

  constructor(scope: Construct, id: string, props: FleetHardeningProps = {}) {
    super(scope, id);
    const { settings = [FleetSetting.IMDS_V2], remediation, interval = INTERVAL } = props;
    SecureSageMakerError.throwIfAny(this, fleetFaults(this, props, settings));
    this.encryptionKey = props.encryptionKey ?? createKey(this, `Fleet ${labelOf(this)}`, props.removalPolicy);
    this.evidenceBucket = props.evidenceBucket ?? this.createBucket(props);
    this.table = this.createTable(props);
    const bundled = this.createFunction(props, policyOf(this, props, settings));
    this.handler = bundled.handler;
    this.role = bundled.role;
    this.logGroup = bundled.logGroup;
    this.allow(bundled.role, props);
    this.trigger(interval, remediation);

    const topic = new FleetTopic(this, 'Notifications', {
      encryptionKey: this.encryptionKey,
      fleet: this.handler.functionName,
    });
    this.topic = topic.topic;
    const { noncompliant, others } = createFleetAlarms(new Construct(this, 'Alarms'), this.handler, interval);
    this.noncompliantAlarm = noncompliant;
    this.operationAlarms = others;
    for (const alarm of [noncompliant, ...others]) {
      alarm.addAlarmAction(topic.action);
    }
    const fix = 'create it once, with all settings';
    claim(this, { what: 'the hardening of notebook instances', name: () => 'FleetHardening', fix });
    this.warnOfStops(remediation);
  }

  /** Allows letting work go on after failures, by invoking the function with `{"reset":true}`. Any other invocation only begins a run. */
  public grantReset(grantee: iam.IGrantable): iam.Grant {
    return grant(this, { grantee, actions: ['lambda:InvokeFunction'], resourceArns: [this.handler.functionArn] });
  }

  /** The number of notebook instances that lack a required setting. The default is the maximum over five minutes. */
  public metricNoncompliant(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return fleetMetric(this.handler, 'noncompliant', options).attachTo(this);
  }

  private createBucket({ removalPolicy }: FleetHardeningProps): s3.Bucket {
    const bucket = new s3.Bucket(this, 'Evidence', {
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: this.encryptionKey,
      bucketKeyEnabled: true,
      versioned: true,
      enforceSSL: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    });
    applyRemovalTo(bucket, removalPolicy);
    return bucket;
  }

  private createTable({ removalPolicy }: FleetHardeningProps): dynamodb.Table {
    const table = new dynamodb.Table(this, 'State', {
      partitionKey: { name: FLEET_KEY, type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.encryptionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    applyRemovalTo(table, removalPolicy);
    return table;
  }

  private createFunction(props: FleetHardeningProps, policy: FleetPolicy): BundledFunction {
    const { evidencePrefix = '', logRetention, removalPolicy } = props;
    const stack = Stack.of(this);
    return new BundledFunction(this, 'Function', {
      bundle: 'notebook/fleet',
      description: 'Reads the notebook instances of the account, and hardens them if that is allowed',
      timeout: Duration.minutes(FLEET_TIMEOUT_MINUTES),
      memorySize: MEMORY_MIB,
      reservedConcurrentExecutions: 1,
      encryptionKey: this.encryptionKey,
      logRetention,
      removalPolicy,
      environment: {
        [FLEET_VARIABLES.policy]: stack.toJsonString(policy),
        [FLEET_VARIABLES.tableName]: this.table.tableName,
        [FLEET_VARIABLES.bucketName]: this.evidenceBucket.bucketName,
        [FLEET_VARIABLES.bucketRegion]: this.evidenceBucket.env.region,
        [FLEET_VARIABLES.prefix]: evidencePrefix,
        [FLEET_VARIABLES.account]: stack.account,
        [FLEET_VARIABLES.urlSuffix]: stack.urlSuffix,
      },
    });
  }

  private allow(role: iam.Role, { evidencePrefix = '', optOutTagKey, remediation }: FleetHardeningProps): void {
    const { account, region } = Stack.of(this);
    const evidence = this.evidenceBucket.arnForObjects(`${evidencePrefix}${account}/${region}/*`);
    const keys = [this.encryptionKey, this.evidenceBucket.encryptionKey].filter((key) => key !== undefined);
    const statements = [
      ...readStatements(this),
      ...writeStatements({ tableArn: this.table.tableArn, evidence, keys: [...new Set(keys)] }),
      ...(remediation ? this.changes(remediation, optOutTagKey) : []),
    ];
    for (const statement of statements) {
      role.addToPrincipalPolicy(statement);
    }
  }

  private changes({ volumeKeys = [] }: FleetRemediation, optOutTagKey = OPT_OUT_TAG_KEY): iam.PolicyStatement[] {
    return changeStatements(this, { optOutTagKey, volumeKeys });
  }

  /** A fleet that is only reported has nothing to continue between two runs. */
  private trigger(every: Duration, remediation: FleetRemediation | undefined): void {
    new FunctionSchedule(this, 'Runs', { handler: this.handler, every, input: {} });
    if (remediation) {
      callOnEvents(this, 'StateChanges', this.handler, {
        description: 'Continues work on notebook instances when their status changes',
        eventPattern: {
          source: ['aws.sagemaker'],
          detailType: ['SageMaker Notebook Instance State Change'],
          detail: { NotebookInstanceStatus: SETTLED },
        },
      });
    }
  }

  private warnOfStops(remediation: FleetRemediation | undefined): void {
    if (remediation) {
      const lost = 'Files outside /home/ec2-user/SageMaker, kernels, and running jobs are lost.';
      warn(this, 'notebook.fleetStopped', `${lost} Leave remediation out to report only.`);
    }
  }
}

function policyOf(scope: Construct, props: FleetHardeningProps, settings: readonly FleetSetting[]): FleetPolicy {
  const { optOutTagKey = OPT_OUT_TAG_KEY, codeOwnedTagKeys = [], remediation } = props;
  return {
    settings: FLEET_SETTINGS.filter((setting) => settings.includes(FleetSetting[setting])),
    optOutTagKey,
    codeOwnedTagKeys: inOrder(scope, codeOwnedTagKeys),
    remediation: remediation && remediationPolicy(scope, remediation),
  };
}

function remediationPolicy(scope: Construct, remediation: FleetRemediation): RemediationPolicy {
  const { maintenanceWindow, codeOwnedSettings = [], acceleratedFamilies = [], volumeKeys = [] } = remediation;
  const { maxConcurrent = 1, maxPerDay = 10, maxAttempts = 2, maxFailedNotebooks = 3 } = remediation;
  const { noticeTime = NOTICE_TIME } = remediation;
  return {
    window: windowDefinition(maintenanceWindow),
    codeOwnedSettings: FLEET_SETTINGS.filter((setting) => codeOwnedSettings.includes(FleetSetting[setting])),
    maxConcurrent,
    maxPerDay,
    noticeMinutes: noticeTime.toMinutes(),
    maxAttempts,
    maxFailedNotebooks,
    acceleratedFamilies: inOrder(scope, acceleratedFamilies),
    volumeKeyArns: inOrder(
      scope,
      volumeKeys.map(({ keyArn }) => keyArn),
    ),
  };
}
