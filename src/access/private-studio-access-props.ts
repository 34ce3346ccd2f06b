import type { IPrivateEndpoints } from '../network/endpoints/private-endpoints';
import type { IDomain } from '../studio/domain/idomain';
import type { PrivateApiOptions } from './api/props';
import type { Authorization } from './authorization/authorization';
import type { UserDirectory } from './directory/user-directory';
import type { AccessLogOptions } from './logs/access-log-options';
import type { PresignedUrlFunctionOptions } from './url-function/props';

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
