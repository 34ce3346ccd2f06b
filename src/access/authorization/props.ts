import type { Duration } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { JwtKeys } from './jwt-keys';

/**
 * Which claim of a token says for whom it was issued.
 */
export enum JwtAudienceClaim {
  /** The standard claim, which ID tokens and most access tokens have. */
  AUDIENCE = 'aud',
  /** The claim that access tokens of Amazon Cognito have instead. */
  CLIENT_ID = 'client_id',
}

/**
 * The network from which the authorizer fetches the keys of the identity provider.
 */
export interface JwtNetworkOptions {
  /**
   * The VPC in which the authorizer runs.
   */
  readonly vpc: ec2.IVpc;

  /**
   * The subnets in which it runs.
   *
   * @default - the private subnets of the VPC
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * Where the identity provider is. The authorizer can connect to its port 443 and to nothing else.
   */
  readonly identityProvider: ec2.IPeer;
}

/**
 * Which tokens of an identity provider are accepted.
 */
export interface JwtAuthorizationProps {
  /**
   * The identity provider, exactly as its tokens name it in the claim `iss`.
   */
  readonly issuer: string;

  /**
   * For whom tokens must have been issued: one of these suffices.
   */
  readonly audiences: string[];

  /**
   * Where the keys of the identity provider come from.
   */
  readonly keys: JwtKeys;

  /**
   * Which claim names the audience.
   *
   * @default JwtAudienceClaim.AUDIENCE
   */
  readonly audienceClaim?: JwtAudienceClaim;

  /**
   * The claim that names the user, as the user directory knows them. It must be one that users cannot change, and that is
   * never given to somebody else.
   *
   * @default 'sub'
   */
  readonly subjectClaim?: string;

  /**
   * What the claim `token_use` must say, such as `access` for access tokens of Amazon Cognito.
   *
   * @default - the claim is not looked at
   */
  readonly tokenUse?: string;

  /**
   * Claims with the value that each must have, or have in a list.
   *
   * @default - none besides the standard ones
   */
  readonly requiredClaims?: { [name: string]: string };

  /**
   * Scopes that tokens must have, all of them.
   *
   * @default - none
   */
  readonly requiredScopes?: string[];

  /**
   * How far the clocks of identity provider and authorizer may differ, up to five minutes.
   *
   * @default Duration.seconds(60)
   */
  readonly clockSkew?: Duration;

  /**
   * The network from which keys are fetched. Pinned keys need none.
   *
   * @default - the authorizer runs outside of any VPC, and fetches keys over the internet
   */
  readonly network?: JwtNetworkOptions;

  /**
   * How many requests are authorized at the same time, at most. As many are set aside for it in the account.
   *
   * @default - no limit of its own
   */
  readonly reservedConcurrentExecutions?: number;
}

/**
 * Which tokens of a user pool are accepted.
 */
export interface CognitoAuthorizationOptions {
  /**
   * Scopes of which an access token must have one. Only app clients that may ask for such a scope get in, which is the way
   * to tell those of a pool apart.
   *
   * @default - ID tokens are accepted, of any app client of the pool
   */
  readonly scopes?: string[];
}

/**
 * Which roles may call.
 */
export interface IamAuthorizationProps {
  /**
   * The roles that may call, each of them named. Those of other accounts need the permission in their own account as well.
   */
  readonly callers: iam.IRoleRef[];
}
