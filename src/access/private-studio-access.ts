import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { checkRange } from '../private/checks';
import { faultsOf, SecureSageMakerError } from '../private/errors';
import type { IDomain } from '../studio/domain/idomain';
import { PrivateApi } from './api/private-api';
import { logOptionsFor } from './logs/encrypted-log-group';
import type { AccessAlarmOptions, PrivateStudioAccessProps } from './private-studio-access-props';
import { RequestOutcome } from './shared/request-outcome';
import type { StudioAccessRole } from './url-function/access-role';
import { PresignedUrlFunction } from './url-function/presigned-url-function';

const REFUSALS = 20;

/**
 * Private access to Studio: a private API that verifies who calls, looks up which user profile that person may open, and hands out a
 * presigned URL which works through the endpoints of the network alone.
 *
 * @see https://aws.amazon.com/blogs/machine-learning/secure-amazon-sagemaker-studio-presigned-urls-part-1-foundational-infrastructure/
 */
export class PrivateStudioAccess extends Construct {
  /** The address of the API, which public DNS resolves to the private addresses of the endpoint. */
  public readonly apiUrl: string;

  /** The API that users or portals call. */
  public readonly api: PrivateApi;

  /** The function that makes the URLs. */
  public readonly urlFunction: PresignedUrlFunction;

  /** The role with which URLs for the domains of this account are made. There is none without such domains. */
  public readonly accessRole?: StudioAccessRole;

  constructor(scope: Construct, id: string, props: PrivateStudioAccessProps) {
    super(scope, id);
    const { domain, endpoints, authorization, users, logs } = props;
    const logOptions = logOptionsFor(this, logs);
    this.urlFunction = new PresignedUrlFunction(this, 'Urls', {
      ...props.urlFunction,
      ...logOptions,
      endpoints,
      users,
      identityProvider: authorization._identityProvider,
      domains: domain && [domain],
    });
    this.accessRole = this.urlFunction.accessRole;
    this.api = new PrivateApi(this, 'Api', {
      ...props.api,
      ...logOptions,
      endpoints,
      authorization,
      urlFunction: this.urlFunction,
    });
    this.apiUrl = this.api.url;
  }

  /**
   * Ends all sessions of the domains of this account and makes no further URL, until the call is taken away again and deployed.
   * Domains of other accounts have access roles of their own.
   */
  public revokeAll(): void {
    this.requireAccessRole().revokeAll();
  }

  /**
   * Ends the sessions of a user profile and makes no further URL for it, until the call is taken away again and deployed.
   * Disable the user in the directory first, which stops new URLs at once.
   */
  public revokeUserProfile(domain: IDomain, userProfileName: string): void {
    this.requireAccessRole().revokeUserProfile(domain, userProfileName);
  }

  /** How many requests had an outcome. By default it is the sum over five minutes. */
  public metricRequests(outcome: RequestOutcome, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.urlFunction.metricRequests(outcome, options);
  }

  /** Alarms for requests that failed, in the function or before it, and for requests of which too many were refused. */
  public addAlarms(actions: cloudwatch.IAlarmAction[], options: AccessAlarmOptions = {}): cloudwatch.Alarm[] {
    const { refusals = REFUSALS } = options;
    SecureSageMakerError.throwIfAny(
      this,
      faultsOf('InvalidThreshold', checkRange('refusals', refusals, 1, Number.MAX_SAFE_INTEGER)),
    );
    const alarms = [
      this.alarm(
        'FailedRequests',
        this.metricRequests(RequestOutcome.FAILED),
        1,
        'Presigned URLs of Studio could not be made',
      ),
      this.alarm('FailedCalls', this.api.metricFailed(), 1, 'The API of presigned URLs failed'),
      this.alarm(
        'RefusedCalls',
        this.api.metricRefused(),
        refusals,
        'Many requests for presigned URLs of Studio were refused',
      ),
    ];
    for (const alarm of alarms) {
      alarm.addAlarmAction(...actions);
    }
    return alarms;
  }

  private alarm(id: string, metric: cloudwatch.Metric, threshold: number, alarmDescription: string): cloudwatch.Alarm {
    const { GREATER_THAN_OR_EQUAL_TO_THRESHOLD: comparisonOperator } = cloudwatch.ComparisonOperator;
    const { NOT_BREACHING: treatMissingData } = cloudwatch.TreatMissingData;
    return new cloudwatch.Alarm(this, id, {
      metric,
      threshold,
      comparisonOperator,
      treatMissingData,
      evaluationPeriods: 1,
      alarmDescription,
    });
  }

  private requireAccessRole(): StudioAccessRole {
    if (!this.accessRole) {
      throw new SecureSageMakerError(
        this,
        faultsOf('ConflictingProps', [
          'there is no access role in this account: revoke at the ones of the other accounts',
        ]),
      );
    }
    return this.accessRole;
  }
}
