import type { Browser } from '../../../demo/local-access/browser';
import type { HttpAnswer } from '../../../demo/local-access/http';
import { LocalAccess, Place } from '../../../demo/local-access/local-access';
import { ALICE, BOB, CAROL, MALLORY } from '../../../demo/local-access/local-access-stack';

const USERS = 200;
/** All of them share one process of each function and one of the provider, which Lambda would not have them do. */
const USERS_AT_ONCE = 50;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const OWN_SITE = { 'sec-fetch-site': 'same-origin' };

let local: LocalAccess;

beforeAll(async () => {
  local = await LocalAccess.start();
});

afterAll(async () => {
  await local.stop();
});

const pageOf = ({ body }: HttpAnswer) => /data-page="([\w-]+)"/.exec(body)?.[1];
const open = (browser: Browser, query = '', headers: Record<string, string> = OWN_SITE) =>
  browser.fetch(`${local.portalUrl}open${query}`, { headers });

/** Follows redirects as far as the portal, whose address it returns, or a page, which is the interaction of the provider. */
async function follow(browser: Browser, address: string, form?: string): Promise<string> {
  const request = form === undefined ? {} : { method: 'POST', headers: FORM, body: form };
  const { status, headers } = await browser.fetch(address, request);
  if (status < 300 || status >= 400) {
    return address;
  }
  const next = new URL(headers.location, address).toString();
  return next.startsWith(local.portalUrl) ? next : follow(browser, next);
}

/** From the link of the start page to the address that the provider sends the browser back to. */
async function returnOf(browser: Browser, subject: string): Promise<string> {
  const form = new URLSearchParams({ user: subject, password: local.passwords.get(subject)! }).toString();
  return follow(browser, await follow(browser, `${local.portalUrl}signin`), form);
}

async function signedIn(subject: string): Promise<{ browser: Browser; callback: HttpAnswer; address: string }> {
  const browser = await local.browser(Place.CORPORATE);
  const address = await returnOf(browser, subject);
  return { browser, address, callback: await browser.fetch(address) };
}

test('a user signs in at a real provider, and is in Studio', async () => {
  const { browser, callback } = await signedIn(ALICE.subject);
  expect([callback.status, pageOf(callback), callback.headers.refresh]).toEqual([
    200,
    'working',
    `0; url=${local.portalUrl}open`,
  ]);

  const opened = await open(browser);
  expect([opened.status, opened.headers['referrer-policy']]).toEqual([302, 'no-referrer']);
  expect((await browser.fetch(opened.headers.location)).body).toBe('Studio of alice');
});

test('a user sees an error of the provider if it has another redirect URI of the portal', async () => {
  const browser = await local.browser(Place.CORPORATE);
  const { headers } = await browser.fetch(`${local.portalUrl}signin`);
  const address = new URL(headers.location);
  address.searchParams.set('redirect_uri', `${local.portalUrl}callback/`);
  const refused = await browser.fetch(address.toString());

  expect([refused.status, refused.headers.location]).toEqual([400, undefined]);
  expect(refused.body).toContain('invalid_redirect_uri');
});

test('the token is used once: the next request has to sign in again', async () => {
  const { browser } = await signedIn(ALICE.subject);
  await open(browser);
  const again = await open(browser);

  expect([again.status, pageOf(again)]).toEqual([401, 'expired']);
});

test('a user with several entries chooses one of them, and cannot choose those of others', async () => {
  const { browser } = await signedIn(CAROL.subject);
  const choice = await open(browser);
  const links = [...choice.body.matchAll(/href="open(\?entry=\w+)"><strong>([^<]+)/g)];
  expect(links.map(([, , name]) => name).sort()).toEqual(['Laboratory', 'carol']);

  const { browser: alice } = await signedIn(ALICE.subject);
  const foreign = await open(alice, links[0][1]);
  expect(foreign.headers.location).toBeUndefined();

  const [, query] = links.find(([, , name]) => name === CAROL.label)!;
  const opened = await open(browser, query);
  expect((await browser.fetch(opened.headers.location)).body).toBe('Studio of carol-lab');
});

test.each([BOB.subject, MALLORY.subject])('%s is told that there is no access, and not why', async (subject) => {
  const { browser, callback } = await signedIn(subject);
  expect(pageOf(callback)).toBe('working');

  const refused = await open(browser);
  expect([refused.status, pageOf(refused)]).toEqual([403, 'no-access']);
});

test.each<[string, Record<string, string>]>([
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['a client that does not say where it comes from', {}],
])('%s opens nothing with the cookie', async (_, headers) => {
  const { browser } = await signedIn(ALICE.subject);
  const refused = await open(browser, '', headers);

  expect([refused.status, pageOf(refused)]).toEqual([401, 'expired']);
});

test('a code that is used again is refused by the provider, and by the portal', async () => {
  const browser = await local.browser(Place.CORPORATE);
  const address = await returnOf(browser, ALICE.subject);
  const cookie = browser.cookiesOf(local.portalUrl);
  const first = await browser.fetch(address, { headers: { cookie } });
  const thief = await local.browser(Place.CORPORATE);
  const second = await thief.fetch(address, { headers: { cookie } });

  expect([pageOf(first), pageOf(second)]).toEqual(['working', 'expired']);
  expect(thief.cookiesOf(local.portalUrl)).not.toMatch(/__Host-Http-token=./);
});

test('the cookie opens neither of the methods for clients with a token', async () => {
  const { browser } = await signedIn(ALICE.subject);

  expect((await browser.fetch(`${local.apiUrl}/studio`, { headers: OWN_SITE })).status).toBe(401);
  expect((await browser.fetch(`${local.apiUrl}/presigned-url`, { method: 'POST', headers: OWN_SITE })).status).toBe(
    401,
  );
});

test.each([Place.INTERNET, Place.OTHER_VPC, Place.STUDIO_ENDPOINT])('no page is served to %s', async (place) => {
  const browser = await local.browser(place);

  for (const path of ['', 'signin', 'callback', 'signed-out', 'logo', 'open']) {
    expect((await browser.fetch(`${local.portalUrl}${path}`)).status).toBe(403);
  }
});

test(`${USERS} users, ${USERS_AT_ONCE} at the same time, see no error, and each gets their own Studio`, async () => {
  const subjects = [ALICE.subject, CAROL.subject];
  const names: Record<string, RegExp> = {
    [ALICE.subject]: /^Studio of alice$/,
    [CAROL.subject]: /^Studio of carol(-lab)?$/,
  };
  const visit = async (subject: string) => {
    const { browser } = await signedIn(subject);
    const first = await open(browser);
    const [, query] = /href="open(\?entry=\w+)"/.exec(first.body) ?? [];
    const opened = query === undefined ? first : await open(browser, query);
    return names[subject].test((await browser.fetch(opened.headers.location)).body);
  };
  const waiting = Array.from({ length: USERS }, (_, index) => subjects[index % subjects.length]);
  const results: boolean[] = [];
  const queue = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      results.push(await visit(next));
    }
  };
  await Promise.all(Array.from({ length: USERS_AT_ONCE }, queue));

  expect(results).toEqual(Array(USERS).fill(true));
}, 180_000);

test.each([
  ['a browser', 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8', 'text/html'],
  ['a client', 'application/json', 'application/json'],
  ['a client that accepts everything', '*/*', 'application/json'],
])('%s gets an answer of API Gateway in its own form', async (_, accept, type) => {
  const browser = await local.browser(Place.CORPORATE);
  const { status, headers, body } = await browser.fetch(`${local.portalUrl}unknown`, { headers: { accept } });

  expect([status, headers['content-type']]).toEqual([404, type]);
  expect(body).toContain(type === 'text/html' ? '<h1>Page not found</h1>' : '"code":"NotFound"');
  expect(body).toContain(headers['x-amzn-requestid']);
});

test('nothing secret is logged', () => {
  const records = local.log.split('\n').filter((line) => line.includes('"Portal'));

  expect(records.length).toBeGreaterThan(USERS);
  expect(local.leaks()).toEqual([]);
  expect(records.filter((line) => /[?&"]code=|eyJ[\w-]{10}/.test(line))).toEqual([]);
});
