import type { Duration } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { JwtKeys } from './jwt-keys';

/**
 * The claim of a token that names its audience.
 */
export enum JwtAudienceClaim {
  /** The standard claim of ID tokens and most access tokens. */
  AUDIENCE = 'aud',
  /** The claim that access tokens of Amazon Cognito have instead. */
  CLIENT_ID = 'client_id',
}

/**
 * The network that the authorizer fetches the keys of the identity provider from.
 */
export interface JwtNetworkOptions {
  /**
   * The VPC of the authorizer.
   */
  readonly vpc: ec2.IVpc;

  /**
   * The subnets of the authorizer.
   *
   * @default - the private subnets of the VPC
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * The identity provider. The authorizer can only connect to its port 443.
   */
  readonly identityProvider: ec2.IPeer;
}

/**
 * The tokens of an identity provider that are accepted.
 */
export interface JwtAuthorizationOptions {
  /**
   * The identity provider, exactly as in the `iss` claim of its tokens.
   */
  readonly issuer: string;

  /**
   * The accepted audiences. A token must have at least one of them.
   */
  readonly audiences: string[];

  /**
   * The keys of the identity provider.
   */
  readonly keys: JwtKeys;

  /**
   * The claim that names the audience.
   *
   * @default JwtAudienceClaim.AUDIENCE
   */
  readonly audienceClaim?: JwtAudienceClaim;

  /**
   * The claim that names the user in the user directory. Users must not be able to change it, and its value must never be
   * reassigned to another person.
   *
   * @default 'sub'
   */
  readonly subjectClaim?: string;

  /**
   * The required value of the `token_use` claim, such as `access` for access tokens of Amazon Cognito.
   *
   * @default - the claim is not checked
   */
  readonly tokenUse?: string;

  /**
   * Whether the header of a token must have the type `at+jwt`. Identity providers that follow RFC 9068 give it to access tokens only,
   * so ID tokens with the same audience are refused.
   *
   * @default - the type may be absent, `JWT`, or `at+jwt`
   */
  readonly requireAccessTokenType?: boolean;

  /**
   * Claims that must have a value, or a list with that value.
   *
   * @default - only the standard claims are checked
   */
  readonly requiredClaims?: { [name: string]: string };

  /**
   * The required scopes. A token must have all of them.
   *
   * @default - none
   */
  readonly requiredScopes?: string[];

  /**
   * The accepted difference between the clocks of the identity provider and the authorizer, at most five minutes.
   *
   * @default Duration.seconds(60)
   */
  readonly clockSkew?: Duration;

  /**
   * The network that keys are fetched from. Pinned keys need none.
   *
   * @default - the authorizer runs outside of a VPC and fetches keys over the internet
   */
  readonly network?: JwtNetworkOptions;

  /**
   * The reserved concurrency of the authorizer, which is also its limit. A client that sends many requests then uses up this share
   * instead of the concurrency of the account.
   *
   * @default - no reserved concurrency, because a new account may not have enough to reserve any
   */
  readonly reservedConcurrentExecutions?: number;
}

/**
 * The tokens of a user pool that are accepted.
 */
export interface CognitoAuthorizationOptions {
  /**
   * The accepted scopes. An access token must have at least one of them, which restricts callers to the app clients that can
   * request such a scope.
   *
   * @default - ID tokens of any app client of the pool are accepted
   */
  readonly scopes?: string[];
}

/**
 * The roles that may call an API.
 */
export interface IamAuthorizationOptions {
  /**
   * The roles. A role of another account also needs the permission in its own account.
   */
  readonly callers: iam.IRoleRef[];
}
