import { createHmac, createPublicKey } from 'node:crypto';
import { CompactSign, createLocalJWKSet, type JWTPayload } from 'jose';
import { TOKEN_LENGTH_MAX, type Verification, verifyToken } from '../../../../src/access/runtime/authorizer/token';
import { claimsRefusal } from '../../../../src/access/runtime/authorizer/token-claims';
import type { TokenPolicy } from '../../../../src/access/shared/jwt-settings';
import { AUDIENCE, claims, forged, ISSUER, NOW, POLICY, type SigningKey, sign, signingKey } from '../../support/tokens';

let key: SigningKey;
let rsa: SigningKey;
let stranger: SigningKey;

beforeAll(async () => {
  [key, rsa, stranger] = await Promise.all([signingKey('one'), signingKey('rsa', 'RS256'), signingKey('one')]);
});

async function verify(token: string, policy: Partial<TokenPolicy> = {}): Promise<Verification> {
  const keys = createLocalJWKSet({ keys: [key.jwk, rsa.jwk] });
  return verifyToken(token, { ...POLICY, ...policy }, keys, NOW);
}

async function reasonFor(token: string, policy: Partial<TokenPolicy> = {}): Promise<string> {
  const verification = await verify(token, policy);
  return verification.accepted ? 'accepted' : verification.reason;
}

async function reasonForClaims(payload: JWTPayload, policy: Partial<TokenPolicy> = {}): Promise<string> {
  return reasonFor(await sign(key, { ...claims(), ...payload }), policy);
}

describe('a good token', () => {
  test('gives issuer and subject, and nothing else', async () => {
    const token = await sign(key, { ...claims(), email: 'alice@example.com' });
    expect(await verify(token)).toEqual({ accepted: true, identity: { issuer: ISSUER, subject: 'alice' } });
  });

  test.each([
    ['RS256'],
    ['RS384'],
    ['RS512'],
    ['PS256'],
    ['PS384'],
    ['PS512'],
    ['ES256'],
    ['ES384'],
    ['ES512'],
    ['EdDSA'],
  ])('may be signed with %s', async (alg) => {
    const own = await signingKey('own', alg);
    const keys = createLocalJWKSet({ keys: [own.jwk] });
    expect(await verifyToken(await sign(own, claims()), POLICY, keys, NOW)).toMatchObject({ accepted: true });
  });

  test.each([
    ['a list of audiences', { aud: ['other', AUDIENCE] }, {}],
    ['another audience of the policy', { aud: 'b' }, { audiences: ['a', 'b'] }],
    [
      'the audience in client_id',
      { aud: undefined, client_id: 'app' },
      { audienceClaim: 'client_id', audiences: ['app'] },
    ],
    ['the use that is asked for', { token_use: 'access' }, { tokenUse: 'access' }],
    [
      'the claims that are asked for',
      { tenant: 't', groups: ['x', 'y'] },
      { requiredClaims: { tenant: 't', groups: 'y' } },
    ],
    ['the scopes that are asked for', { scope: 'a studio b' }, { scopes: ['studio', 'a'] }],
    ['scopes in scp', { scp: ['studio'] }, { scopes: ['studio'] }],
    ['another claim for the subject', { upn: 'alice@example.com' }, { subjectClaim: 'upn' }],
    ['no nbf and iat', { nbf: undefined, iat: undefined }, {}],
    ['a subject of 255 characters', { sub: 'a'.repeat(255) }, {}],
    ['a subject in another script', { sub: 'Zoë 花子' }, {}],
  ] as [string, JWTPayload, Partial<TokenPolicy>][])('may have %s', async (_, payload, policy) => {
    expect(await reasonForClaims(payload, policy)).toBe('accepted');
  });

  test.each(['JWT', 'at+jwt', 'application/at+jwt', undefined])('may have the type %s', async (typ) => {
    expect(await reasonFor(await sign(key, claims(), { typ }))).toBe('accepted');
  });
});

describe('claims', () => {
  test.each([
    ['foreign-issuer', { iss: 'https://id.example.org' }, {}],
    ['foreign-issuer', { iss: `${ISSUER}/` }, {}],
    ['foreign-issuer', { iss: undefined }, {}],
    ['wrong-audience', { aud: 'other' }, {}],
    ['wrong-audience', { aud: undefined }, {}],
    ['wrong-audience', { aud: [] as string[] }, {}],
    ['wrong-audience', { client_id: 'other' }, { audienceClaim: 'client_id' }],
    ['wrong-audience', {}, { audiences: [] }],
    ['wrong-token-use', { token_use: 'id' }, { tokenUse: 'access' }],
    ['wrong-token-use', {}, { tokenUse: 'access' }],
    ['invalid-time', { exp: undefined }, {}],
    ['invalid-time', { nbf: '1' as unknown as number }, {}],
    ['invalid-time', { iat: null as unknown as number }, {}],
    ['wrong-claim', { tenant: 'u' }, { requiredClaims: { tenant: 't' } }],
    ['wrong-claim', {}, { requiredClaims: { constructor: 't' } }],
    ['missing-scope', { scope: 'studio-admin' }, { scopes: ['studio'] }],
    ['missing-scope', { scope: 'studio' }, { scopes: ['studio', 'more'] }],
    ['missing-scope', { scope: { studio: true } }, { scopes: ['studio'] }],
  ] as [string, JWTPayload, Partial<TokenPolicy>][])('are refused as %s: %j by %j', async (reason, payload, policy) => {
    expect(await reasonForClaims(payload, policy)).toBe(reason);
  });

  test('count only if the token itself has them', () => {
    const inherited = Object.assign(Object.create({ tenant: 't' }), { ...claims(), tenant: undefined });
    delete inherited.tenant;
    expect(claimsRefusal(inherited, { ...POLICY, requiredClaims: { tenant: 't' } }, NOW)).toBe('wrong-claim');
  });

  test.each([
    ['missing', undefined],
    ['empty', ''],
    ['a number', 7],
    ['too long', 'a'.repeat(256)],
    ['of two lines', 'alice\n{"outcome":"allowed"}'],
    ['with a line separator', 'alice\u2028bob'],
    ['turned around', 'alice\u202Ebob'],
    ['with an invisible character', 'ali\u200Bce'],
    ['with NUL', 'alice\u0000'],
    ['half a character', 'alice\ud800'],
    ['between blanks', ' alice'],
  ])('have no subject that is %s', async (_, sub) => {
    expect(await reasonForClaims({ sub: sub as string })).toBe('invalid-subject');
  });

  test.each([
    ['expired', 'expired', { exp: NOW - 60 }],
    ['expired within the skew', 'accepted', { exp: NOW - 59 }],
    ['not yet valid', 'not-yet-valid', { nbf: NOW + 61 }],
    ['almost valid', 'accepted', { nbf: NOW + 60 }],
    ['issued in the future', 'issued-in-future', { iat: NOW + 61 }],
    ['issued within the skew', 'accepted', { iat: NOW + 60 }],
  ])('that are %s: %s', async (_, reason, payload) => {
    expect(await reasonForClaims(payload)).toBe(reason);
  });

  test('are compared by the clock alone without skew', async () => {
    expect(await reasonForClaims({ exp: NOW }, { clockSkewSeconds: 0 })).toBe('expired');
    expect(await reasonForClaims({ exp: NOW + 1 }, { clockSkewSeconds: 0 })).toBe('accepted');
  });

  test.each([-1, 301, Number.NaN])('are not looked at with a skew of %s', async (clockSkewSeconds) => {
    await expect(reasonForClaims({}, { clockSkewSeconds })).rejects.toThrow('between 0 and 300');
  });

  test('that a good signature vouches for name whom a refusal is about', async () => {
    expect(await verify(await sign(key, { ...claims(), exp: NOW - 100 }))).toEqual({
      accepted: false,
      reason: 'expired',
      identity: { issuer: ISSUER, subject: 'alice' },
    });
    expect(await verify(await sign(stranger, claims()))).toEqual({ accepted: false, reason: 'bad-signature' });
    expect(await verify(await sign(key, { ...claims(), iss: 'x' }))).toEqual({
      accepted: false,
      reason: 'foreign-issuer',
    });
  });
});

describe('an attack', () => {
  test.each(['none', 'None', 'HS256', 'HS512', 'ES256K', 'RSA1_5', ''])(
    'by the algorithm "%s" is refused',
    async (alg) => {
      expect(await reasonFor(forged({ alg }, claims()))).toBe('unsupported-algorithm');
    },
  );

  test('by the public key as a shared secret is refused', async () => {
    const pem = createPublicKey({ key: rsa.jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const unsigned = forged({ alg: 'HS256', kid: rsa.kid }, claims()).slice(0, -1);
    const signature = createHmac('sha256', pem).update(unsigned).digest('base64url');
    expect(await reasonFor(`${unsigned}.${signature}`)).toBe('unsupported-algorithm');
  });

  test('by a second name of the algorithm is judged by the last one, as the signature is', async () => {
    const header = Buffer.from('{"alg":"ES256","alg":"none","kid":"one"}').toString('base64url');
    expect(await reasonFor(`${header}.${forged({}, claims()).split('.')[1]}.`)).toBe('unsupported-algorithm');
  });

  test.each(['jwk', 'jku', 'x5u', 'x5c'])('by a key of its own in %s is refused', async (name) => {
    const value = {
      jwk: stranger.jwk,
      jku: 'https://attacker.example.com/keys',
      x5u: 'https://attacker.example.com/x5u',
      x5c: ['MIIB'],
    }[name];
    expect(await reasonFor(await sign(stranger, claims(), { [name]: value }))).toBe('embedded-key');
    expect(await reasonFor(await sign(key, claims(), { [name]: value }))).toBe('embedded-key');
  });

  test('by an unknown key id is refused', async () => {
    expect(await reasonFor(await sign(stranger, claims(), { kid: 'two' }))).toBe('unknown-key');
    expect(await reasonFor(forged({ alg: 'ES256', kid: { a: 1 } }, claims(), 'eA'))).toBe('malformed-token');
  });

  test('by another key under a known id is refused', async () => {
    expect(await reasonFor(await sign(stranger, claims()))).toBe('bad-signature');
  });

  test('by a key of another kind under a known id is refused', async () => {
    expect(await reasonFor(await sign(stranger, claims(), { kid: 'rsa' }))).toBe('unknown-key');
  });

  test('by a short RSA key, were it published, is refused', async () => {
    const { jwk } = await signingKey('short', 'RS256', { modulusLength: 2048 });
    const keys = createLocalJWKSet({ keys: [{ ...jwk, n: jwk.n?.slice(0, 172) }] });
    const verification = await verifyToken(forged({ alg: 'RS256', kid: 'short' }, claims(), 'eA'), POLICY, keys, NOW);
    expect(verification).toEqual({ accepted: false, reason: 'unknown-key' });
  });

  test('by claims that were changed is refused', async () => {
    const [header, , signature] = (await sign(key, claims())).split('.');
    const payload = forged({}, { ...claims(), sub: 'bob' }).split('.')[1];
    expect(await reasonFor(`${header}.${payload}.${signature}`)).toBe('bad-signature');
  });

  test.each([[['exp']], [['b64']], [[]]])('by the critical headers %j is refused', async (crit) => {
    expect(await reasonFor(forged({ alg: 'ES256', kid: 'one', crit, b64: false }, claims(), 'eA'))).toBe(
      'critical-header',
    );
  });

  test.each(['logout+jwt', 'dpop+jwt', 'secevent+jwt', 7])('by a token of the type %s is refused', async (typ) => {
    expect(await reasonFor(await sign(key, claims(), { typ }))).toBe('unexpected-type');
  });

  test.each([undefined, 'JWT', 'at+jwt'])('by a logout token of the type %s is refused', async (typ) => {
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
    expect(await reasonFor(await sign(key, { ...claims(), sid: 's', events }, { typ }))).toBe('security-event');
  });

  test.each([
    [undefined, 'unexpected-type'],
    ['JWT', 'unexpected-type'],
    ['at+jwt', 'accepted'],
    ['application/AT+JWT', 'accepted'],
  ])('by an ID token where access tokens are required is refused, type %s: %s', async (typ, reason) => {
    expect(await reasonFor(await sign(key, claims(), { typ }), { accessTokenType: true })).toBe(reason);
  });

  test('by length is refused', async () => {
    expect(await reasonFor(await sign(key, { ...claims(), padding: 'x'.repeat(TOKEN_LENGTH_MAX) }))).toBe(
      'token-too-long',
    );
    expect(await reasonFor('a'.repeat(TOKEN_LENGTH_MAX))).toBe('malformed-token');
  });

  test.each([
    ['nothing', ''],
    ['no dots', 'abc'],
    ['two parts', 'a.b'],
    ['five parts, as encrypted tokens have', 'a.b.c.d.e'],
    ['padding', 'e30=.e30=.e30='],
    ['a header that is no JSON', 'YQ.e30.YQ'],
    ['a header that is a list', 'W10.e30.YQ'],
    ['a header that is not UTF-8', '_w.e30.YQ'],
    ['letters that look like others', 'е30.e30.YQ'],
    ['a line break', 'e30.e30.YQ\n'],
  ])('by %s is refused', async (_, token) => {
    expect(await reasonFor(token)).toBe('malformed-token');
  });

  test.each(['[]', '"alice"', 'null', '{', '\ufffe'])('by signed claims that are %s is refused', async (text) => {
    const token = await new CompactSign(Buffer.from(text, 'latin1'))
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .sign(key.privateKey);
    expect(await reasonFor(token)).toBe('malformed-token');
  });
});
