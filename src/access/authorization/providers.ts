import { checkFormat, checkPattern } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { GUID, HOST_NAME, OKTA_ISSUER } from '../../private/formats';
import { isUnknown } from '../../private/life-cycle/unknown';
import { JwtKeys } from './jwt-keys';
import type { JwtAuthorizationOptions } from './props';
import type { Auth0Options, EntraIdOptions, GoogleWorkspaceOptions, OktaOptions } from './provider-props';

/** @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
export function entraIdTokens(options: EntraIdOptions): JwtAuthorizationOptions {
  const { tenantId, apiClientId, host = 'login.microsoftonline.com', keys, ...common } = options;
  throwIfAny([
    ...checkFormat('tenantId', tenantId, GUID),
    ...checkFormat('apiClientId', apiClientId, GUID),
    ...checkFormat('host', host, HOST_NAME),
  ]);
  const tenant = `https://${host}/${tenantId}`;
  return {
    ...common,
    issuer: `${tenant}/v2.0`,
    audiences: [apiClientId],
    keys: keys ?? JwtKeys.fromUri(`${tenant}/discovery/v2.0/keys`),
    // The claim "sub" is another one for each application, so that nobody knows it in advance.
    subjectClaim: 'oid',
    requiredClaims: { tid: tenantId },
  };
}

/** @see https://developer.okta.com/docs/concepts/auth-servers/ */
export function oktaTokens({ issuer, audiences, keys, ...common }: OktaOptions): JwtAuthorizationOptions {
  throwIfAny(checkFormat('issuer', issuer, OKTA_ISSUER));
  return {
    ...common,
    issuer,
    audiences,
    keys: keys ?? JwtKeys.fromUri(`${issuer}/v1/keys`),
    // The claim "sub" of access tokens is the login name, which can be given to somebody else.
    subjectClaim: 'uid',
  };
}

/** @see https://auth0.com/docs/secure/tokens/access-tokens */
export function auth0Tokens({ domain, audience, keys, ...common }: Auth0Options): JwtAuthorizationOptions {
  const issuer = `https://${domain}/`;
  throwIfAny([
    ...checkFormat('domain', domain, HOST_NAME),
    ...checkPattern(
      'audience',
      audience,
      /^(?!https:\/\/[^/]+\/userinfo$).*$/,
      'the identifier of an API, not of the user info of Auth0',
    ),
  ]);
  return { ...common, issuer, audiences: [audience], keys: keys ?? JwtKeys.fromUri(`${issuer}.well-known/jwks.json`) };
}

/** @see https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload */
export function googleWorkspaceTokens(options: GoogleWorkspaceOptions): JwtAuthorizationOptions {
  const { clientId, hostedDomain, keys, ...common } = options;
  throwIfAny([
    ...checkPattern(
      'clientId',
      clientId,
      /^\S+\.apps\.googleusercontent\.com$/,
      'a client id that ends with .apps.googleusercontent.com',
    ),
    ...checkFormat('hostedDomain', hostedDomain, HOST_NAME),
  ]);
  return {
    ...common,
    issuer: 'https://accounts.google.com',
    audiences: [clientId],
    keys: keys ?? JwtKeys.fromUri('https://www.googleapis.com/oauth2/v3/certs'),
    requiredClaims: { hd: hostedDomain },
  };
}

/** Names of issuers that a company can choose itself, but whose tokens never fit. */
export function wrongIssuerFaults(issuer: string): Fault[] {
  const shared = /^https:\/\/login\.microsoftonline\.[a-z.]+\/(common|organizations|consumers)(\/.*)?$/;
  return check(
    isUnknown(issuer) || !shared.test(issuer),
    'InvalidAuthorization',
    `issuer must name a single tenant, got ${JSON.stringify(issuer)}: use the GUID of the tenant, or Authorization.entraId`,
  );
}

function throwIfAny(messages: readonly string[]): void {
  SecureSageMakerError.throwIfAny(undefined, faultsOf('InvalidAuthorization', messages));
}
