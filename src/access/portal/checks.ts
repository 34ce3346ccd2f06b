import { Token } from 'aws-cdk-lib';
import type { IPrivateEndpoints } from '../../network/endpoints/private-endpoints';
import { EndpointService } from '../../network/endpoints/service';
import { checkFormat, checkMaxLength, checkNotBlank, checkPattern, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { KEY_SET_URL } from '../../private/formats';
import { isUnknown } from '../../private/life-cycle/unknown';
import type { TokenVerification } from '../authorization/binding';
import { OPTIONAL_TEXTS, PORTAL_TEXTS, TEXT_NAMES } from '../shared/portal/texts';
import { type PortalDomainOptions, type PortalOptions, type PortalPages, PortalToken } from './props';

const TEXT_MAX = 2000;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;
const PARAMETER = /^[A-Za-z][\w.-]*$/;
const DOMAIN_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

/** The portal sets these itself, so that no setting can weaken them. */
const OWN_PARAMETERS = [
  'client_id',
  'code_challenge',
  'code_challenge_method',
  'nonce',
  'prompt',
  'redirect_uri',
  'request',
  'request_uri',
  'response_mode',
  'response_type',
  'scope',
  'state',
];

export function portalFaults(options: PortalOptions): Fault[] {
  const { clientId, registeredRedirectUri, scopes = ['openid'], parameters = {}, endpoints } = options;
  const { pages = {}, domain, throttle = {} } = options;
  return [
    ...invalid([
      ...checkNotBlank('clientId', clientId),
      ...checkFormat('registeredRedirectUri', registeredRedirectUri, KEY_SET_URL),
      ...knownItems(scopes).flatMap((scope) => checkPattern('a scope', scope, SCOPE, 'text without spaces and quotes')),
      ...Object.values(endpoints ?? {}).flatMap((address) => checkFormat('one of endpoints', address, KEY_SET_URL)),
    ]),
    ...check(
      isUnknown(scopes) || scopes.some((scope) => scope === 'openid' || isUnknown(scope)),
      'InvalidPortal',
      `scopes must include openid, got ${scopes.join(', ')}`,
    ),
    ...Object.keys(parameters).flatMap(parameterFaults),
    ...pagesFaults(pages),
    ...domainFaults(domain),
    ...[throttle.rateLimit, throttle.burstLimit].flatMap(throttleFaults),
  ];
}

function parameterFaults(name: string): Fault[] {
  return [
    ...invalid(checkPattern('the name of a parameter', name, PARAMETER, 'letters, digits and characters of _.-')),
    ...check(
      !OWN_PARAMETERS.includes(name),
      'InvalidPortal',
      `parameters must not include ${name}, which the portal sets itself`,
    ),
  ];
}

function throttleFaults(limit: number | undefined): Fault[] {
  return check(
    limit === undefined || Token.isUnresolved(limit) || limit > 0,
    'InvalidThrottle',
    `the limits in throttle of the portal must be above 0, got ${limit}`,
  );
}

function domainFaults(domain: PortalDomainOptions | undefined): Fault[] {
  return invalid(
    checkPattern('domain.domainName', domain?.domainName, DOMAIN_NAME, 'a lower-case name such as studio.corp.example'),
  );
}

function pagesFaults({ title, contact, notice, texts = {} }: PortalPages): Fault[] {
  return [
    ...Object.entries({ title, contact, notice }).flatMap(([name, text]) => textFaults(`pages.${name}`, text)),
    ...Object.entries(texts).flatMap(([language, names]) => languageFaults(language, names)),
  ];
}

function languageFaults(language: string, texts: Readonly<Record<string, string>>): Fault[] {
  const where = `pages.texts.${language}`;
  const required = language in PORTAL_TEXTS ? [] : TEXT_NAMES.filter((name) => !OPTIONAL_TEXTS.includes(name));
  const missing = required.filter((name) => !(name in texts));
  const unknown = Object.keys(texts).filter((name) => !TEXT_NAMES.some((known) => known === name));
  return [
    ...invalid(checkPattern('a language of pages.texts', language, LANGUAGE, 'a tag such as fr or pt-BR')),
    ...check(missing.length === 0, 'InvalidPortal', `${where} must have all texts, it lacks ${missing.join(', ')}`),
    ...check(
      unknown.length === 0,
      'InvalidPortal',
      `${where} must only have known texts, got ${unknown.join(', ')}; the names are ${TEXT_NAMES.join(', ')}`,
    ),
    ...Object.entries(texts).flatMap(([name, text]) => textFaults(`${where}.${name}`, text)),
  ];
}

/** Texts are in a file that is written at synthesis. */
function textFaults(what: string, text: string | undefined): Fault[] {
  return [
    ...check(!Token.isUnresolved(text), 'InvalidPortal', `${what} must be known at synthesis, got a token`),
    ...invalid([...checkNotBlank(what, text), ...checkMaxLength(what, text, TEXT_MAX)]),
  ];
}

function invalid(messages: readonly string[]): Fault[] {
  return faultsOf('InvalidPortal', messages);
}

/** The portal hands a token to the API, so both must agree on it. */
export function verificationFaults(
  { token, clientId }: PortalOptions,
  verification: TokenVerification | undefined,
): Fault[] {
  if (!verification) {
    return faultsOf('ConflictingProps', [
      'authorization must be Authorization.jwt, or one for an identity provider such as Authorization.okta, if there is a portal: its functions verify the tokens that the portal gets for users. With Authorization.cognito and Authorization.iam, API Gateway authorizes callers itself, by a token or a signature in a header, which browsers do not send when they open a page. For a user pool of Amazon Cognito, name its issuer and keys in Authorization.jwt, with JwtAudienceClaim.CLIENT_ID',
    ]);
  }
  const { audiences } = verification.settings;
  const accepted = audiences.includes(clientId) || [clientId, ...audiences].some((text) => isUnknown(text));
  return check(
    token !== PortalToken.ID_TOKEN || accepted,
    'ConflictingProps',
    `PortalToken.ID_TOKEN has the client id as audience, so audiences of the authorization must include ${clientId}, got ${audiences.join(', ')}`,
  );
}

/** An authorizer in a VPC decrypts the cookie through the endpoint of KMS. */
export function networkFaults(verification: TokenVerification, endpoints: IPrivateEndpoints): Fault[] {
  return check(
    verification.network === undefined || endpoints.has(EndpointService.KMS),
    'MissingEndpoint',
    `with network of Authorization.jwt, endpoints must include EndpointService.KMS, through which the authorizer of the portal decrypts cookies, got none in ${endpoints.node.path}`,
  );
}
