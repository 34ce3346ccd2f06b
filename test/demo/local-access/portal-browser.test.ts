/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { Chromium, type Visit } from '../../../demo/local-access/chromium';
import { LocalAccess } from '../../../demo/local-access/local-access';
import { ALICE, BOB, CAROL, CONTACT, MALLORY } from '../../../demo/local-access/local-access-stack';
import { PageKind, pageResponse } from '../../../src/access/runtime/portal/pages';
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

describeInBrowser('the portal', (executable) => {
  let local: LocalAccess;
  let chromium: Chromium;
  let visit: Visit;

  beforeAll(async () => {
    local = await LocalAccess.start();
    chromium = await Chromium.start(executable, local);
  }, 60_000);

  afterAll(async () => {
    await chromium?.stop();
    await local?.stop();
  });

  beforeEach(async () => {
    visit = await chromium.visit();
  });

  afterEach(async () => {
    expect(visit.violations).toEqual([]);
    await visit.close();
    expect(local.leaks()).toEqual([]);
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
