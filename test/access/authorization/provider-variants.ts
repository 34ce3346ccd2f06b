import type { JWTPayload } from 'jose';
import { Authorization } from '../../../src/access/authorization/authorization';
import { JwtKeys } from '../../../src/access/authorization/jwt-keys';
import { JwtAudienceClaim } from '../../../src/access/authorization/props';

const TENANT = '0d4f6ad2-1f6b-4f4e-9a4e-0123456789ab';
const OTHER_TENANT = '9d4f6ad2-1f6b-4f4e-9a4e-0123456789ab';
const API = '11111111-2222-4333-8444-555555555555';
const PERSON = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

type Changes = Readonly<Record<string, unknown>>;

/** An identity provider: what a token of it looks like, and tokens of it that must not be accepted. */
export interface ProviderVariant {
  readonly authorization: () => Authorization;
  readonly keysUri: string;
  /** The claims of a token besides the times. */
  readonly claims: JWTPayload;
  readonly typ?: string;
  readonly subject: string;
  /** Why tokens of the same provider are refused, and how they differ. */
  readonly refused: Readonly<Record<string, readonly [reason: string, changes: Changes, typ?: string]>>;
}

const auth0 = 'https://example.eu.auth0.com/';
const cognito = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc123';

/** The providers of docs/identity-providers.md whose tokens can be verified. */
export const PROVIDER_VARIANTS: Readonly<Record<string, ProviderVariant>> = {
  'Microsoft Entra ID': {
    authorization: () => Authorization.entraId({ tenantId: TENANT, apiClientId: API, requiredScopes: ['Studio.Open'] }),
    keysUri: `https://login.microsoftonline.com/${TENANT}/discovery/v2.0/keys`,
    claims: {
      iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
      aud: API,
      azp: '99999999-2222-4333-8444-555555555555',
      oid: PERSON,
      sub: 'pairwise-of-the-portal',
      tid: TENANT,
      scp: 'Studio.Open profile',
      ver: '2.0',
      preferred_username: 'alice@example.com',
    },
    typ: 'JWT',
    subject: PERSON,
    refused: {
      'of another tenant': ['wrong-claim', { tid: OTHER_TENANT }],
      'of another tenant by its issuer': [
        'foreign-issuer',
        { iss: `https://login.microsoftonline.com/${OTHER_TENANT}/v2.0` },
      ],
      'of version 1.0': ['foreign-issuer', { iss: `https://sts.windows.net/${TENANT}/`, aud: `api://${API}` }],
      'for Microsoft Graph': ['wrong-audience', { aud: '00000003-0000-0000-c000-000000000000' }],
      'without the object id, which the scope profile adds': ['invalid-subject', { oid: undefined }],
    },
  },
  'Okta, custom authorization server': {
    authorization: () =>
      Authorization.okta({ issuer: 'https://example.okta.com/oauth2/default', audiences: ['api://default'] }),
    keysUri: 'https://example.okta.com/oauth2/default/v1/keys',
    claims: {
      iss: 'https://example.okta.com/oauth2/default',
      aud: 'api://default',
      sub: 'alice@example.com',
      uid: '00u1a2b3c4d5e6f7g8h9',
      scp: ['studio'],
    },
    subject: '00u1a2b3c4d5e6f7g8h9',
    refused: {
      'of the org authorization server': ['foreign-issuer', { iss: 'https://example.okta.com' }],
      'of a service, which has no user': ['invalid-subject', { uid: undefined, sub: '0oa1a2b3c4' }],
    },
  },
  Auth0: {
    authorization: () =>
      Authorization.auth0({ domain: 'example.eu.auth0.com', audience: 'https://studio.example.com' }),
    keysUri: `${auth0}.well-known/jwks.json`,
    claims: {
      iss: auth0,
      aud: ['https://studio.example.com', `${auth0}userinfo`],
      sub: 'waad|AbCd1234',
      scope: 'openid profile',
    },
    typ: 'at+jwt',
    subject: 'waad|AbCd1234',
    refused: {
      'whose issuer has no slash': ['foreign-issuer', { iss: auth0.slice(0, -1) }],
      'for the user info alone': ['wrong-audience', { aud: `${auth0}userinfo` }],
    },
  },
  'Google Workspace': {
    authorization: () =>
      Authorization.googleWorkspace({ clientId: '1234-abcd.apps.googleusercontent.com', hostedDomain: 'example.com' }),
    keysUri: 'https://www.googleapis.com/oauth2/v3/certs',
    claims: {
      iss: 'https://accounts.google.com',
      aud: '1234-abcd.apps.googleusercontent.com',
      sub: '110169484474386276334',
      hd: 'example.com',
      email: 'alice@example.com',
    },
    typ: 'JWT',
    subject: '110169484474386276334',
    refused: {
      'of a private account': ['wrong-claim', { hd: undefined, email: 'alice@gmail.com' }],
      'of another company': ['wrong-claim', { hd: 'example.org' }],
      'for another client': ['wrong-audience', { aud: '9999-abcd.apps.googleusercontent.com' }],
    },
  },
  'Microsoft Entra ID, tokens of version 1.0': {
    authorization: () =>
      Authorization.jwt({
        issuer: `https://sts.windows.net/${TENANT}/`,
        audiences: [`api://${API}`],
        keys: JwtKeys.fromUri(`https://login.microsoftonline.com/${TENANT}/discovery/keys`),
        subjectClaim: 'oid',
        requiredClaims: { tid: TENANT },
      }),
    keysUri: `https://login.microsoftonline.com/${TENANT}/discovery/keys`,
    claims: { iss: `https://sts.windows.net/${TENANT}/`, aud: `api://${API}`, oid: PERSON, tid: TENANT, ver: '1.0' },
    subject: PERSON,
    refused: { 'whose issuer has no slash': ['foreign-issuer', { iss: `https://sts.windows.net/${TENANT}` }] },
  },
  PingOne: {
    authorization: () =>
      Authorization.jwt({
        issuer: `https://auth.pingone.eu/${TENANT}/as`,
        audiences: ['studio-access'],
        keys: JwtKeys.fromUri(`https://auth.pingone.eu/${TENANT}/as/jwks`),
        requiredScopes: ['studio'],
      }),
    keysUri: `https://auth.pingone.eu/${TENANT}/as/jwks`,
    claims: { iss: `https://auth.pingone.eu/${TENANT}/as`, aud: ['studio-access'], sub: PERSON, scope: 'studio' },
    subject: PERSON,
    refused: { 'for the API of PingOne': ['wrong-audience', { aud: ['https://api.pingone.eu'] }] },
  },
  PingFederate: {
    authorization: () =>
      Authorization.jwt({
        issuer: 'https://sso.example.com',
        audiences: ['studio-access'],
        keys: JwtKeys.fromUri('https://sso.example.com/pf/JWKS'),
        subjectClaim: 'employeeId',
      }),
    keysUri: 'https://sso.example.com/pf/JWKS',
    claims: { iss: 'https://sso.example.com', aud: 'studio-access', sub: 'alice', employeeId: 'E-4711' },
    subject: 'E-4711',
    refused: { 'without the attribute': ['invalid-subject', { employeeId: undefined }] },
  },
  Keycloak: {
    authorization: () =>
      Authorization.jwt({
        issuer: 'https://keycloak.example.com/realms/corp',
        audiences: ['studio-access'],
        keys: JwtKeys.fromUri('https://keycloak.example.com/realms/corp/protocol/openid-connect/certs'),
        requiredClaims: { typ: 'Bearer' },
      }),
    keysUri: 'https://keycloak.example.com/realms/corp/protocol/openid-connect/certs',
    claims: {
      iss: 'https://keycloak.example.com/realms/corp',
      aud: ['studio-access', 'account'],
      azp: 'portal',
      sub: PERSON,
      typ: 'Bearer',
    },
    typ: 'JWT',
    subject: PERSON,
    refused: {
      'without an audience mapper': ['wrong-audience', { aud: 'account' }],
      'that are ID tokens': ['wrong-claim', { typ: 'ID' }],
      'of the internal host name': ['foreign-issuer', { iss: 'http://keycloak:8080/realms/corp' }],
    },
  },
  'Amazon Cognito, access tokens': {
    authorization: () =>
      Authorization.jwt({
        issuer: cognito,
        audiences: ['1example23456789'],
        audienceClaim: JwtAudienceClaim.CLIENT_ID,
        tokenUse: 'access',
        keys: JwtKeys.fromUri(`${cognito}/.well-known/jwks.json`),
      }),
    keysUri: `${cognito}/.well-known/jwks.json`,
    claims: { iss: cognito, client_id: '1example23456789', token_use: 'access', sub: PERSON, username: 'alice' },
    subject: PERSON,
    refused: {
      'that are ID tokens': ['wrong-audience', { client_id: undefined, aud: '1example23456789', token_use: 'id' }],
      'of another use': ['wrong-token-use', { token_use: 'id' }],
    },
  },
  'AD FS': {
    authorization: () =>
      Authorization.jwt({
        issuer: 'https://fs.example.com/adfs',
        audiences: ['microsoft:identityserver:studio-access'],
        keys: JwtKeys.fromUri('https://fs.example.com/adfs/discovery/keys'),
        subjectClaim: 'objectguid',
      }),
    keysUri: 'https://fs.example.com/adfs/discovery/keys',
    claims: {
      iss: 'https://fs.example.com/adfs',
      aud: 'microsoft:identityserver:studio-access',
      sub: 'hash-of-the-client',
      objectguid: PERSON,
    },
    typ: 'JWT',
    subject: PERSON,
    refused: {
      'for the user info, without a resource': ['wrong-audience', { aud: 'urn:microsoft:userinfo' }],
      'of the issuer of federation metadata': ['foreign-issuer', { iss: 'http://fs.example.com/adfs/services/trust' }],
    },
  },
};
