import { createPublicKey, generateKeyPairSync, type KeyObject, sign as signWith } from 'node:crypto';
import { jwtVerify } from 'jose';
import { AssertionCredentials, joined } from '../../../../src/access/runtime/portal/client-auth';
import type { SigningAlgorithm } from '../../../../src/access/shared/portal/settings';
import { ISSUER } from '../../support/tokens';
import { InMemoryProvider } from './in-memory-provider';
import { pageOf, Visitor } from './visitor';

const PADDING_PSS = { padding: 6, saltLength: 32 };

/** Signs as KMS does: numbers of an ECDSA signature as DER. */
function kmsSignature(algorithm: SigningAlgorithm, key: KeyObject, message: Uint8Array): Uint8Array {
  return signWith('sha256', message, algorithm === 'PS256' ? { key, ...PADDING_PSS } : key);
}

test.each<[SigningAlgorithm, () => { privateKey: KeyObject }]>([
  ['ES256', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ['RS256', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
  ['PS256', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
])('a portal without secret proves with an assertion of %s who it is', async (algorithm, generate) => {
  const { privateKey } = generate();
  const provider = await InMemoryProvider.start();
  const sign = async (message: Uint8Array) => kmsSignature(algorithm, privateKey, message);
  const credentials = new AssertionCredentials({ algorithm, keyId: 'kms-1', sign }, Date.now);
  const visitor = new Visitor(provider, { credentials });

  expect(pageOf(await visitor.signIn())).toBe('working');
  expect(pageOf(await visitor.signIn())).toBe('working');

  const assertions = provider.exchanges.map(({ body }) => body.get('client_assertion')!);
  for (const assertion of assertions) {
    const { payload, protectedHeader } = await jwtVerify(assertion, createPublicKey(privateKey), {
      issuer: 'studio-portal',
      subject: 'studio-portal',
      audience: ISSUER,
      maxTokenAge: 60,
    });
    expect(protectedHeader).toEqual({ alg: algorithm, kid: 'kms-1', typ: 'JWT' });
    expect(payload.exp! - payload.iat!).toBe(60);
  }
  expect(new Set(assertions).size).toBe(2);
  expect(provider.exchanges[0].body.get('client_assertion_type')).toBe(
    'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  );
});

test('every ECDSA signature of KMS becomes one of JWS, however long its numbers are', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const lengths = new Set<number>();
  for (let index = 0; index < 600; index++) {
    const message = Buffer.from(`message ${index}`);
    const der = signWith('sha256', message, privateKey);
    lengths.add(der.length);

    const expected = signatureParts(der);
    expect(Buffer.from(joined(der)).toString('hex')).toBe(expected);
  }
  expect(lengths.size).toBeGreaterThan(2);
  expect(publicKey.asymmetricKeyType).toBe('ec');
});

/** The two numbers, read by their hexadecimal value. */
function signatureParts(der: Buffer): string {
  const firstLength = der[3];
  const first = der.subarray(4, 4 + firstLength);
  const second = der.subarray(6 + firstLength);
  return [first, second]
    .map((bytes) =>
      BigInt(`0x${bytes.toString('hex')}`)
        .toString(16)
        .padStart(64, '0'),
    )
    .join('');
}
