import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { AccessLogOptions } from '../logging/access-log-options';
import type { PrivateStudioAccess } from '../private-studio-access';
import type { Revocation } from '../revocation/revocation';
import type { AccessAlarmOptions } from './alarm-options';
import type { AccessCanaryOptions } from './canary-props';

/**
 * Properties of the kit for operators.
 */
export interface AccessOperationsProps {
  /**
   * The private access to operate. Its alarms are created here, so do not call `addAlarms` as well.
   */
  readonly studioAccess: PrivateStudioAccess;

  /**
   * What tells the operators. An outage tells them once, and everything else that needs somebody tells them as well.
   */
  readonly alarmActions: cloudwatch.IAlarmAction[];

  /**
   * The function that shuts users out. An alarm reports each use of it, and its records are in the saved queries.
   *
   * @default - none
   */
  readonly revocation?: Revocation;

  /**
   * What the canary checks.
   *
   * @default - every five minutes, the portal, the API, and the domains of this account, in the subnets of the function that creates URLs and
   * without a machine user
   */
  readonly canary?: AccessCanaryOptions;

  /**
   * Thresholds of the alarms.
   *
   * @default - the defaults of `PrivateStudioAccess.addAlarms`
   */
  readonly alarms?: AccessAlarmOptions;

  /**
   * Other certificates that users depend on. For each, an alarm reports that it is valid for less than 30 days.
   *
   * @default - only the certificate of the portal's domain name, if it has one
   */
  readonly certificates?: acm.ICertificate[];

  /**
   * Settings of the canary's log.
   *
   * @default - it is kept for one year, encrypted with its own key, and retained when the stack is deleted
   */
  readonly logs?: AccessLogOptions;
}
