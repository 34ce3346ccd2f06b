import { Duration, Stack } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { check, SecureSageMakerError } from '../../private/errors';
import { BundledFunction } from '../../private/lambda/function';
import { FunctionSchedule } from '../../private/lambda/function-schedule';
import { logOptionsFor } from '../../private/lambda/log-group';
import { foreignFaults, usedIn } from '../../private/life-cycle/foreign';
import { inOrder } from '../../private/order';
import { grant } from '../../private/policies/role-needs';
import { Runbook } from '../../private/runbook';
import { countAlarm, directoryMetric, withActions } from '../directory/alarms';
import { DirectoryTableBase, writerRoleArn, writerRoleName } from '../directory/directory-table-base';
import { grantRevoking } from '../directory/grants';
import type { IDirectoryTable } from '../directory/idirectory-table';
import type { AccessLogOptions } from '../logging/access-log-options';
import { SCHEDULED_EVENT } from '../shared/directory-reconciler';
import { REVOCATION_VARIABLES } from '../shared/revocation';
import type { StudioAccessRole } from '../url-function/access-role';

/** Stopping the applications of several profiles takes many calls. */
const TIMEOUT = Duration.minutes(5);
/** How soon a role no longer lists users whose sessions have expired. */
const REFRESH_EVERY = Duration.hours(1);

/**
 * Properties of the function that shuts users out.
 */
export interface RevocationProps extends AccessLogOptions {
  /**
   * The table of users, such as the `directoryTable` of a `PresignedUrlFunction`. It must be of this app, whose policy of the table then
   * lets the function write.
   */
  readonly table: IDirectoryTable;

  /**
   * The access roles of this account, whose sessions end, such as the `accessRole` of a `PrivateStudioAccess`. Roles of other accounts
   * need a revocation there.
   */
  readonly accessRoles: StudioAccessRole[];
}

/**
 * A function with which responders shut out one user immediately, without a deployment.
 *
 * A revocation prevents new URLs, ends open sessions, and stops the running applications of the user's profiles if that is asked for. It
 * stays until it is released, whatever the lists of the table say. Anybody who may invoke the function can lock out everybody, so grant it
 * to a role of its own, which people assume in an emergency: CloudTrail records who assumed it.
 */
export class Revocation extends Construct {
  /** The function. */
  public readonly handler: lambda.IFunction;

  /** The log with a record of each revocation. */
  public readonly logGroup: logs.ILogGroup;

  constructor(scope: Construct, id: string, props: RevocationProps) {
    super(scope, id);
    const { table, accessRoles } = props;
    SecureSageMakerError.throwIfAny(this, [
      ...check(accessRoles.length > 0, 'ConflictingProps', 'accessRoles must have at least one access role, got none'),
      ...check(
        table instanceof DirectoryTableBase,
        'ConflictingProps',
        `table must be a DirectoryTable, or imported with DirectoryTable.fromTableAttributes, got ${table.node.path}`,
      ),
      ...foreignFaults(this, [...usedIn('table', [table], true), ...usedIn('accessRoles', accessRoles, true)]),
    ]);
    // The stack of the table refers to nothing in another stack.
    const roleName = Stack.of(table) === Stack.of(this) ? undefined : writerRoleName('StudioRevocation', this);
    const { handler, role, logGroup } = new BundledFunction(this, 'Function', {
      bundle: 'access/revocation',
      description: 'Shuts users out of Studio',
      timeout: TIMEOUT,
      memorySize: 512,
      roleName,
      ...logOptionsFor(this, props, 'Log of revocations'),
    });
    this.handler = handler;
    this.logGroup = logGroup;
    const roles = inOrder(
      this,
      accessRoles.map((one) => one.role),
      ({ roleName }) => roleName,
    );
    handler.addEnvironment(REVOCATION_VARIABLES.tableName, table.tableName);
    handler.addEnvironment(REVOCATION_VARIABLES.accessRoleNames, roles.map(({ roleName }) => roleName).join(' '));
    const written = table as DirectoryTableBase;
    written._addWriter(roleName ? writerRoleArn(table, roleName) : role.roleArn);
    this.allow(role, written, roles);
    new FunctionSchedule(this, 'Refresh', { handler, every: REFRESH_EVERY, input: SCHEDULED_EVENT });
  }

  /** Allows shutting users out and releasing them. */
  public grantRevoke(grantee: iam.IGrantable): iam.Grant {
    return grant(this, { grantee, actions: ['lambda:InvokeFunction'], resourceArns: [this.handler.functionArn] });
  }

  /** The number of users who were shut out. The default is the sum over five minutes. */
  public metricRevocations(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return directoryMetric(this.handler, 'revocations', options).attachTo(this);
  }

  /** Adds an alarm for every revocation. Releases raise none; the log has a record of them. */
  public addAlarms(actions: cloudwatch.IAlarmAction[]): cloudwatch.Alarm[] {
    const alarm = countAlarm(
      this,
      'Used',
      this.metricRevocations(),
      'Somebody was shut out of Studio by the revocation function.',
      Runbook.SHUT_OUT,
    );
    return withActions(this, [alarm], actions);
  }

  private allow(role: iam.Role, table: DirectoryTableBase, accessRoles: readonly iam.IRole[]): void {
    grantRevoking(this, table._grantedTable, role);
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        sid: 'AccessRoles',
        actions: ['iam:DeleteRolePolicy', 'iam:PutRolePolicy'],
        resources: accessRoles.map(({ roleArn }) => roleArn),
      }),
    );
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        sid: 'FindApps',
        actions: ['sagemaker:ListApps', 'sagemaker:ListSpaces'],
        resources: ['*'],
      }),
    );
    role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        sid: 'StopApps',
        actions: ['sagemaker:DeleteApp'],
        resources: [Stack.of(this).formatArn({ service: 'sagemaker', resource: 'app', resourceName: '*' })],
      }),
    );
  }
}
