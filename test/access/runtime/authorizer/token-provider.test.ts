import { decodeProtectedHeader } from 'jose';
import { type Verification, verifyToken } from '../../../../src/access/runtime/authorizer/token';
import { KEYS_COOLDOWN_MS, PublishedKeys } from '../../../../src/access/runtime/authorizer/token-keys';
import { POLICY } from '../../support/tokens';
import { LoopbackProvider } from './loopback-provider';

let provider: LoopbackProvider;
let keys: PublishedKeys;
let later = 0;

beforeAll(async () => {
  provider = await LoopbackProvider.start();
  keys = new PublishedKeys((await provider.discovery()).jwks_uri, { fetch, elapsed: () => Date.now() + later });
});

afterAll(async () => {
  await provider.stop();
});

async function verify(token: string): Promise<Verification> {
  const policy = { ...POLICY, issuer: provider.issuer, scopes: ['studio'], requiredClaims: { client_id: 'portal' } };
  return verifyToken(token, policy, (header, input) => keys.keyOf(header, input), Date.now() / 1000);
}

test('tokens of a real OpenID provider are accepted, across a change of its keys', async () => {
  const first = await provider.token();
  expect(await verify(first)).toEqual({ accepted: true, identity: { issuer: provider.issuer, subject: 'portal' } });

  await provider.rotate();
  const second = await provider.token();
  expect(decodeProtectedHeader(second).kid).not.toBe(decodeProtectedHeader(first).kid);
  expect(await verify(second)).toMatchObject({ accepted: false, reason: 'unknown-key' });
  later = KEYS_COOLDOWN_MS;
  expect(await verify(second)).toMatchObject({ accepted: true });
  expect(await verify(first)).toMatchObject({ accepted: false, reason: 'unknown-key' });
});

test('tokens of another real provider are refused', async () => {
  const other = await LoopbackProvider.start();
  try {
    expect(await verify(await other.token())).toMatchObject({ accepted: false, reason: 'unknown-key' });
  } finally {
    await other.stop();
  }
});
