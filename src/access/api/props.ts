import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { IPrivateEndpoints } from '../../network/endpoints/private-endpoints';
import type { Authorization } from '../authorization/authorization';
import type { AccessLogOptions } from '../logging/access-log-options';
import type { PresignedUrlFunction } from '../url-function/presigned-url-function';

/**
 * The role with which API Gateway writes logs. An account has one in each region, for all of its APIs.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export enum ApiLogRole {
  /** The stack makes one and registers it for the account and region, in place of the one that is registered there. Both stay when the stack goes. */
  CREATED = 'CREATED',
  /** One is registered already, such as by a landing zone. Without it, the deployment fails. */
  REGISTERED = 'REGISTERED',
}

/**
 * How a private API is called.
 */
export interface PrivateApiOptions {
  /**
   * The origins of the pages that may call `POST /presigned-url` from a browser, such as `https://portal.example.com`. With
   * several of them, refusals of API Gateway itself cannot be read by the pages.
   *
   * @default - none, so that pages of other origins can navigate to the API, but not read its answers
   */
  readonly allowedOrigins?: string[];

  /**
   * How many requests a second the API takes, and how many at once.
   *
   * @default - 50 requests a second, 100 at once
   */
  readonly throttle?: apigateway.ThrottleSettings;

  /**
   * The ARN of a regional web ACL of AWS WAF that requests must pass.
   *
   * @default - none
   */
  readonly webAclArn?: string;

  /**
   * The role with which API Gateway writes logs.
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
   * The endpoints through which the API can be called, and through nothing else. There must be one of `execute-api`, in the
   * account of the API.
   */
  readonly endpoints: IPrivateEndpoints;

  /**
   * How callers prove who they are.
   */
  readonly authorization: Authorization;

  /**
   * The function that makes the URLs.
   */
  readonly urlFunction: PresignedUrlFunction;
}
