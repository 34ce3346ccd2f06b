import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PageServer } from '../../../../src/access/runtime/portal/in-browser/page-server';
import type { PortalRecord, PortalResponse } from '../../../../src/access/runtime/portal/request';
import type { SignInSettings } from '../../../../src/access/shared/portal/settings';
import { pageOf, requestEvent, SETTINGS } from './visitor';

const SCRIPT = readFileSync(join(__dirname, '../../../../assets/access/portal-page/browser.js'), 'utf-8');
const { url, issuer, clientId, scope, parameters, token } = SETTINGS;
const PUBLIC: SignInSettings = { url, issuer, clientId, scope, parameters, token };
const COMPRESSED_MAX = 60 * 1024;

function get(
  resource: string,
  { settings = {}, language, logo }: { settings?: Partial<SignInSettings>; language?: string; logo?: Buffer } = {},
): { response: PortalResponse; record: PortalRecord } {
  const records: PortalRecord[] = [];
  const server = new PageServer({
    settings: { ...PUBLIC, ...settings },
    script: SCRIPT,
    appearance: { texts: { en: { contact: '<script>alert(1)</script>' } }, logo },
    now: Date.now,
    record: (one) => records.push(one),
  });
  const response = server.answer(
    requestEvent('GET', resource, new URLSearchParams({ code: 'secret-code' }), '', language),
  );
  expect(records).toHaveLength(1);
  return { response, record: records[0] };
}

test.each([
  ['/', 'start'],
  ['/signin', 'signing-in'],
  ['/callback', 'signing-in'],
  ['/signed-out', 'signed-out'],
  ['/unknown', 'unknown'],
  ['/logo', 'unknown'],
])('%s is the page "%s"', (resource, kind) => {
  const { response, record } = get(resource);

  expect(pageOf(response)).toBe(kind);
  expect(JSON.stringify([response, record])).not.toContain('secret-code');
  expect(record.outcome).toBe(kind === 'unknown' ? 'refused' : 'served');
});

test('only the script runs, and it may only call the API and the identity provider', () => {
  const { headers, body } = get('/callback', {
    settings: {
      endpoints: { authorization: 'https://login.example/authorize', token: 'https://tokens.example/oauth2/token' },
    },
  }).response;

  expect(headers['Content-Security-Policy'].split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${url}/portal.js`,
    `connect-src 'self' ${new URL(issuer).origin} https://tokens.example`,
    expect.stringMatching(/^style-src 'sha256-[\w+/]+=*'$/),
    "img-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ]);
  expect(body.match(/<script/g)).toHaveLength(1);
  expect(body).toMatch(
    new RegExp(`<script src="${url}/portal\\.js\\?v=[0-9a-f]{16}" integrity="sha256-[\\w+/=]+" defer></script>`),
  );
  expect(body).not.toContain('alert(1)</script>');
});

test('the start page runs no script', () => {
  const { headers, body } = get('/').response;

  expect(headers['Content-Security-Policy']).toContain("script-src 'none'");
  expect(body).not.toContain('<script');
});

test('the script may be kept, since its address has the hash of its content; pages may not', () => {
  const script = get('/portal.js').response;

  expect(script).toMatchObject({
    statusCode: 200,
    body: SCRIPT,
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    },
  });
  expect(get('/callback').response.headers['Cache-Control']).toBe('no-store');
});

test('page and script have less than 60 KiB, compressed', () => {
  const size = gzipSync(get('/callback').response.body).length + gzipSync(SCRIPT).length;

  expect(size).toBeLessThan(COMPRESSED_MAX);
});

test('all pages are in the language of the browser', () => {
  const { body } = get('/callback', { language: 'de' }).response;
  const titles = [...body.matchAll(/data-title="([^"]+)"/g)].map(([, title]) => title);

  expect(titles).toContain('Kein Zugriff – SageMaker Studio');
  expect(titles).toHaveLength(9);
});

test('the logo is an image', () => {
  const logo = Buffer.from([0x89, 0x50]);

  expect(get('/logo', { logo }).response).toMatchObject({ isBase64Encoded: true, body: logo.toString('base64') });
});

test.each([
  [`${url}/callback`, 'served', 'sign-in'],
  ['https://old.example/callback', 'failed', 'redirect-uri-changed'],
])('a sign-in with the registered redirect URI %s is %s', (registeredRedirectUri, outcome, reason) => {
  expect(get('/signin', { settings: { registeredRedirectUri } }).record).toMatchObject({ outcome, reason });
});
