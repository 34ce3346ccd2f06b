import { pathToFileURL } from 'node:url';
import { DevTools } from './browser-protocol';

/**
 * The name or path of the browser in which tests open pages, from the environment variable `CHROMIUM`. Browsers are not looked up,
 * so that the outcome of a test run does not depend on what happens to be installed.
 */
export function chosenBrowser({ CHROMIUM }: Readonly<Record<string, string | undefined>>): string | undefined {
  return CHROMIUM || undefined;
}

/** Tests that open a page in the chosen browser. They are skipped, with a notice, where none is chosen. */
export function describeInBrowser(page: string, tests: (executable: string) => void): void {
  const executable = chosenBrowser(process.env);
  if (executable) {
    describe(`${page} in a browser`, () => tests(executable));
    return;
  }
  const title = `${page} in a browser SKIPPED: set CHROMIUM to the name or the path of a Chromium to open the page`;
  // Jest shows nothing that a skipped suite writes to its console.
  process.stderr.write(`${title}\n`);
  describe.skip(title, () => tests(''));
}

/** The window stays this wide, since Chromium makes no window narrower than 500 pixels unless it is the headless shell. */
export const WINDOW_WIDTH = 1280;

const ARGUMENTS = [
  '--headless',
  // Chromium refuses to run as root with its sandbox, and containers run tests as root.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
  // Pages that reach out fail.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  `--window-size=${WINDOW_WIDTH},900`,
];

/** Events that report what a page writes to the console and what its policy refuses. */
const CONSOLE_EVENTS = ['Log.entryAdded', 'Runtime.consoleAPICalled', 'Runtime.exceptionThrown'];

export interface View {
  /** In CSS pixels. @default 1280 */
  readonly width?: number;
  /** In CSS pixels. @default 900 */
  readonly height?: number;
  /** @default light */
  readonly scheme?: 'light' | 'dark';
}

/** A browser with a single tab. */
export class Browser {
  /** Starts a browser with a new profile in a directory. */
  public static async start(executable: string, profile: string): Promise<Browser> {
    const tools = new DevTools(executable, [...ARGUMENTS, `--user-data-dir=${profile}`]);
    const { targetId } = await tools.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await tools.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    const browser = new Browser(tools, targetId, sessionId);
    await browser.send('Page.enable');
    await browser.send('Page.setLifecycleEventsEnabled', { enabled: true });
    await browser.send('Log.enable');
    await browser.send('Runtime.enable');
    return browser;
  }

  /** What the console has shown since the page was opened. */
  public readonly console: string[] = [];

  /** Ids of the documents that have loaded. */
  private readonly loaded = new Set<string>();

  private constructor(
    private readonly tools: DevTools,
    private readonly targetId: string,
    private readonly sessionId: string,
  ) {
    for (const event of CONSOLE_EVENTS) {
      tools.events.on(event, (params) => this.console.push(JSON.stringify(params)));
    }
    tools.events.on('Page.lifecycleEvent', ({ name, loaderId }) => name === 'load' && this.loaded.add(loaderId));
  }

  /** Opens a file. Its layout has the width of the view in every browser, whatever the width of the window. */
  public async open(file: string, { width = WINDOW_WIDTH, height = 900, scheme = 'light' }: View = {}): Promise<void> {
    this.console.length = 0;
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    await this.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
    const { loaderId } = await this.send<{ loaderId: string }>('Page.navigate', { url: pathToFileURL(file).href });
    while (!this.loaded.has(loaderId)) {
      await this.tools.next('Page.lifecycleEvent');
    }
  }

  /** Runs a script in the page, past its policy, and returns the value of the last expression. */
  public async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send<{ result: { value: T }; exceptionDetails?: object }>(
      'Runtime.evaluate',
      { expression, returnByValue: true },
    );
    if (exceptionDetails) {
      throw new Error(JSON.stringify(exceptionDetails));
    }
    return result.value;
  }

  /** A picture of the view in PNG. */
  public async picture(): Promise<Buffer> {
    const { data } = await this.send<{ data: string }>('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data, 'base64');
  }

  /** The page as it is printed, in PDF. */
  public async print(): Promise<Buffer> {
    const { data } = await this.send<{ data: string }>('Page.printToPDF');
    return Buffer.from(data, 'base64');
  }

  /** The width of the window that holds the tab, which is not the width of the view. */
  public async windowWidth(): Promise<number> {
    const { bounds } = await this.tools.send<{ bounds: { width: number } }>('Browser.getWindowForTarget', {
      targetId: this.targetId,
    });
    return bounds.width;
  }

  public stop(): Promise<void> {
    return this.tools.stop();
  }

  private send<T>(method: string, params: object = {}): Promise<T> {
    return this.tools.send<T>(method, params, this.sessionId);
  }
}
