import type { IPrivateEndpoints } from '../../network/endpoints/private-endpoints';
import type { IDomain } from '../../studio/domain/idomain';

/**
 * Properties of a role with which presigned URLs are made.
 */
export interface StudioAccessRoleProps {
  /**
   * The domains whose user profiles can be opened. They need `AuthMode.IAM`.
   */
  readonly domains: IDomain[];

  /**
   * The endpoints through which URLs are made and used, those of `sagemaker.api`, `studio` and `sts` at least. In another
   * account than theirs name them with `PrivateEndpoints.fromEndpointIds`.
   */
  readonly endpoints: IPrivateEndpoints;

  /**
   * The ARN of the role of the function that makes URLs, the `role` of a `PresignedUrlFunction`. Nobody else can assume the access
   * role. A function role that is made anew under the same name is not trusted until the access role is deployed again.
   */
  readonly urlFunctionRoleArn: string;

  /**
   * The name of the role, by which functions in other accounts know it. Changing it replaces the role and ends all sessions.
   *
   * @default - a name made by CloudFormation
   */
  readonly roleName?: string;
}
