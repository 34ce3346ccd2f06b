import { X509Certificate } from 'node:crypto';
import type { Browser } from '../../../demo/local-access/browser';
import { certificateFor } from '../../../demo/local-access/certificate';
import type { HttpAnswer } from '../../../demo/local-access/http';
import { LocalAccess, Place } from '../../../demo/local-access/local-access';
import { ALICE, BOB, MALLORY, Revocation } from '../../../demo/local-access/local-access-stack';
import { shutOut } from '../../../demo/local-access/shut-out-steps';
import { masked, openStudio } from '../../../demo/local-access/steps';

let local: LocalAccess;
let browser: Browser;
let token: string;

beforeAll(async () => {
  local = await LocalAccess.start();
  browser = await local.browser(Place.CORPORATE);
  token = await local.signIn(browser, ALICE.subject);
});

afterAll(async () => {
  await local.stop();
});

const bearer = (value = token) => ({ headers: { authorization: `Bearer ${value}` } });
const redirect = (from = browser, value = token) => from.fetch(`${local.apiUrl}/studio`, bearer(value));
const codeOf = ({ status, body }: HttpAnswer) => [status, JSON.parse(body).code];
const records = () => local.log.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []));
const lastReason = () =>
  records()
    .filter(({ message }) => message === 'Studio access')
    .at(-1).reason;
const lastDenial = () =>
  records()
    .filter(({ message }) => message === 'Caller authorization')
    .at(-1).reason;

async function newUrl(): Promise<string> {
  return (await redirect()).headers.location;
}

describe('a user', () => {
  test('signs in, is sent on by the API, and sees Studio', async () => {
    const { status, headers } = await redirect();
    expect([status, headers['cache-control'], headers['referrer-policy']]).toEqual([302, 'no-store', 'no-referrer']);
    const studio = await browser.fetch(headers.location);
    expect([studio.status, studio.body]).toEqual([200, 'Studio of alice']);
    expect((await browser.fetch(new URL('/jupyterlab/default', headers.location).toString())).status).toBe(200);
  });

  test('gets the URL as JSON where a page asks for it', async () => {
    const { status, body } = await browser.fetch(`${local.apiUrl}/presigned-url`, { method: 'POST', ...bearer() });
    expect([status, JSON.parse(body)]).toEqual([
      200,
      { url: expect.stringMatching(/^https:\/\/d-[0-9a-f]+\.studio\./), expiresInSeconds: 20 },
    ]);
  });

  test('is named to AWS: the session, and whom it is for', async () => {
    await redirect();
    const { principal } = local.aws.calls.find(({ operation }) => operation === 'CreatePresignedDomainUrl')!;
    expect(principal).toMatch(/:assumed-role\/AccessUrlsAccessRole\w+\/alice$/);
  });

  test('makes calls that go through the endpoint of each service', () => {
    const through = (service: string) => [
      ...new Set(
        local.aws.calls
          .filter((call) => call.service === service && !call.principal.includes('Reconciler'))
          .map(({ endpointId }) => endpointId),
      ),
    ];
    const endpoints = ['dynamodb', 'sts', 'sagemaker.api'].map((service) => [local.endpoint(service).endpointId]);
    expect(['dynamodb', 'sts', 'sagemaker'].map(through)).toEqual(endpoints);
  });
});

describe('the API refuses', () => {
  test.each([Place.INTERNET, Place.OTHER_VPC, Place.STUDIO_ENDPOINT])(
    'a good token through %s, before anybody looks at it',
    async (place) => {
      const before = local.gateway.authorizations;
      expect(codeOf(await redirect(await local.browser(place)))).toEqual([403, 'AccessDenied']);
      expect(local.gateway.authorizations).toBe(before);
    },
  );

  test('a request without token, for which nobody is asked', async () => {
    const before = local.gateway.authorizations;
    expect(codeOf(await browser.fetch(`${local.apiUrl}/studio`))).toEqual([401, 'Unauthorized']);
    expect(local.gateway.authorizations).toBe(before);
  });

  test('a token of another real provider', async () => {
    const foreign = await local.signIn(await local.browser(Place.CORPORATE), ALICE.subject, local.issuers[1]);
    expect(codeOf(await redirect(browser, foreign))).toEqual([403, 'AccessDenied']);
    expect(lastDenial()).toBe('unknown-key');
  });

  test('a token that was changed', async () => {
    const [header, payload, signature] = token.split('.');
    const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: BOB.subject };
    const changed = [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
    expect(codeOf(await redirect(browser, changed))).toEqual([403, 'AccessDenied']);
    expect(lastDenial()).toBe('bad-signature');
  });

  test.each([
    [BOB.subject, 'disabled-user'],
    [MALLORY.subject, 'unknown-user'],
  ])('%s, with the same answer for both and different reasons in the log', async (subject, reason) => {
    const other = await local.signIn(await local.browser(Place.CORPORATE), subject);
    expect(codeOf(await redirect(browser, other))).toEqual([403, 'NoAccess']);
    expect(lastReason()).toBe(reason);
  });

  test.each([
    ['GET', '/other'],
    ['GET', '/presigned-url'],
    ['POST', '/studio'],
    ['OPTIONS', '/presigned-url'],
  ])('%s %s, which is not there', async (method, path) => {
    expect(codeOf(await browser.fetch(`${local.apiUrl}${path}`, { method, ...bearer() }))).toEqual([404, 'NotFound']);
  });

  test('what is meant for another stage or API', async () => {
    expect((await browser.fetch(`https://${local.api.host}/v2/studio`, bearer())).status).toBe(403);
    expect((await browser.fetch(`https://other-${local.api.host}/v1/studio`, bearer())).status).toBe(403);
  });
});

describe('a presigned URL', () => {
  test.each([Place.INTERNET, Place.OTHER_VPC])('opens nothing through %s', async (place) => {
    const { status, body } = await (await local.browser(place)).fetch(await newUrl());
    expect([status, body]).toEqual([403, 'Auth token containing insufficient permissions']);
  });

  test('needs nothing but itself through the endpoint of Studio, which is why it is secret', async () => {
    expect((await (await local.browser(Place.CORPORATE)).fetch(await newUrl())).status).toBe(200);
  });

  test('opens nothing after 20 seconds, while sessions go on for 8 hours', async () => {
    const [used, unused] = [await newUrl(), await newUrl()];
    await browser.fetch(used);
    const [lab, seconds] = [new URL('/lab', used).toString(), 1000];
    const statusAfter = async (address: string, milliseconds: number) => {
      local.studio.ahead = milliseconds;
      const { status } = await browser.fetch(address);
      local.studio.ahead = 0;
      return status;
    };
    expect(await statusAfter(unused, 18 * seconds)).toBe(200);
    expect(await statusAfter(unused, 20 * seconds)).toBe(302);
    expect([await statusAfter(lab, 7 * 3600 * seconds), await statusAfter(lab, 9 * 3600 * seconds)]).toEqual([
      200, 302,
    ]);
  });

  test('of a host that is not that of its domain opens nothing', async () => {
    const url = (await newUrl()).replace(/\/\/d-\w+\./, '//d-other.');
    expect((await browser.fetch(url)).status).toBe(302);
  });

  test('leaves a session that a thief of the cookie cannot use over the internet', async () => {
    const url = await newUrl();
    await browser.fetch(url);
    const thief = await local.browser(Place.INTERNET);
    expect(
      (await thief.fetch(new URL('/lab', url).toString(), { headers: { cookie: browser.cookiesOf(url) } })).status,
    ).toBe(403);
  });
});

describe('another deployment', () => {
  afterEach(async () => {
    await local.deploy();
  });

  test.each([Revocation.ALICE, Revocation.EVERYBODY])(
    'that revokes %s ends the session, the URL and the making of URLs',
    async (revocation) => {
      const [used, unused] = [await newUrl(), await newUrl()];
      await browser.fetch(used);
      await local.deploy({ revocation });
      expect((await browser.fetch(new URL('/lab', used).toString())).status).toBe(403);
      expect((await browser.fetch(unused)).status).toBe(403);
      expect(codeOf(await redirect())).toEqual([403, 'NoAccess']);
      expect(lastReason()).toBe('revoked-user');
    },
  );

  test('that disables a user stops new URLs for a token that is still good, and leaves the session', async () => {
    const used = await newUrl();
    await browser.fetch(used);
    await local.deploy({ aliceEnabled: false });
    expect(codeOf(await redirect())).toEqual([403, 'NoAccess']);
    expect(lastReason()).toBe('disabled-user');
    expect((await browser.fetch(new URL('/lab', used).toString())).status).toBe(200);
  });

  test('that takes the function out of the VPC ends in no URL', async () => {
    await local.deploy({}, ({ resources }) => {
      for (const { Type, Properties } of Object.values(resources)) {
        if (Type === 'AWS::Lambda::Function') {
          delete Properties!.VpcConfig;
        }
      }
    });
    expect(codeOf(await redirect())).toEqual([502, 'UpstreamFailure']);
    expect(lastReason()).toBe('directory-failed');
  });

  test('that takes away the permission to call the function lets nobody through', async () => {
    await local.deploy({}, ({ resources }) => {
      for (const [id, { Type }] of Object.entries(resources)) {
        if (Type === 'AWS::Lambda::Permission') {
          delete resources[id];
        }
      }
    });
    expect((await redirect()).status).toBe(502);
  });

  test('with an origin answers its preflight requests, through the endpoint and without token', async () => {
    const origin = 'https://portal.example.com';
    await local.deploy({ allowedOrigins: [origin] });
    const ask = async (place: Place) =>
      (await local.browser(place)).fetch(`${local.apiUrl}/presigned-url`, { method: 'OPTIONS', headers: { origin } });
    const { status, headers } = await ask(Place.CORPORATE);
    expect([status, headers['access-control-allow-origin'], headers['access-control-allow-methods']]).toEqual([
      204,
      origin,
      'POST',
    ]);
    expect((await ask(Place.INTERNET)).status).toBe(403);
    const answer = await browser.fetch(`${local.apiUrl}/presigned-url`, {
      method: 'POST',
      headers: { ...bearer().headers, origin },
    });
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([200, origin]);
  });
});

describe('the demo', () => {
  test('finds every check of its eleven steps held, and shows nothing secret', async () => {
    const steps = [];
    for await (const step of openStudio(local)) {
      steps.push(step);
    }
    expect(steps.flatMap(({ checks }) => checks.filter(({ held }) => !held))).toEqual([]);
    expect(steps).toHaveLength(11);
    expect(local.leaks(JSON.stringify(steps))).toEqual([]);
    expect(masked('https://host/auth?token=abc')).toBe('https://host/auth?token=…');
  });

  test('shuts a user out by one call, which ends new URLs, open sessions and unused URLs, until the release', async () => {
    const steps = [];
    for await (const step of shutOut(local)) {
      steps.push(step);
    }
    expect(steps.flatMap(({ checks }) => checks.filter(({ held }) => !held))).toEqual([]);
    expect(steps.map(({ checks }) => checks.length)).toEqual([7, 5]);
    expect(local.leaks(JSON.stringify(steps))).toEqual([]);
  });
});

describe('what stands for AWS', () => {
  test('answers no call that is not signed by a key that it gave', async () => {
    const post = {
      method: 'POST',
      url: '/',
      headers: { host: '127.0.0.1', 'x-amz-target': 'DynamoDB_20120810.Query' },
      body: '{}',
    };
    expect((await local.aws.serve(post, {})).status).toBe(403);
  });

  test('has a certificate that vouches for its names alone', () => {
    const certificate = new X509Certificate(certificateFor(['localhost', '*.example.com']).cert);
    expect(
      ['localhost', 'a.example.com', 'a.b.example.com', 'example.org'].map(
        (name) => certificate.checkHost(name) !== undefined,
      ),
    ).toEqual([true, true, false, false]);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });
});

test('no log holds a password, a token, a key or a URL that opens something', () => {
  expect(local.log).toContain('"Studio access"');
  expect(local.log).toContain('"resource":"/studio"');
  expect(local.leaks()).toEqual([]);
  expect(local.leaks(`${local.log}${token}`)).toContain(token);
});
