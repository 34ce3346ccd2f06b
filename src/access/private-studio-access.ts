import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { IPrivateEndpoints } from '../network/endpoints/private-endpoints';
import { checkRange } from '../private/checks';
import { check, faultsOf, SecureSageMakerError } from '../private/errors';
import type { IDomain } from '../studio/domain/idomain';
import { PrivateApi } from './api/private-api';
import type { PrivateApiOptions } from './api/props';
import type { Authorization } from './authorization/authorization';
import type { UserDirectory } from './directory/user-directory';
import type { AccessLogOptions } from './logging/access-log-options';
import { logOptionsFor } from './logging/encrypted-log-group';
import { RequestOutcome } from './shared/request-outcome';
import type { StudioAccessRole } from './url-function/access-role';
import { PresignedUrlFunction } from './url-function/presigned-url-function';
import type { PresignedUrlFunctionOptions } from './url-function/props';

const REFUSALS = 20;

/**
 * Properties of private access to Studio.
 */
export interface PrivateStudioAccessProps {
  /**
   * The endpoints through which all of it goes, such as those of `EndpointSet.PRESIGNED_URL`: `execute-api`, `sagemaker.api`, `studio`,
   * `sts` and the gateway endpoint of `dynamodb`.
   */
  readonly endpoints: IPrivateEndpoints;

  /**
   * How callers prove who they are.
   */
  readonly authorization: Authorization;

  /**
   * Who may open which user profile.
   */
  readonly users: UserDirectory;

  /**
   * A domain of this account whose user profiles can be opened. It needs `AuthMode.IAM`.
   *
   * @default - the domains of the users, of which there may be several; users of other accounts name an access role
   */
  readonly domain?: IDomain;

  /**
   * How presigned URLs are made, and where.
   *
   * @default - in the isolated subnets of the VPC of the endpoints; URLs open for 20 seconds, sessions of 8 hours
   */
  readonly urlFunction?: PresignedUrlFunctionOptions;

  /**
   * How the API is called.
   *
   * @default - by no page of another origin, 50 times a second, without web ACL
   */
  readonly api?: PrivateApiOptions;

  /**
   * How the logs of all of it are kept.
   *
   * @default - for a year, encrypted by a key of their own, and retained when the stack is deleted
   */
  readonly logs?: AccessLogOptions;
}

/**
 * When alarms go off.
 */
export interface AccessAlarmOptions {
  /**
   * How many refused requests in five minutes are too many, such as somebody who tries out tokens.
   *
   * @default 20
   */
  readonly refusals?: number;
}

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
    const failed = this.metricRequests(RequestOutcome.FAILED);
    const alarms = [
      this.alarm('FailedRequests', failed, 1, 'Presigned URLs of Studio could not be made'),
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
    return new cloudwatch.Alarm(this, id, {
      metric,
      threshold,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      evaluationPeriods: 1,
      alarmDescription,
    });
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
