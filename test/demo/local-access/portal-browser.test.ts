/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { Chromium, type Visit } from '../../../demo/local-access/chromium';
import { LocalAccess } from '../../../demo/local-access/local-access';
import { ALICE, BOB, CAROL, CONTACT, MALLORY, PortalPlace } from '../../../demo/local-access/local-access-stack';
import { PageKind } from '../../../src/access/runtime/portal/page-kind';
import { pageResponse } from '../../../src/access/runtime/portal/pages';
import { languageFor, PORTAL_TEXTS } from '../../../src/access/shared/portal/texts';
import { describeInBrowser } from '../../compliance/evidence/browser';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf-8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
const CODE_OR_URL = /[?&](code|token)=/;

/** What axe finds, as rule and element. */
async function accessibilityFaults({ page }: Visit): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    // biome-ignore lint/suspicious/noExplicitAny: the library is in the page
    const { violations } = await (globalThis as any).axe.run('html', { runOnly: tags });
    // biome-ignore lint/suspicious/noExplicitAny: the same
    return violations.flatMap(({ id, nodes }: any) => nodes.map(({ html }: any) => `${id}: ${html}`));
  }, TAGS);
}

interface OpenPortal {
  readonly local: LocalAccess;
  readonly chromium: Chromium;
  readonly visit: Visit;
}

/** Starts a portal and a browser for a suite, and a visit for each test, after which nothing may have leaked. */
function usePortal(
  executable: string,
  take: (portal: OpenPortal) => void,
  prepare?: (local: LocalAccess) => Promise<unknown>,
): void {
  let local: LocalAccess;
  let chromium: Chromium;
  let visit: Visit;

  beforeAll(async () => {
    local = await LocalAccess.start();
    await prepare?.(local);
    chromium = await Chromium.start(executable, local);
  }, 60_000);

  afterAll(async () => {
    await chromium?.stop();
    await local?.stop();
  });

  beforeEach(async () => {
    visit = await chromium.visit();
    take({ local, chromium, visit });
  });

  afterEach(async () => {
    expect(visit.violations).toEqual([]);
    await visit.close();
    expect(local.leaks()).toEqual([]);
  });
}

describeInBrowser('the portal', (executable) => {
  let local: LocalAccess;
  let chromium: Chromium;
  let visit: Visit;

  usePortal(executable, (portal) => {
    ({ local, chromium, visit } = portal);
  });

  /** From the start page, with a click at the provider. */
  async function signIn(subject: string, one = visit): Promise<void> {
    await one.page.goto(local.portalUrl);
    await one.follow('Open Studio');
    await one.signIn(subject, local.passwords.get(subject)!);
  }

  async function cookieNames(): Promise<string[]> {
    return (await visit.context.cookies(local.portalUrl)).map(({ name }) => name);
  }

  /** The state of a sign-in that has just begun. */
  async function begin(): Promise<string> {
    await visit.page.goto(`${local.portalUrl}signin`);
    const begun = visit.requests.map(({ url }) => new URL(url)).find(({ pathname }) => pathname === '/auth')!;
    return begun.searchParams.get('state')!;
  }

  describe('a user with one choice', () => {
    test('signs in with a click at the provider, and is in Studio', async () => {
      await signIn(ALICE.subject);
      await visit.page.waitForURL(/\.studio\..*\/jupyterlab\/default$/);

      expect(await visit.page.textContent('body')).toBe('Studio of alice');
      expect(await cookieNames()).toEqual([]);
    });

    test('leaves neither a code nor a presigned URL behind the button Back, and tells Studio nothing', async () => {
      await signIn(ALICE.subject);
      await visit.page.waitForURL(/\.studio\./);
      const opened = visit.requests.filter(({ url }) => new URL(url).hostname.includes('.studio.'));

      expect((await visit.history()).filter((url) => CODE_OR_URL.test(url))).toEqual([]);
      expect(opened.length).toBeGreaterThan(0);
      expect(local.studio.referrers).toEqual([]);
    });

    test('goes on at once where the session of the provider is still open', async () => {
      await signIn(ALICE.subject);
      await visit.page.waitForURL(/\.studio\./);
      await visit.page.goto(local.portalUrl);
      await visit.follow('Open Studio');
      await visit.page.waitForURL(/\.studio\..*\/jupyterlab\/default$/);

      expect(await visit.page.textContent('body')).toBe('Studio of alice');
    });

    test('needs no script', async () => {
      const withoutScript = await chromium.visit({ javaScriptEnabled: false });
      await signIn(ALICE.subject, withoutScript);
      await withoutScript.page.waitForURL(/\.studio\..*\/jupyterlab\/default$/);
      await withoutScript.close();
    });

    test('can use the keyboard', async () => {
      await visit.page.goto(local.portalUrl);
      await visit.page.keyboard.press('Tab');
      const outline = await visit.page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
      await visit.page.keyboard.press('Enter');
      await visit.page.waitForSelector('input[name=password]');

      expect(outline).toBe('solid');
    });
  });

  describe('a user with several choices', () => {
    beforeEach(async () => {
      await signIn(CAROL.subject);
      await visit.page.waitForSelector('main[data-page=choose]');
    });

    test('chooses among them, and is in that Studio', async () => {
      expect(await visit.page.locator('.choice strong').allTextContents()).toEqual(
        expect.arrayContaining(['carol', CAROL.label]),
      );
      expect(await accessibilityFaults(visit)).toEqual([]);
      await visit.page.click(`.choice:has-text("${CAROL.label}")`);
      await visit.page.waitForURL(/\.studio\..*\/jupyterlab\/default$/);

      expect(await visit.page.textContent('body')).toBe('Studio of carol-lab');
      expect((await visit.history()).filter((url) => CODE_OR_URL.test(url))).toEqual([]);
    });

    test('has the token in a cookie that no script can read', async () => {
      const [cookie, ...others] = await visit.context.cookies(local.portalUrl);

      expect(others).toEqual([]);
      expect(cookie).toMatchObject({
        name: '__Host-Http-token',
        httpOnly: true,
        secure: true,
        sameSite: 'Strict',
        path: '/',
      });
      expect(await visit.page.evaluate(() => document.cookie)).toBe('');
    });

    test('opens nothing by a link of another site', async () => {
      await visit.page.goto(local.issuers[1]);
      await visit.page.setContent(`<a href="${local.portalUrl}open?entry=1">Lure</a>`);
      await visit.follow('Lure');
      await visit.page.waitForSelector('main[data-page=expired]');
    });

    test('signs out, and reads that Studio stays open', async () => {
      await visit.follow('Sign out');
      await visit.page.waitForSelector('main[data-page=signed-out]');

      expect(await visit.page.textContent('main')).toContain('stay open until they end');
      expect(await cookieNames()).toEqual([]);
      expect(await visit.link('Sign out at the identity provider').getAttribute('href')).toMatch(
        /^https:\/\/localhost:\d+\/session\/end\?client_id=studio-portal/,
      );
    });
  });

  describe('a user who gets no further', () => {
    test.each([BOB.subject, MALLORY.subject])('%s reads whom to ask, and can use another account', async (subject) => {
      await signIn(subject);
      await visit.page.waitForSelector('main[data-page=no-access]');

      expect(await visit.page.textContent('footer')).toContain(CONTACT);
      expect(await visit.page.textContent('footer')).toMatch(/Request id[0-9a-f-]{36}/);
      expect(await accessibilityFaults(visit)).toEqual([]);
      await visit.follow('Use another account');
      await visit.signIn(ALICE.subject, local.passwords.get(ALICE.subject)!);
      await visit.page.waitForURL(/\.studio\..*\/jupyterlab\/default$/);
    });

    test('sees the page for an expired sign-in, and starts again by a click only', async () => {
      await visit.page.goto(`${local.portalUrl}open`);
      expect(await visit.shown()).toBe('expired');
      const before = visit.requests.length;
      await visit.page.waitForTimeout(500);
      expect(visit.requests.length).toBe(before);

      await visit.follow('Sign in');
      await visit.signIn(ALICE.subject, local.passwords.get(ALICE.subject)!);
      await visit.page.waitForURL(/\.studio\./);
    });

    test.each([
      ['access_denied', 'cancelled'],
      ['login_required', 'expired'],
      ['temporarily_unavailable', 'unavailable'],
    ])('sees the page for the error %s of the provider', async (error, shown) => {
      const state = await begin();
      await visit.page.goto(
        `${local.portalUrl}callback?${new URLSearchParams({ error, state, iss: local.issuers[0] })}`,
      );

      expect(await visit.shown()).toBe(shown);
    });

    test('is not signed in by the response of somebody else', async () => {
      await begin();
      await visit.page.goto(`${local.portalUrl}callback?code=stolen&state=foreign&iss=${local.issuers[0]}`);

      expect(await visit.shown()).toBe('expired');
      expect(await cookieNames()).toEqual([]);
    });

    test('starts again where a second tab has begun another sign-in', async () => {
      await visit.page.goto(`${local.portalUrl}signin`);
      const second = await visit.context.newPage();
      await second.goto(`${local.portalUrl}signin`);
      await visit.signIn(ALICE.subject, local.passwords.get(ALICE.subject)!);

      await visit.page.waitForSelector('main[data-page=expired]');
    });
  });

  test('is in no frame of another page', async () => {
    await visit.page.goto(local.issuers[1]);
    await visit.page.setContent(`<iframe src="${local.portalUrl}"></iframe>`);
    await visit.page.waitForTimeout(500);
    const [, frame] = visit.page.frames();

    expect(await frame.locator('main').count()).toBe(0);
    // What the browser reports is that the policy of the portal works.
    visit.violations.length = 0;
  });

  test('shows a page of API Gateway for an unknown path, which is accessible and leads back', async () => {
    await visit.page.goto(`${local.portalUrl}unknown`);

    expect(await visit.page.textContent('h1')).toBe('Page not found');
    expect(await accessibilityFaults(visit)).toEqual([]);
    await visit.link('Back to the start page').click();
    expect(await visit.shown()).toBe('start');
  });

  test('shows the logo', async () => {
    await visit.page.goto(local.portalUrl);

    expect(await visit.page.evaluate(() => document.querySelector('img')!.naturalWidth)).toBe(96);
  });

  describe.each(['light', 'dark'] as const)('with colors for %s', (colorScheme) => {
    const pages = Object.values(PageKind).flatMap((kind) =>
      Object.keys(PORTAL_TEXTS).map((language) => [kind, language]),
    );

    test.each(pages as [PageKind, string][])(
      'the page "%s" in "%s" is accessible, and fits 320 pixels',
      async (kind, language) => {
        const narrow = await chromium.visit({
          colorScheme,
          viewport: { width: 320, height: 640 },
          reducedMotion: 'reduce',
        });
        const choices = ['one', 'two'].map((id) => ({
          id,
          domainId: `d-${'a1b2'.repeat(14)}`,
          userProfileName: 'x'.repeat(63),
          spaceName: 'y'.repeat(63),
        }));
        const { statusCode, headers, body } = pageResponse(
          {
            kind,
            requestId: 'f3b0c1d2-1111-2222-3333-444455556666',
            choices: kind === PageKind.CHOOSE ? choices : undefined,
          },
          {
            language: languageFor(language, { [language]: { contact: `${CONTACT}, ${'long'.repeat(30)}` } }),
            base: local.portalUrl,
            hasLogo: true,
            now: Date.UTC(2026, 10, 30),
          },
        );
        await narrow.page.route(local.portalUrl, (route) => route.fulfill({ status: statusCode, headers, body }));
        await narrow.page.goto(local.portalUrl);
        const { scrolled, background } = await narrow.page.evaluate(() => ({
          scrolled: document.documentElement.scrollWidth,
          background: getComputedStyle(document.body).backgroundColor,
        }));

        expect(await accessibilityFaults(narrow)).toEqual([]);
        expect(scrolled).toBeLessThanOrEqual(320);
        expect(background).toBe(colorScheme === 'dark' ? 'rgb(11, 15, 21)' : 'rgb(242, 243, 243)');
        expect(narrow.violations).toEqual([]);
        await narrow.close();
      },
    );
  });
});

describeInBrowser('the portal that signs in in the browser', (executable) => {
  let local: LocalAccess;
  let chromium: Chromium;
  let visit: Visit;

  usePortal(
    executable,
    (portal) => {
      ({ local, chromium, visit } = portal);
    },
    (started) => started.deploy({ portal: PortalPlace.BROWSER }),
  );

  async function signIn(subject: string): Promise<void> {
    await visit.page.goto(local.portalUrl);
    await visit.follow('Open Studio');
    await visit.signIn(subject, local.passwords.get(subject)!);
  }

  async function shows(kind: PageKind): Promise<void> {
    await visit.page.waitForSelector(`main[data-page=${kind}]`);
  }

  /** Replaces the response of the API. */
  async function answerWith(status: number, body: object): Promise<void> {
    await visit.page.route('**/presigned-url', (route) => route.fulfill({ status, json: body }));
  }

  test('signs a user in with a click at the provider, and opens Studio', async () => {
    await signIn(ALICE.subject);
    await visit.page.waitForURL(/\.studio\..*\/jupyterlab\/default$/);

    expect(await visit.page.textContent('body')).toBe('Studio of alice');
    expect((await visit.history()).filter((url) => CODE_OR_URL.test(url))).toEqual([]);
    expect(local.studio.referrers).toEqual([]);
  });

  test('lets a user choose with the keyboard, and opens that Studio', async () => {
    await signIn(CAROL.subject);
    await shows(PageKind.CHOOSE);

    expect(await visit.page.title()).toBe('Choose what to open – SageMaker Studio');
    expect(await visit.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await accessibilityFaults(visit)).toEqual([]);
    await visit.page.getByRole('button', { name: CAROL.label }).focus();
    await visit.page.keyboard.press('Enter');
    await visit.page.waitForURL(/\.studio\..*\/jupyterlab\/default$/);

    expect(await visit.page.textContent('body')).toBe('Studio of carol-lab');
    expect((await visit.history()).filter((url) => CODE_OR_URL.test(url))).toEqual([]);
  });

  test('has neither a code nor a token in an address, a store, a cookie or the document', async () => {
    const posted: string[] = [];
    visit.page.on('request', (request) => {
      posted.push(request.headers().authorization ?? '');
    });
    await signIn(CAROL.subject);
    await shows(PageKind.CHOOSE);
    const [token] = posted.flatMap((header) => header.match(/^Bearer (.+)$/)?.[1] ?? []);
    local.tokens.push(token);
    const stored = await visit.page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));

    expect(new URL(visit.page.url()).search).toBe('');
    expect(stored).toBe('[{},{}]');
    expect(await visit.context.cookies(local.portalUrl)).toEqual([]);
    expect(local.leaks(await visit.page.content())).toEqual([]);
    expect(visit.requests.filter(({ url }) => url.includes(token))).toEqual([]);
  });

  test('forgets the token when the page is loaded again', async () => {
    await signIn(CAROL.subject);
    await shows(PageKind.CHOOSE);
    await visit.page.reload();
    await shows(PageKind.EXPIRED);
  });

  test.each([BOB.subject, MALLORY.subject])('tells %s whom to ask, with the id of the request', async (subject) => {
    await signIn(subject);
    await shows(PageKind.NO_ACCESS);
    const shown = await visit.page.textContent('[data-field=requestId]');
    // The browser asks for icons at any time.
    const logged = local.gateway.accessLog.map((line) => JSON.parse(line)).find(({ requestId }) => requestId === shown);

    expect(await visit.page.textContent('footer')).toContain(CONTACT);
    expect(Number(logged?.status)).toBe(403);
    expect(await accessibilityFaults(visit)).toEqual([]);
    await visit.follow('Use another account');
    await visit.signIn(ALICE.subject, local.passwords.get(ALICE.subject)!);
    await visit.page.waitForURL(/\.studio\./);
  });

  test.each<[number, string, PageKind]>([
    [401, 'Unauthorized', PageKind.EXPIRED],
    [403, 'AccessDenied', PageKind.DENIED],
    [429, 'TooManyRequests', PageKind.BUSY],
    [502, 'UpstreamFailure', PageKind.UNAVAILABLE],
  ])('shows a page for the response %i of the API', async (status, code, kind) => {
    await answerWith(status, { code, requestId: 'request-of-the-api' });
    await signIn(ALICE.subject);
    await shows(kind);

    const ids = await visit.page.locator('[data-field=requestId]').allTextContents();
    expect(ids).toEqual(kind === PageKind.EXPIRED ? [] : ['request-of-the-api']);
    expect(await accessibilityFaults(visit)).toEqual([]);
  });

  test('opens no address that is a script', async () => {
    await answerWith(200, { url: 'javascript:alert(1)' });
    await signIn(ALICE.subject);
    await shows(PageKind.UNAVAILABLE);
  });

  test('shows a page if the network fails, and if the provider does', async () => {
    await visit.page.route('**/presigned-url', (route) => route.abort());
    await signIn(ALICE.subject);
    await shows(PageKind.UNAVAILABLE);
    await visit.page.route('**/.well-known/**', (route) => route.fulfill({ status: 503 }));
    await visit.page.goto(`${local.portalUrl}signin`);
    await shows(PageKind.UNAVAILABLE);
  });

  test.each([
    ['access_denied', PageKind.CANCELLED],
    ['login_required', PageKind.EXPIRED],
    ['temporarily_unavailable', PageKind.UNAVAILABLE],
  ])('shows a page for the error %s of the provider', async (error, kind) => {
    await visit.page.goto(`${local.portalUrl}signin`);
    await visit.page.waitForSelector('input[name=password]');
    const begun = visit.requests.map(({ url }) => new URL(url)).find(({ pathname }) => pathname === '/auth')!;
    const response = { error, state: begun.searchParams.get('state')!, iss: local.issuers[0] };
    await visit.page.goto(`${local.portalUrl}callback?${new URLSearchParams(response)}`);
    await shows(kind);
  });

  test('does not accept the response to another sign-in, and removes the code from the address', async () => {
    await visit.page.goto(`${local.portalUrl}signin`);
    await visit.page.waitForSelector('input[name=password]');
    await visit.page.goto(`${local.portalUrl}callback?code=stolen&state=foreign&iss=${local.issuers[0]}`);
    await shows(PageKind.EXPIRED);

    expect(await visit.history()).not.toContainEqual(expect.stringMatching(CODE_OR_URL));
  });

  test('signs out, and links to the page of the provider', async () => {
    await visit.page.goto(`${local.portalUrl}signed-out`);
    const link = visit.link('Sign out at the identity provider');
    await link.waitFor();

    expect(await link.getAttribute('href')).toMatch(/\/session\/end\?client_id=studio-portal-page/);
    expect(await accessibilityFaults(visit)).toEqual([]);
  });

  test('says what it needs if scripts are off', async () => {
    const withoutScript = await chromium.visit({ javaScriptEnabled: false });
    await withoutScript.page.goto(`${local.portalUrl}signin`);

    expect(await withoutScript.page.textContent('body')).toContain('This page needs JavaScript');
    await withoutScript.close();
  });

  test('runs no other script, and calls no other address', async () => {
    await visit.page.goto(`${local.portalUrl}signed-out`);
    const results = await visit.page.evaluate(async () => {
      const script = document.createElement('script');
      const failed = new Promise((resolve) => script.addEventListener('error', () => resolve('blocked')));
      try {
        script.src = '/v1/logo';
      } catch {
        return ['no script', await fetch('https://attacker.example').catch(() => 'blocked')];
      }
      document.head.append(script);
      return [await failed, await fetch('https://attacker.example').catch(() => 'blocked')];
    });

    expect(results).toEqual(['no script', 'blocked']);
    expect(visit.violations.length).toBeGreaterThan(0);
    visit.violations.length = 0;
  });

  test('fits 320 pixels with several choices', async () => {
    await visit.close();
    visit = await chromium.visit({ viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
    await signIn(CAROL.subject);
    await shows(PageKind.CHOOSE);

    expect(await visit.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await accessibilityFaults(visit)).toEqual([]);
  });
});
