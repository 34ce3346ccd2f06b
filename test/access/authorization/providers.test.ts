import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Token } from 'aws-cdk-lib';
import type { JWTPayload } from 'jose';
import { Authorization } from '../../../src/access/authorization/authorization';
import { type Verification, verifyToken } from '../../../src/access/runtime/authorizer/token';
import { PublishedKeys } from '../../../src/access/runtime/authorizer/token-keys';
import { codesOf, faultsOf } from '../../faults';
import { KeyServer, NOW, type SigningKey, sign, signingKey } from '../support/tokens';
import { apiWith, jwtProps, settingsOf } from './bound-api';
import { PROVIDER_VARIANTS } from './provider-variants';

const TENANT = '0d4f6ad2-1f6b-4f4e-9a4e-0123456789ab';
const API = '11111111-2222-4333-8444-555555555555';
const TIMES = { iat: NOW - 10, exp: NOW + 300 };

let server: KeyServer;
let key: SigningKey;

beforeAll(async () => {
  key = await signingKey('provider', 'RS256');
  server = await KeyServer.start();
  server.publish(key);
});

afterAll(() => server.stop());

/** Verifies as the deployed authorizer does, with keys of a server on loopback in place of those of the provider. */
async function verified(authorization: Authorization, payload: JWTPayload, typ?: string): Promise<Verification> {
  const settings = settingsOf(apiWith(() => authorization).template);
  const keys = new PublishedKeys(server.uri, { fetch, elapsed: () => 0 });
  const token = await sign(key, { ...TIMES, ...payload }, { typ });
  return verifyToken(token, settings, (header, input) => keys.keyOf(header, input), NOW);
}

describe.each(Object.entries(PROVIDER_VARIANTS))(
  '%s',
  (_, { authorization, claims, typ, subject, refused, keysUri }) => {
    test('names the user by what never changes, with the keys that it publishes', async () => {
      expect(await verified(authorization(), claims, typ)).toEqual({
        accepted: true,
        identity: { issuer: claims.iss, subject },
      });
      expect(settingsOf(apiWith(authorization).template).jwksUri).toBe(keysUri);
    });

    test.each(Object.entries(refused))('lets nobody in with tokens %s', async (__, [reason, changes]) => {
      const payload = { ...claims, ...changes } as JWTPayload;
      expect(await verified(authorization(), payload, typ)).toMatchObject({ accepted: false, reason });
    });

    test('lets nobody in with a token that reports a logout', async () => {
      const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
      expect(await verified(authorization(), { ...claims, events }, typ)).toMatchObject({ reason: 'security-event' });
    });
  },
);

describe('a mistake that is known', () => {
  test.each(['common', 'organizations', 'example.onmicrosoft.com', TENANT.toUpperCase()])(
    'is the tenant %s of Entra ID',
    (tenantId) => {
      expect(faultsOf(() => Authorization.entraId({ tenantId, apiClientId: API }))).toEqual([
        expect.stringMatching(/^InvalidAuthorization: tenantId must be a GUID in lower case/),
      ]);
    },
  );

  test.each(['common', 'organizations', 'consumers'])('is the issuer %s of Entra ID', (name) => {
    const issuer = `https://login.microsoftonline.com/${name}/v2.0`;
    expect(faultsOf(() => Authorization.jwt(jwtProps({ issuer })))).toEqual([
      expect.stringMatching(/^InvalidAuthorization: issuer must name a single tenant/),
    ]);
  });

  test('is the URI of an API of Entra ID, which is not the audience of tokens of version 2.0', () => {
    expect(codesOf(() => Authorization.entraId({ tenantId: TENANT, apiClientId: `api://${API}` }))).toEqual([
      'InvalidAuthorization',
    ]);
  });

  test.each(['https://example.okta.com', 'https://example.okta.com/', 'https://example.okta.com/oauth2/default/'])(
    'is the issuer %s of Okta',
    (issuer) => {
      expect(codesOf(() => Authorization.okta({ issuer, audiences: ['api://default'] }))).toEqual([
        'InvalidAuthorization',
      ]);
    },
  );

  test.each([
    ['https://example.eu.auth0.com', 'https://studio.example.com'],
    ['example.eu.auth0.com/', 'https://studio.example.com'],
    ['example.eu.auth0.com', 'https://example.eu.auth0.com/userinfo'],
  ])('is the domain %s with the audience %s of Auth0', (domain, audience) => {
    expect(codesOf(() => Authorization.auth0({ domain, audience }))).toEqual(['InvalidAuthorization']);
  });

  test.each([
    ['1234', 'example.com'],
    ['1234.apps.googleusercontent.com', 'https://example.com'],
  ])('is the client %s with the domain %s of Google', (clientId, hostedDomain) => {
    expect(codesOf(() => Authorization.googleWorkspace({ clientId, hostedDomain }))).toEqual(['InvalidAuthorization']);
  });

  test('is not found in values that only the deployment knows', () => {
    const token = Token.asString({ Ref: 'Value' });
    const made = [
      () => Authorization.entraId({ tenantId: token, apiClientId: token, host: token }),
      () => Authorization.okta({ issuer: token, audiences: [token] }),
      () => Authorization.auth0({ domain: token, audience: token }),
      () => Authorization.googleWorkspace({ clientId: token, hostedDomain: token }),
    ];
    expect(made.flatMap((make) => codesOf(make))).toEqual([]);
  });
});

test('the sovereign clouds of Entra ID have other hosts', () => {
  const options = { tenantId: TENANT, apiClientId: API, host: 'login.microsoftonline.us' };
  expect(settingsOf(apiWith(() => Authorization.entraId(options)).template)).toMatchObject({
    issuer: `https://login.microsoftonline.us/${TENANT}/v2.0`,
    jwksUri: `https://login.microsoftonline.us/${TENANT}/discovery/v2.0/keys`,
  });
});

test('docs/identity-providers.md has a recipe for each of them', () => {
  const text = readFileSync(join(__dirname, '../../../docs/identity-providers.md'), 'utf-8');
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(Object.keys(PROVIDER_VARIANTS).filter((name) => !headings.includes(name))).toEqual([]);
  for (const { keysUri, claims } of Object.values(PROVIDER_VARIANTS)) {
    const places = [keysUri, String(claims.iss)].map((place) => place.replace(TENANT, '{tenant}'));
    const known = places.filter((place) => /accounts\.google|googleapis|microsoftonline|sts\.windows/.test(place));
    expect(known.filter((place) => !text.includes(place))).toEqual([]);
  }
});
