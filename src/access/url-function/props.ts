import type { Duration } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IPrivateEndpoints } from '../../network/endpoints/private-endpoints';
import type { IDomain } from '../../studio/domain/idomain';
import type { UserDirectory } from '../directory/user-directory';
import type { AccessLogOptions } from '../logging/access-log-options';

/**
 * How presigned URLs are made, and where the function runs that makes them.
 */
export interface PresignedUrlFunctionOptions {
  /**
   * The VPC of the function. Its DNS must resolve the names of AWS services to the endpoints.
   *
   * @default - that of the endpoints
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets of the function, private or isolated ones.
   *
   * @default - the isolated subnets of the VPC, or the private ones where there are none
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The id of the managed prefix list of DynamoDB in the region, such as `pl-02cd2c6b`, which
   * `aws ec2 describe-managed-prefix-lists` finds.
   *
   * @default - not known, so the function can connect to port 443 of every address that its subnets have a route to
   */
  readonly dynamoDbPrefixListId?: string;

  /**
   * How long a URL can be opened, from 5 to 300 seconds.
   *
   * @default Duration.seconds(20)
   */
  readonly urlExpiry?: Duration;

  /**
   * How long Studio stays open, from 30 minutes to 12 hours. Sessions of users whose entry expires end by then, though
   * not before 30 minutes.
   *
   * @default Duration.hours(8)
   */
  readonly sessionDuration?: Duration;

  /**
   * The name of the role of the function, by which access roles of other accounts know it before it exists. Changing it
   * replaces the role.
   *
   * @default - a name made by CloudFormation
   */
  readonly roleName?: string;
}

/**
 * Properties of the function that makes presigned URLs.
 */
export interface PresignedUrlFunctionProps extends PresignedUrlFunctionOptions, AccessLogOptions {
  /**
   * The endpoints through which URLs are made and used. There must be one of `sagemaker.api`, of `studio` and of `sts`, and
   * the gateway endpoint of `dynamodb` in the VPC of the function.
   */
  readonly endpoints: IPrivateEndpoints;

  /**
   * Who may open which user profile. Whoever can write the directory can open Studio as anybody.
   */
  readonly users: UserDirectory;

  /**
   * The identity provider of users who name none, which is the claim `iss` of its tokens.
   *
   * @default - none, so that all users of a list must name it
   */
  readonly identityProvider?: string;

  /**
   * Domains of this account whose user profiles can be opened, beside those of the users. They need `AuthMode.IAM`.
   *
   * @default - those of the users alone; without any, there is no access role in this account
   */
  readonly domains?: IDomain[];

  /**
   * The ARNs of access roles of other accounts, each made by a `StudioAccessRole` there, beside those that the users name.
   * Users whose entry names one of them are opened with it. The endpoints must let these accounts through, as
   * `EndpointPerimeter` says.
   *
   * @default - those that the users name alone
   */
  readonly accessRoleArns?: string[];

  /**
   * The ARNs of roles that may ask on behalf of users, by `issuer` and `subject` in the body of requests that IAM
   * authorizes. They can open Studio as anybody in the directory.
   *
   * @default - those of the authorization of a `PrivateApi` alone; users are otherwise known by the claims of a verified token
   */
  readonly callerRoleArns?: string[];
}

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
