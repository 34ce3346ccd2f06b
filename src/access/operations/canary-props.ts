import type { Duration } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { IPrivateEndpoints } from '../../network/endpoints/private-endpoints';
import type { IDomain } from '../../studio/domain/idomain';
import type { AccessLogOptions } from '../logging/access-log-options';

/**
 * A machine user that the canary signs in as, with the client credentials grant. It needs an entry in the user directory, for a
 * user profile without applications and data. The canary discards its presigned URLs, and never logs them.
 */
export interface CanarySignIn {
  /**
   * The HTTPS URL of the identity provider's token endpoint.
   */
  readonly tokenEndpoint: string;

  /**
   * The id of the client, which authenticates with `client_secret_basic`.
   */
  readonly clientId: string;

  /**
   * The secret of the client, as plain text. The canary reads it at every run, through the endpoint of Secrets Manager.
   */
  readonly clientSecret: secretsmanager.ISecret;

  /**
   * The identity provider. The canary can connect to its port 443.
   */
  readonly identityProvider: ec2.IPeer;

  /**
   * Additional parameters of the token request, such as `scope`, `audience`, or `resource`.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };
}

/**
 * What a canary checks, and how often.
 */
export interface AccessCanaryOptions {
  /**
   * Domains whose host names must lead to the endpoint of Studio.
   *
   * @default - only the host name of the API is checked
   */
  readonly domains?: IDomain[];

  /**
   * Whether the API serves a portal at its root.
   *
   * @default false
   */
  readonly portal?: boolean;

  /**
   * A machine user for whom the API must return a presigned URL.
   *
   * @default - the canary checks that the API requires a token
   */
  readonly signIn?: CanarySignIn;

  /**
   * The time between two runs, in whole minutes from 1 to 60.
   *
   * @default Duration.minutes(5)
   */
  readonly interval?: Duration;

  /**
   * The address ranges of the endpoints, in CIDR notation. Name them if the VPC has public addresses.
   *
   * @default - the private ranges of RFC 1918, RFC 6598, and RFC 4193
   */
  readonly addressRanges?: string[];

  /**
   * The VPC of the canary. Its DNS must resolve the names to the endpoints.
   *
   * @default - the VPC of the endpoints
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets of the canary, which must be private or isolated.
   *
   * @default - the private subnets with egress, or the isolated ones. A VPC that has both needs a choice
   */
  readonly vpcSubnets?: ec2.SubnetSelection;
}

/**
 * Properties of a canary.
 */
export interface AccessCanaryProps extends AccessCanaryOptions, AccessLogOptions {
  /**
   * The HTTPS URL of the API without a slash at the end, as users call it.
   */
  readonly apiUrl: string;

  /**
   * The endpoints that users connect to. With `signIn`, there must be one of Secrets Manager.
   */
  readonly endpoints: IPrivateEndpoints;
}
