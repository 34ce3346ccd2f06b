import { Chromium, pathOf, type Visit } from './chromium';
import type { LocalAccess } from './local-access';
import { ALICE, BOB, CAROL, CONTACT } from './local-access-stack';
import { type Check, type Step, Where } from './steps';

/** Browsers that the demo looks for, in this order. */
const BROWSERS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
const CODE_OR_URL = /[?&](code|token)=/;

/** The browser that the environment names, or one that is installed. */
export function installedBrowser(environment: NodeJS.ProcessEnv): string | undefined {
  const names = environment.CHROMIUM ? [environment.CHROMIUM] : BROWSERS;
  return names.find((name) => pathOf(name, environment) !== undefined);
}

/** Walks through the portal in a real browser. */
export async function* walkThroughPortal(executable: string, local: LocalAccess): AsyncGenerator<Step> {
  const chromium = await Chromium.start(executable, local);
  try {
    const walk = new Walk(chromium, local);
    yield { title: 'The portal signs a user in, and opens Studio', checks: await walk.openStudio() };
    yield { title: 'The portal lets a user choose', checks: await walk.choose() };
    yield { title: 'The portal tells a user why there is no access', checks: await walk.explain() };
  } finally {
    await chromium.stop();
  }
}

class Walk {
  constructor(
    private readonly chromium: Chromium,
    private readonly local: LocalAccess,
  ) {}

  public async openStudio(): Promise<Check[]> {
    const visit = await this.signIn(ALICE.subject);
    await visit.page.waitForURL(/\.studio\./);
    const text = await visit.page.textContent('body');
    const history = await visit.history();
    const cookies = await visit.context.cookies(this.local.portalUrl);
    await visit.close();
    return [
      loopback(`after a click at the provider, the browser shows: ${text}`, text === 'Studio of alice'),
      loopback('the history has neither a code nor a presigned URL', !history.some((url) => CODE_OR_URL.test(url))),
      loopback('the browser keeps no cookie of the portal', cookies.length === 0),
      loopback('Studio is not told where the browser came from', this.local.studio.referrers.length === 0),
      loopback('no policy of a page was violated, and no permission asked for', visit.violations.length === 0),
    ];
  }

  public async choose(): Promise<Check[]> {
    const visit = await this.signIn(CAROL.subject);
    await visit.page.waitForSelector('main[data-page=choose]');
    const choices = await visit.page.locator('.choice strong').allTextContents();
    const script = await visit.page.evaluate('document.cookie');
    await visit.page.click(`.choice:has-text("${CAROL.label}")`);
    await visit.page.waitForURL(/\.studio\./);
    const text = await visit.page.textContent('body');
    await visit.close();
    return [
      loopback(`Carol chooses among: ${choices.join(', ')}`, choices.length === 2),
      loopback('no script can read the cookie with the token', script === ''),
      loopback(`her choice opens: ${text}`, text === 'Studio of carol-lab'),
    ];
  }

  public async explain(): Promise<Check[]> {
    const visit = await this.signIn(BOB.subject);
    await visit.page.waitForSelector('main[data-page=no-access]');
    const footer = await visit.page.textContent('footer');
    await visit.close();
    return [loopback('Bob reads whom to ask, and the id of his request', footer?.includes(CONTACT) === true)];
  }

  private async signIn(subject: string): Promise<Visit> {
    const visit = await this.chromium.visit();
    await visit.page.goto(this.local.portalUrl);
    await visit.follow('Open Studio');
    await visit.signIn(subject, this.local.passwords.get(subject)!);
    return visit;
  }
}

function loopback(statement: string, held: boolean): Check {
  return { where: Where.LOOPBACK, statement, held };
}
