import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';
import type { LocalAccess } from './local-access';

const ARGUMENTS = [
  // Containers run tests as root, as which Chromium refuses to run with its sandbox.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-background-networking',
];

/** What a browser reports if a page does what its policies forbid, or asks for access to the local network. */
const VIOLATION = /content security policy|trusted ?type|local network|private network|permission|refused to/i;

/** The path of a program that is named or in one of the folders of the path. */
export function pathOf(name: string, { PATH = '' }: Readonly<Record<string, string | undefined>>): string | undefined {
  const places = name.includes('/') ? [name] : PATH.split(delimiter).map((folder) => join(folder, name));
  return places.find((place) => existsSync(place));
}

/** A real browser in the corporate network, which finds nothing but the servers on loopback. */
export class Chromium {
  /** @param executable the name or path of a Chromium */
  public static async start(executable: string, local: LocalAccess): Promise<Chromium> {
    const executablePath = pathOf(executable, process.env);
    if (executablePath === undefined) {
      throw new Error(`there is no browser ${executable}`);
    }
    const { port } = new URL(local.issuers[0]);
    const args = [
      ...ARGUMENTS,
      `--host-resolver-rules=${await local.hostRules()}`,
      // The identity provider is on the internet. Requests from there to private addresses would need a permission.
      `--ip-address-space-overrides=127.0.0.1:${port}=public`,
    ];
    return new Chromium(await chromium.launch({ executablePath, args }));
  }

  private constructor(private readonly browser: Browser) {}

  /** A window without cookies. */
  public async visit(options: BrowserContextOptions = {}): Promise<Visit> {
    const context = await this.browser.newContext({ ignoreHTTPSErrors: true, locale: 'en-US', ...options });
    context.setDefaultTimeout(6_000);
    return Visit.in(context);
  }

  public async stop(): Promise<void> {
    await this.browser.close();
  }
}

/** One window, and what it reports. */
export class Visit {
  public static async in(context: BrowserContext): Promise<Visit> {
    return new Visit(context, await context.newPage());
  }

  /** Violations of policies, and requests for the permission to reach the local network. */
  public readonly violations: string[] = [];
  /** The requests of the window, in their order. */
  public readonly requests: { readonly url: string }[] = [];

  private constructor(
    public readonly context: BrowserContext,
    public readonly page: Page,
  ) {
    page.on('console', (message) => {
      if (VIOLATION.test(message.text())) {
        this.violations.push(message.text());
      }
    });
    page.on('request', (request) => {
      this.requests.push({ url: request.url() });
    });
  }

  /** The page of the portal that is shown. */
  public async shown(): Promise<string | null> {
    return this.page.locator('main').getAttribute('data-page');
  }

  public link(name: string): Locator {
    return this.page.getByRole('link', { name, exact: true });
  }

  public async follow(name: string): Promise<void> {
    await this.link(name).click();
  }

  /** Fills in the form of the identity provider, and clicks. */
  public async signIn(user: string, password: string): Promise<void> {
    await this.page.fill('input[name=user]', user);
    await this.page.fill('input[name=password]', password);
    await this.page.click('button');
  }

  /** The addresses behind the buttons Back and Forward. */
  public async history(): Promise<string[]> {
    const session = await this.context.newCDPSession(this.page);
    const { entries } = await session.send('Page.getNavigationHistory');
    await session.detach();
    return entries.map(({ url }) => url);
  }

  public async close(): Promise<void> {
    await this.context.close();
  }
}
