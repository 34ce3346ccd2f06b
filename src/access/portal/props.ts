import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as route53 from 'aws-cdk-lib/aws-route53';
import type { PortalCredentials } from './credentials';
import type { PortalLogo } from './logo';

/**
 * The token of the identity provider that the API verifies.
 */
export enum PortalToken {
  /** The access token, which is made for an API. It must be a JWT whose audience the authorization accepts. */
  ACCESS_TOKEN = 'access_token',
  /**
   * The ID token, for identity providers whose access tokens nobody else can verify, such as Google. Its audience is the client id,
   * which the authorization must accept.
   */
  ID_TOKEN = 'id_token',
}

/**
 * The endpoints of an identity provider.
 */
export interface PortalProviderEndpoints {
  /**
   * The page on which users sign in (`authorization_endpoint`).
   */
  readonly authorization: string;

  /**
   * The endpoint that exchanges a code for tokens (`token_endpoint`).
   */
  readonly token: string;

  /**
   * The page that signs users out (`end_session_endpoint`).
   *
   * @default - the page after signing out has no link to the identity provider
   */
  readonly endSession?: string;
}

/**
 * The appearance of the portal's pages. All texts are shown as text, never as HTML.
 */
export interface PortalPages {
  /**
   * The name of the portal, at the top of each page.
   *
   * @default 'SageMaker Studio'
   */
  readonly title?: string;

  /**
   * The contact that users see, such as `Help desk, phone 4711`.
   *
   * @default - no contact is shown
   */
  readonly contact?: string;

  /**
   * A notice on the start page, such as the terms of use.
   *
   * @default - no notice is shown
   */
  readonly notice?: string;

  /**
   * The logo, at the top of each page.
   *
   * @default - no logo is shown
   */
  readonly logo?: PortalLogo;

  /**
   * Texts by language and name, such as `{ fr: { signInAction: 'Se connecter' } }`. They replace the texts of English (`en`) and German
   * (`de`). Any other language needs all texts. The README of the area lists their names.
   *
   * @default - English and German, by the setting of the browser; English for all other languages
   */
  readonly texts?: { [language: string]: { [name: string]: string } };
}

/**
 * The VPC of the portal's function, which must have a way to the identity provider, to KMS, and to Secrets Manager.
 */
export interface PortalNetworkOptions {
  /**
   * The VPC.
   */
  readonly vpc: ec2.IVpc;

  /**
   * The subnets.
   *
   * @default - the private subnets of the VPC
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * The identity provider. The function can only connect to its port 443, and to the endpoints of the API if they are in this VPC.
   */
  readonly identityProvider: ec2.IPeer;
}

/**
 * A private custom domain name of the API. Unlike the name with the ids of API and endpoint, it stays the same if either is replaced.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-custom-domains.html
 */
export interface PortalDomainOptions {
  /**
   * The name, such as `studio.corp.example`.
   */
  readonly domainName: string;

  /**
   * The certificate of the name, which the browsers of the users must trust.
   */
  readonly certificate: acm.ICertificate;

  /**
   * The private hosted zone for a record that leads to the endpoint of `execute-api`, which must be created in the same app.
   *
   * @default - no record; your DNS must resolve the name to the addresses of the endpoint
   */
  readonly hostedZone?: route53.IPrivateHostedZone;
}

/**
 * Settings of a portal, wherever it signs users in.
 */
export interface PortalOptions {
  /**
   * The id of the client that is registered at the identity provider. The redirect URI to register is an output of the stack.
   */
  readonly clientId: string;

  /**
   * The redirect URI that is registered at the identity provider, such as `https://studio.corp.example/callback`. If the portal gets
   * another one, synthesis emits the warning `access.portalRedirectUriChanged`. Ids of the API and the endpoint are unknown until
   * deployment; if only they differ, each sign-in counts as a failure, which raises the alarm of the portal.
   *
   * @default - not compared
   */
  readonly registeredRedirectUri?: string;

  /**
   * The requested scopes, which must include `openid`.
   *
   * @default - only `openid`
   */
  readonly scopes?: string[];

  /**
   * Further parameters of the request for sign-in, such as `{ audience: 'studio-access' }` for Auth0, or `resource`.
   *
   * @default - none
   */
  readonly parameters?: { [name: string]: string };

  /**
   * The token that the API verifies.
   *
   * @default PortalToken.ACCESS_TOKEN
   */
  readonly token?: PortalToken;

  /**
   * The endpoints of the identity provider.
   *
   * @default - those of its discovery document, below the issuer of the authorization
   */
  readonly endpoints?: PortalProviderEndpoints;

  /**
   * The appearance of the pages.
   *
   * @default - our texts in English and German, without contact and logo
   */
  readonly pages?: PortalPages;

  /**
   * A private custom domain name.
   *
   * @default - the name with the ids of API and endpoint, which changes if either is replaced
   */
  readonly domain?: PortalDomainOptions;

  /**
   * The number of requests per second, and the burst, that each page accepts.
   *
   * @default - 20 requests per second, bursts of 40
   */
  readonly throttle?: apigateway.ThrottleSettings;

  /**
   * The reserved concurrency of the portal's function, which is also its limit.
   *
   * @default - no reserved concurrency
   */
  readonly reservedConcurrentExecutions?: number;
}

/**
 * Settings of a portal that signs users in at a server.
 */
export interface ServerSidePortalOptions extends PortalOptions {
  /**
   * How the portal proves that it is the registered client.
   */
  readonly credentials: PortalCredentials;

  /**
   * The VPC of the portal's function.
   *
   * @default - the function runs outside of a VPC and reaches the identity provider over the internet
   */
  readonly network?: PortalNetworkOptions;
}

/**
 * Settings of a portal that signs users in in the browser. The client is a public one, often called a single-page application. The
 * identity provider must allow requests of scripts at the origin of the portal to its discovery document and its token endpoint.
 */
export interface BrowserPortalOptions extends PortalOptions {}
