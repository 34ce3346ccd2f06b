import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IPrivateEndpoints } from '../network/iprivate-endpoints';
import type { IDomain } from '../studio/idomain';

/**
 * Where the function runs that makes presigned URLs.
 */
export interface UrlIssuerNetworkProps {
  /**
   * The VPC of the function. Its DNS must resolve the names of AWS services to the endpoints.
   */
  readonly vpc: ec2.IVpc;

  /**
   * The subnets of the function, private or isolated ones.
   *
   * @default - the isolated subnets of the VPC, or the private ones where there are none
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The endpoints through which URLs are made and used. There must be one of `sagemaker.api`, of `studio` and of `sts`, and
   * the gateway endpoint of `dynamodb` in the VPC of the function.
   */
  readonly endpoints: IPrivateEndpoints;

  /**
   * The id of the managed prefix list of DynamoDB in the region, such as `pl-02cd2c6b`, which
   * `aws ec2 describe-managed-prefix-lists` finds.
   *
   * @default - not known, so the function can connect to port 443 of every address that its subnets have a route to
   */
  readonly dynamoDbPrefixListId?: string;
}

/**
 * Properties of the function that makes presigned URLs.
 */
export interface UrlIssuerProps extends UrlIssuerNetworkProps {
  /**
   * The table with the users, whose partition key `pk` is made of issuer and subject. Whoever can write to it can open
   * Studio as anybody.
   */
  readonly directory: dynamodb.ITable;

  /**
   * The key of the table.
   *
   * @default - the one that the table knows of
   */
  readonly directoryKey?: kms.IKey;

  /**
   * The domains of this account whose user profiles can be opened. They need `DomainAuthMode.IAM`.
   *
   * @default - none, so that there is no access role in this account
   */
  readonly domains?: IDomain[];

  /**
   * The ARNs of access roles of other accounts, each made by a `StudioAccessRole` there. Users whose entry names one of
   * them are opened with it. The endpoints must let these accounts through, as `EndpointPerimeter` says.
   *
   * @default - none, so that users of domains of this account alone can be opened
   */
  readonly accessRoleArns?: string[];

  /**
   * The ARNs of roles that may ask on behalf of users, by `issuer` and `subject` in the body of requests that IAM
   * authorizes. They can open Studio as anybody in the directory.
   *
   * @default - none, so that users are known by the claims that an authorizer has verified
   */
  readonly callerRoleArns?: string[];

  /**
   * How long a URL can be opened, from 5 to 300 seconds.
   *
   * @default - 20 seconds, enough for a browser to follow
   */
  readonly urlExpiry?: Duration;

  /**
   * How long Studio stays open, from 30 minutes to 12 hours. Sessions of users whose entry expires end by then, though
   * not before 30 minutes.
   *
   * @default - 8 hours, a working day
   */
  readonly sessionDuration?: Duration;

  /**
   * Encrypts the log. Its policy comes to let CloudWatch Logs use it.
   *
   * @default - a key of its own
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How long the log, with a record of each request, is kept.
   *
   * @default - one year
   */
  readonly logRetention?: RetentionDays;

  /**
   * What becomes of the log when it is removed from the stack.
   *
   * @default - it is kept
   */
  readonly removalPolicy?: RemovalPolicy;
}
