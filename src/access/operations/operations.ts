import { Duration } from 'aws-cdk-lib';
import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { IPrivateEndpoints } from '../../network/endpoints/private-endpoints';
import { EndpointService } from '../../network/endpoints/service';
import { SecureSageMakerError } from '../../private/errors';
import { foreignFaults, used, usedIn } from '../../private/life-cycle/foreign';
import { placeKeyOf, uniqueName } from '../../private/life-cycle/names';
import { inOrder } from '../../private/order';
import { alarmDescription, Runbook } from '../../private/runbook';
import { idsOf, presigningServices, stsServices } from '../url-function/endpoints';
import { addActions } from './alarm-actions';
import { grantReadingAudit } from './audit';
import { AccessCanary } from './canary';
import { dashboardRows } from './dashboard';
import type { AccessOperationsProps } from './operations-props';
import { type AccessLogs, saveQueries } from './queries';

/** ACM starts to renew certificates earlier, so one that has less time left was not renewed. */
const CERTIFICATE_DAYS = 30;
const ALARM_NAME_MAX = 200;

/**
 * What operators of private access need: alarms, a dashboard, saved queries for CloudWatch Logs Insights, and a canary.
 *
 * The description of each alarm names a section of `docs/runbooks.md`. One alarm stands for all outages, so that one outage tells the
 * operators once.
 */
export class AccessOperations extends Construct {
  /** The alarm of all outages: the canary, failures, throttled requests, and refusals. */
  public readonly outageAlarm: cloudwatch.CompositeAlarm;

  /** The alarms that raise the one of all outages. They have no actions. */
  public readonly outageAlarms: cloudwatch.Alarm[];

  /** Alarms with their own actions, such as those of certificates. */
  public readonly otherAlarms: cloudwatch.Alarm[];

  /** The canary. */
  public readonly canary: AccessCanary;

  /** The dashboard. */
  public readonly dashboard: cloudwatch.Dashboard;

  private readonly groups: AccessLogs;

  constructor(scope: Construct, id: string, props: AccessOperationsProps) {
    super(scope, id);
    const { studioAccess, alarmActions, alarms } = props;
    const certificates = this.certificatesOf(props);
    const arns = certificates.map(({ certificateArn }) => used('certificates', certificateArn));
    SecureSageMakerError.throwIfAny(
      this,
      foreignFaults(this, [
        ...arns,
        ...usedIn('studioAccess', [studioAccess], true),
        ...usedIn('revocation', [props.revocation], true),
      ]),
    );

    this.canary = this.createCanary(props);
    const { outages, others } = studioAccess._createAlarms(alarms);
    this.outageAlarms = [this.canary.addAlarm([]), ...outages];
    const revocations = props.revocation?.addAlarms([]) ?? [];
    this.otherAlarms = [...others, ...revocations, ...this.certificateAlarms(certificates)];
    this.outageAlarm = this.createOutageAlarm();
    for (const alarm of [this.outageAlarm, ...this.otherAlarms]) {
      addActions(this, alarm, alarmActions);
    }

    this.groups = this.logsOf(props);
    saveQueries(this, this.groups);
    this.dashboard = this.createDashboard(props);
  }

  /**
   * Allows reading all records, which name persons, in the console and with CloudWatch Logs Insights. Grant it to nobody else, and
   * review who has it.
   */
  public grantReadAudit(grantee: iam.IGrantable): iam.Grant {
    return grantReadingAudit(this, grantee, this.groups);
  }

  /** In an order that does not depend on that of the list. */
  private certificatesOf({ studioAccess, certificates = [] }: AccessOperationsProps): acm.ICertificate[] {
    const all = [studioAccess.api._site?.certificate, ...certificates].filter((one) => one !== undefined);
    return inOrder(this, [...new Set(all)], ({ certificateArn }) => certificateArn);
  }

  private createCanary({ studioAccess, canary = {}, logs }: AccessOperationsProps): AccessCanary {
    const { domains, place } = studioAccess.urlFunction._watched;
    const { _site: site } = studioAccess.api;
    return new AccessCanary(this, 'Canary', {
      ...place,
      domains: [...domains],
      portal: site !== undefined,
      ...canary,
      ...logs,
      apiUrl: site?.url ?? studioAccess.apiUrl,
    });
  }

  /** Its parts have no actions. */
  private createOutageAlarm(): cloudwatch.CompositeAlarm {
    const alarm: cloudwatch.CompositeAlarm = new cloudwatch.CompositeAlarm(this, 'Outage', {
      compositeAlarmName: uniqueName(() => alarm.node.defaultChild as cloudwatch.CfnCompositeAlarm, ALARM_NAME_MAX),
      alarmRule: cloudwatch.AlarmRule.anyOf(...this.outageAlarms),
      alarmDescription: alarmDescription(
        'Users cannot open Studio, or soon will not be able to. The alarms of which this one is made name the cause.',
        Runbook.NOBODY_GETS_IN,
      ),
    });
    return alarm;
  }

  /** ACM reports no days after the certificate has expired, so the alarm then stays as it is. */
  private certificateAlarms(certificates: readonly acm.ICertificate[]): cloudwatch.Alarm[] {
    return certificates.map(
      (certificate) =>
        new cloudwatch.Alarm(this, `Certificate${placeKeyOf(certificate)}`, {
          metric: certificate.metricDaysToExpiry({ period: Duration.days(1) }),
          threshold: CERTIFICATE_DAYS,
          evaluationPeriods: 1,
          comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
          treatMissingData: cloudwatch.TreatMissingData.IGNORE,
          alarmDescription: alarmDescription(
            `The certificate of a custom domain name of private access expires in less than ${CERTIFICATE_DAYS} days.`,
            Runbook.CERTIFICATE,
          ),
        }),
    );
  }

  private logsOf({ studioAccess: { api, urlFunction }, revocation }: AccessOperationsProps): AccessLogs {
    const { reconciler } = urlFunction._watched;
    return {
      api: api.accessLogGroup,
      authorizer: api.authorizerLogGroup,
      portal: api.portalLogGroup,
      urlFunction: urlFunction.logGroup,
      directory: [reconciler?.logGroup, revocation?.logGroup].filter((one) => one !== undefined),
      canary: this.canary.logGroup,
    };
  }

  private createDashboard({ studioAccess, revocation }: AccessOperationsProps): cloudwatch.Dashboard {
    const { tableName, reconciler, place } = studioAccess.urlFunction._watched;
    const endpointIds = watchedEndpointIds(place.endpoints);
    const alarms = [this.outageAlarm, ...this.outageAlarms, ...this.otherAlarms];
    const widgets = dashboardRows({
      studioAccess,
      canary: this.canary,
      revocation,
      reconciler: reconciler?.handler,
      alarms,
      tableName,
      endpointIds,
    });
    return new cloudwatch.Dashboard(this, 'Dashboard', { widgets });
  }
}

/** Those that users and the function connect to. */
function watchedEndpointIds(endpoints: IPrivateEndpoints): string[] {
  const services = [EndpointService.EXECUTE_API, ...presigningServices(endpoints), ...stsServices(endpoints)];
  return idsOf(
    endpoints,
    services.filter((service) => endpoints.has(service)),
  );
}
