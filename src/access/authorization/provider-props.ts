import type { Duration } from 'aws-cdk-lib';
import type { JwtKeys } from './jwt-keys';
import type { JwtNetworkOptions } from './props';

/**
 * Settings of tokens that do not depend on the kind of identity provider.
 */
export interface ProviderTokenOptions {
  /**
   * The keys of the identity provider.
   *
   * @default - the keys that the identity provider publishes, which the authorizer fetches
   */
  readonly keys?: JwtKeys;

  /**
   * The required scopes. A token must have all of them.
   *
   * @default - none
   */
  readonly requiredScopes?: string[];

  /**
   * The accepted difference between the clocks of the identity provider and the authorizer, at most five minutes.
   *
   * @default - one minute
   */
  readonly clockSkew?: Duration;

  /**
   * The network that keys are fetched from. Pinned keys need none.
   *
   * @default - the authorizer runs outside of a VPC and fetches keys over the internet
   */
  readonly network?: JwtNetworkOptions;

  /**
   * The reserved concurrency of the authorizer, which is also its limit.
   *
   * @default - no reserved concurrency
   */
  readonly reservedConcurrentExecutions?: number;
}

/**
 * Access tokens of Microsoft Entra ID in version 2.0.
 */
export interface EntraIdOptions extends ProviderTokenOptions {
  /**
   * The id of the tenant, a GUID. `common`, `organizations`, and `consumers` let in users of other tenants, and are refused.
   */
  readonly tenantId: string;

  /**
   * The application (client) id of the app registration that represents the API, a GUID. It is the audience of tokens if the manifest
   * of that registration has `requestedAccessTokenVersion` 2. The portal has another registration.
   */
  readonly apiClientId: string;

  /**
   * The host of the cloud that the tenant is in, such as `login.microsoftonline.us`.
   *
   * @default - `login.microsoftonline.com`, the public cloud
   */
  readonly host?: string;
}

/**
 * Access tokens of a custom authorization server of Okta.
 */
export interface OktaOptions extends ProviderTokenOptions {
  /**
   * The issuer of a custom authorization server, such as `https://example.okta.com/oauth2/default`. Access tokens of the org
   * authorization server, whose issuer is `https://example.okta.com`, are for Okta only, and cannot be verified.
   */
  readonly issuer: string;

  /**
   * The accepted audiences, which are a setting of the authorization server, such as `api://default`.
   */
  readonly audiences: string[];
}

/**
 * Access tokens of Auth0.
 */
export interface Auth0Options extends ProviderTokenOptions {
  /**
   * The domain of the tenant or its custom domain, such as `example.eu.auth0.com`.
   */
  readonly domain: string;

  /**
   * The identifier of the API, which requests for tokens name as `audience`. Without it, Auth0 issues opaque tokens.
   */
  readonly audience: string;
}

/**
 * ID tokens of Google Workspace. Its access tokens are opaque, so that no other tokens can be verified.
 */
export interface GoogleWorkspaceOptions extends ProviderTokenOptions {
  /**
   * The client id of the portal, which is the audience of its ID tokens.
   */
  readonly clientId: string;

  /**
   * The primary domain of the company. Users of other domains have a Google account as well, and are refused.
   */
  readonly hostedDomain: string;
}
