import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What a server needs to speak TLS, and its clients to believe it. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const VALID_MS = 24 * 60 * 60 * 1000;

const ECDSA_WITH_SHA256 = object('1.2.840.10045.4.3.2');
const COMMON_NAME = object('2.5.4.3');
const BASIC_CONSTRAINTS = object('2.5.29.19');
const SUBJECT_ALTERNATIVE_NAME = object('2.5.29.17');

/**
 * A certificate for a day that vouches for itself, so that names of AWS can be served on loopback. Node.js cannot make one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5280
 */
export function certificateFor(names: readonly string[], now = Date.now()): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(ECDSA_WITH_SHA256);
  const subject = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from('loopback')))));
  const extensions = sequence(
    sequence(BASIC_CONSTRAINTS, der(0x04, sequence(der(0x01, Buffer.from([0xff]))))),
    sequence(SUBJECT_ALTERNATIVE_NAME, der(0x04, sequence(...names.map((name) => der(0x82, Buffer.from(name)))))),
  );
  const content = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    subject,
    sequence(utcTime(now - VALID_MS), utcTime(now + VALID_MS)),
    subject,
    publicKey.export({ format: 'der', type: 'spki' }),
    der(0xa3, extensions),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, privateKey));
  const lines = sequence(content, algorithm, signature)
    .toString('base64')
    .match(/.{1,64}/g)!;
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) {
    return [length];
  }
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function sequence(...contents: readonly Buffer[]): Buffer {
  return der(0x30, ...contents);
}

/** Of bytes whose first bit is not set, which would make it negative. */
function integer(bytes: Buffer): Buffer {
  return der(0x02, bytes);
}

function utcTime(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/\D/g, '').slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}

function object(identifier: string): Buffer {
  const [first, second, ...others] = identifier.split('.').map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...others.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) {
    digits.unshift((rest & 0x7f) | 0x80);
  }
  return digits;
}
