import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { IPrivateEndpoints } from '../network/endpoints/private-endpoints';
import { check, SecureSageMakerError } from '../private/errors';
import { logOptionsFor } from '../private/lambda/log-group';
import type { IDomain } from '../studio/domain/idomain';
import { PrivateApi } from './api/private-api';
import type { PrivateApiOptions } from './api/props';
import type { Authorization } from './authorization/authorization';
import type { UserDirectory } from './directory/user-directory';
import type { AccessLogOptions } from './logging/access-log-options';
import { createAccessAlarms } from './operations/access-alarms';
import { addActions } from './operations/alarm-actions';
import type { AccessAlarmOptions } from './operations/alarm-options';
import type { Portal } from './portal/portal';
import { PortalOutcome } from './shared/portal/outcome';
import { RequestOutcome } from './shared/request-outcome';
import type { StudioAccessRole } from './url-function/access-role';
import { PresignedUrlFunction } from './url-function/presigned-url-function';
import type { PresignedUrlFunctionOptions } from './url-function/props';

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
   * and for requests above the limit of the stage. A single failure raises an alarm. If the users are a list,
   * there are also alarms for entries of the table that are not as the list says, for changes to its protection, and for missing checks.
   */
  public addAlarms(actions: cloudwatch.IAlarmAction[], options: AccessAlarmOptions = {}): cloudwatch.Alarm[] {
    const { outages, others } = this._createAlarms(options);
    const alarms = [...outages, ...others];
    for (const alarm of alarms) {
      addActions(this, alarm, actions);
    }
    return alarms;
  }

  /** Alarms without actions: of outages, which often go off together, and of other events. @internal */
  public _createAlarms(options: AccessAlarmOptions = {}): { outages: cloudwatch.Alarm[]; others: cloudwatch.Alarm[] } {
    const failedRequests = this.metricRequests(RequestOutcome.FAILED);
    const failedPortal = this.api._site?.metricRequests(PortalOutcome.FAILED);
    const outages = createAccessAlarms(this, { ...options, metrics: this.api.metrics, failedRequests, failedPortal });
    return { outages, others: this.urlFunction._createDirectoryAlarms() };
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
