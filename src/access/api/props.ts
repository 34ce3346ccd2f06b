import type { Duration } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { IPrivateEndpoints } from '../../network/endpoints/private-endpoints';
import type { Authorization } from '../authorization/authorization';
import type { AccessLogOptions } from '../logging/access-log-options';
import type { Portal } from '../portal/portal';
import type { PresignedUrlFunction } from '../url-function/presigned-url-function';

/**
 * The role that API Gateway writes logs with. An account has one per region, for all of its APIs.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export enum ApiLogRole {
  /** The stack creates a role and registers it for the account and region, which replaces a registered role. It stays when the stack is deleted. */
  CREATED = 'CREATED',
  /** A role is registered already, for example by a landing zone. The deployment fails if there is none. */
  REGISTERED = 'REGISTERED',
}

/**
 * What happens to the requests of an address above its limit.
 */
export enum AddressLimitAction {
  /** They are answered with 429. */
  BLOCK = 'BLOCK',
  /** They are only counted and logged, to find out which addresses AWS WAF sees and which limit fits. */
  COUNT = 'COUNT',
}

/**
 * A limit for the requests of each source address.
 */
export interface AddressLimitOptions {
  /**
   * The number of requests that an address may send in the window, from 10 to 2,000,000,000.
   *
   * @default 1000
   */
  readonly requests?: number;

  /**
   * The window: 1, 2, 5 or 10 minutes.
   *
   * @default Duration.minutes(5)
   */
  readonly window?: Duration;

  /**
   * What happens to requests above the limit. AWS does not document which source address AWS WAF sees of a request to a private API.
   * Where many users share an address, such as behind NAT, they share its limit. Count first, and block if the log shows the addresses of
   * single clients.
   *
   * @default AddressLimitAction.BLOCK
   */
  readonly action?: AddressLimitAction;
}

/**
 * Settings of a private API.
 */
export interface PrivateApiOptions {
  /**
   * The origins of pages that may call `POST /presigned-url` from a browser, such as `https://portal.example.com`. If there are
   * several, pages cannot read the errors of API Gateway itself.
   *
   * @default - none; pages of other origins can navigate to the API, but cannot read its responses
   */
  readonly allowedOrigins?: string[];

  /**
   * The number of requests per second, and the burst, that each method of the API accepts. All callers share it, and API Gateway
   * counts requests before it authorizes them.
   *
   * @default - 50 requests per second, bursts of 100
   */
  readonly throttle?: apigateway.ThrottleSettings;

  /**
   * The ARN of a regional AWS WAF web ACL that filters requests.
   *
   * @default - none
   */
  readonly webAclArn?: string;

  /**
   * A limit for the requests of each source address, by a web ACL that the stack creates, so that one host cannot use up the limit that
   * all callers share. The pages of a portal count as well. A stage has one web ACL, so `webAclArn` must not be set.
   *
   * @default - no limit per address
   */
  readonly addressLimit?: AddressLimitOptions;

  /**
   * The role that API Gateway writes logs with.
   *
   * @default ApiLogRole.CREATED
   */
  readonly logRole?: ApiLogRole;
}

/**
 * Properties of a private API.
 */
export interface PrivateApiProps extends PrivateApiOptions, AccessLogOptions {
  /**
   * The endpoints. The API can only be called through the one of `execute-api`, which must be in the same account.
   */
  readonly endpoints: IPrivateEndpoints;

  /**
   * How callers authenticate.
   */
  readonly authorization: Authorization;

  /**
   * The function that creates the URLs.
   */
  readonly urlFunction: PresignedUrlFunction;

  /**
   * The portal that the API serves.
   *
   * @default - none
   */
  readonly portal?: Portal;
}
