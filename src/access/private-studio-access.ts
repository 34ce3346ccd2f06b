import { Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { IPrivateEndpoints } from '../network/endpoints/private-endpoints';
import { checkRange } from '../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../private/errors';
import { logOptionsFor } from '../private/lambda/log-group';
import { foreignFaults, used } from '../private/life-cycle/foreign';
import { inOrder } from '../private/order';
import type { IDomain } from '../studio/domain/idomain';
import { PrivateApi } from './api/private-api';
import type { PrivateApiOptions } from './api/props';
import type { Authorization } from './authorization/authorization';
import type { UserDirectory } from './directory/user-directory';
import type { AccessLogOptions } from './logging/access-log-options';
import type { Portal } from './portal/portal';
import { PortalOutcome } from './shared/portal/outcome';
import { RequestOutcome } from './shared/request-outcome';
import type { StudioAccessRole } from './url-function/access-role';
import { PresignedUrlFunction } from './url-function/presigned-url-function';
import type { PresignedUrlFunctionOptions } from './url-function/props';

/** A failure has no harmless cause. */
const ONE_OF_ONE = {
  threshold: 1,
  evaluationPeriods: 1,
  comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
};

/** A single period of refusals may be one person who tries again and again. */
const TWO_OF_THREE = { evaluationPeriods: 3, datapointsToAlarm: 2 };

/**
 * Properties of private access to Studio.
 */
export interface PrivateStudioAccessProps {
  /**
   * The endpoints for all traffic, such as `EndpointSet.PRESIGNED_URL`: `execute-api`, `sagemaker.api`, `studio`, `sts` and the
   * gateway endpoint of `dynamodb`.
   */
  readonly endpoints: IPrivateEndpoints;

  /**
   * How callers authenticate.
   */
  readonly authorization: Authorization;

  /**
   * The user profile that each user may open.
   */
  readonly users: UserDirectory;

  /**
   * A domain of this account whose user profiles can be opened. It needs `AuthMode.IAM`.
   *
   * @default - the domains of the users; users in domains of other accounts have an access role
   */
  readonly domain?: IDomain;

  /**
   * Settings of the function that creates presigned URLs.
   *
   * @default - it runs in the private or isolated subnets of the endpoints' VPC; URLs are valid for 20 seconds, and sessions for 8 hours
   */
  readonly urlFunction?: PresignedUrlFunctionOptions;

  /**
   * Settings of the API.
   *
   * @default - no pages of other origins, 50 requests per second, no web ACL
   */
  readonly api?: PrivateApiOptions;

  /**
   * A portal that signs users in and opens Studio, for browsers. The API serves it.
   *
   * @default - none; users get a token elsewhere
   */
  readonly portal?: Portal;

  /**
   * Settings of all logs.
   *
   * @default - logs are kept for one year, encrypted with their own key, and retained when the stack is deleted
   */
  readonly logs?: AccessLogOptions;
}

/**
 * Thresholds of alarms.
 */
export interface AccessAlarmOptions {
  /**
   * The share of requests that were refused, from 0 to 1. A larger share in two of three periods of five minutes raises an alarm,
   * for example when a change at the identity provider makes the API refuse everybody.
   *
   * @default 0.5
   */
  readonly refusedShare?: number;

  /**
   * The number of requests in five minutes below which refusals raise no alarm.
   *
   * @default 3
   */
  readonly minimumCalls?: number;
}

/**
 * Private access to Studio: a private API that authenticates users, looks up the user profile that they may open, and returns a
 * presigned URL that only works through the VPC endpoints.
 *
 * @see https://aws.amazon.com/blogs/machine-learning/secure-amazon-sagemaker-studio-presigned-urls-part-1-foundational-infrastructure/
 */
export class PrivateStudioAccess extends Construct {
  /** The URL of the API. Public DNS resolves its host to the private addresses of the endpoint. */
  public readonly apiUrl: string;

  /** The address of the portal, which users bookmark. Undefined without a portal. */
  public readonly portalUrl?: string;

  /** The API that users or portals call. */
  public readonly api: PrivateApi;

  /** The function that creates the URLs. */
  public readonly urlFunction: PresignedUrlFunction;

  /** The role that creates URLs for the domains of this account. Undefined if there are no such domains. */
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
      portal: props.portal,
    });
    this.portalUrl = this.api.portalUrl;
    this.apiUrl = this.api.url;
  }

  /**
   * Ends all sessions in domains of this account and prevents new URLs, until you remove the call and deploy again. Domains of
   * other accounts have their own access roles.
   */
  public revokeAll(): void {
    this.requireAccessRole().revokeAll();
  }

  /**
   * Ends the sessions of a user profile and prevents new URLs for it, until you remove the call and deploy again. Disable the
   * user in the directory first, which prevents new URLs immediately.
   */
  public revokeUserProfile(domain: IDomain, userProfileName: string): void {
    this.requireAccessRole().revokeUserProfile(domain, userProfileName);
  }

  /** The number of requests with an outcome. The default is the sum over five minutes. */
  public metricRequests(outcome: RequestOutcome, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.urlFunction.metricRequests(outcome, options);
  }

  /**
   * Adds alarms for requests that failed in the function, in the authorizer, or before either, for a large share of refused requests,
   * and for requests above the limit of the stage. A single failure raises an alarm.
   */
  public addAlarms(actions: cloudwatch.IAlarmAction[], options: AccessAlarmOptions = {}): cloudwatch.Alarm[] {
    const { refusedShare = 0.5, minimumCalls = 3 } = options;
    SecureSageMakerError.throwIfAny(this, thresholdFaults(refusedShare, minimumCalls));
    const { metrics } = this.api;
    const alarms = [
      this.alarm('FailedRequests', this.metricRequests(RequestOutcome.FAILED), {
        alarmDescription: 'Presigned URLs of Studio could not be made',
      }),
      this.alarm('FailedCalls', metrics.failed(), {
        alarmDescription: 'The API of presigned URLs failed',
      }),
      this.alarm('FailedAuthorizations', metrics.failedAuthorizations(), {
        alarmDescription:
          'Callers of the API of presigned URLs could not be authorized, such as without keys of the identity provider',
      }),
      this.alarm('ThrottledCalls', metrics.throttled(), {
        ...TWO_OF_THREE,
        alarmDescription: 'The API of presigned URLs had more requests than its limit',
      }),
      this.alarm('RefusedCalls', metrics.refusedShare(minimumCalls), {
        ...TWO_OF_THREE,
        threshold: refusedShare,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        alarmDescription: 'Most requests for presigned URLs of Studio were refused',
      }),
    ];
    if (this.portalUrl) {
      const portalFailed = this.api.metricPortalRequests(PortalOutcome.FAILED);
      const alarmDescription = 'Users could not sign in at the portal of Studio';
      alarms.push(this.alarm('FailedPortal', portalFailed, { alarmDescription }));
    }
    for (const alarm of alarms) {
      alarm.addAlarmAction(...this.boundActions(actions, alarm));
    }
    return alarms;
  }

  /** The actions of an alarm, in an order that does not depend on that of the list. */
  private boundActions(
    actions: readonly cloudwatch.IAlarmAction[],
    alarm: cloudwatch.Alarm,
  ): cloudwatch.IAlarmAction[] {
    const configs = actions.map((action) => action.bind(this, alarm));
    const arns = configs.map(({ alarmActionArn }) => used('actions', alarmActionArn));
    SecureSageMakerError.throwIfAny(this, foreignFaults(this, arns));
    const ordered = inOrder(this, configs, ({ alarmActionArn }) => alarmActionArn);
    return ordered.map((config) => ({ bind: () => config }));
  }

  private alarm(id: string, metric: cloudwatch.IMetric, props: Partial<cloudwatch.AlarmProps>): cloudwatch.Alarm {
    return new cloudwatch.Alarm(this, id, { ...ONE_OF_ONE, ...props, metric });
  }

  private requireAccessRole(): StudioAccessRole {
    SecureSageMakerError.throwIfAny(
      this,
      check(
        this.accessRole !== undefined,
        'ConflictingProps',
        'there is no access role in this account: revoke at the ones of the other accounts',
      ),
    );
    return this.accessRole!;
  }
}

function thresholdFaults(refusedShare: number, minimumCalls: number): Fault[] {
  const isShare = Token.isUnresolved(refusedShare) || (refusedShare >= 0 && refusedShare < 1);
  return [
    ...check(isShare, 'InvalidThreshold', `refusedShare must be at least 0 and below 1, got ${refusedShare}`),
    ...faultsOf('InvalidThreshold', checkRange('minimumCalls', minimumCalls, 1, Number.MAX_SAFE_INTEGER)),
  ];
}
