import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import type { Evidence } from '../../../src/compliance/evidence/evidence';
import { everyStatus, evidenceOf, HOSTILE, notebook } from './app';
import { Browser, chosenBrowser, describeInBrowser, type View, WINDOW_WIDTH } from './browser';
import { readPng } from './browser-png';

const MEASURE = readFileSync(join(__dirname, 'browser-measures.js'), 'utf-8');

/** What browser-measures.js measures. */
interface Measures {
  readonly title: string;
  /** The width of the layout. */
  readonly width: number;
  readonly scrolled: number;
  /** Elements that are wider than the layout and are not in an element that scrolls. */
  readonly wide: string[];
  readonly scheme: string;
  readonly cards: number;
  readonly shown: number;
  readonly passing: number;
  readonly images: number;
  readonly scripts: number;
  readonly resources: number;
  readonly text: string;
  readonly contrasts: number[];
}

describe('the browser', () => {
  test.each([
    ['none by default, whatever is installed', { PATH: process.env.PATH }, undefined],
    ['none if the variable is empty', { CHROMIUM: '' }, undefined],
    ['the one in the variable', { CHROMIUM: '/opt/chromium' }, '/opt/chromium'],
  ])('is %s', (_, environment, executable) => {
    expect(chosenBrowser(environment)).toBe(executable);
  });
});

describeInBrowser('the evidence page', (executable) => {
  let directory: string;
  let html: string;
  let evidence: Evidence;
  let browser: Browser;

  beforeAll(async () => {
    const { files } = evidenceOf((app) => {
      everyStatus(app);
      notebook(new Stack(app, `Long${'Name'.repeat(60)}`), 'Notebook'.repeat(20), { rootAccess: 'Enabled' });
    });
    html = files['evidence.html'];
    evidence = JSON.parse(files['evidence.json']);
    directory = mkdtempSync(join(tmpdir(), 'evidence-page-'));
    browser = await Browser.start(executable, join(directory, 'profile'));
  });
  afterAll(async () => {
    await browser?.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  });

  async function open(text = html, view: View = {}): Promise<void> {
    const file = join(directory, 'evidence.html');
    writeFileSync(file, text);
    await browser.open(file, view);
  }

  /** Opens the page, runs a script and measures the result. The page must not write to the console meanwhile. */
  async function measured(script = '', view: View = {}): Promise<Measures> {
    await open(html, view);
    await browser.evaluate(script);
    const measures = await browser.evaluate<Measures>(MEASURE);
    expect(browser.console).toEqual([]);
    return measures;
  }

  test('lists every finding and writes nothing to the console', async () => {
    const { cards, passing } = await measured();
    expect(cards).toBe(evidence.checks.flatMap(({ findings }) => findings).length);
    expect(passing).toBe(evidence.totals.pass);
  });

  test('writes to the console if its policy refuses something', async () => {
    await open(html.replace('</body>', '<script>document.title = 1</script></body>'));
    expect(browser.console.join()).toContain('Content Security Policy');
  });

  test('shows markup that people typed as text', async () => {
    const { title, images, scripts, text, resources } = await measured();
    expect({ title, images, scripts, resources }).toEqual({
      title: 'SageMaker compliance evidence',
      images: 0,
      scripts: 0,
      resources: 0,
    });
    expect(text).toContain(HOSTILE.replace('\u202E\u0000', '\uFFFD\uFFFD'));
  });

  test.each([1280, 400, 320])('fits a layout that is %d pixels wide, in a window that stays wide', async (width) => {
    const unfold = 'for (const each of document.querySelectorAll("details")) each.open = true';
    const measures = await measured(unfold, { width });
    expect(measures.wide).toEqual([]);
    expect(measures.width).toBe(width);
    expect(measures.scrolled).toBe(width);
    expect(await browser.windowWidth()).toBe(WINDOW_WIDTH);
  });

  test.each<View>([{ width: 1280 }, { width: 400 }, { width: 1280, scheme: 'dark' }])(
    'is not blank in the view %j',
    async (view) => {
      await open(html, { ...view, height: 1600 });
      const { rows, ...size } = readPng(await browser.picture());
      expect(size).toEqual({ width: view.width, height: 1600 });
      expect(rows).toBeGreaterThan(300);
    },
  );

  test('filters by stack and severity without a script', async () => {
    const select = (id: string, value: string) => `document.getElementById('by-${id}').value = '${value}';`;
    const cards = (severity?: string, stack?: string) =>
      evidence.checks
        .filter((check) => !stack || check.stack === stack)
        .flatMap(({ findings }) => findings)
        .filter((finding) => !severity || finding.severity === severity).length;
    const shown = async (script = '') => (await measured(script)).shown;
    const here = String(evidence.stacks.findIndex(({ path }) => path === 'Here'));
    expect(await shown()).toBe(cards());
    expect(await shown(select('severity', 'warning'))).toBe(cards('warning'));
    expect(await shown(select('stack', here))).toBe(cards(undefined, 'Here'));
    expect(await shown(select('stack', here) + select('severity', 'warning'))).toBe(cards('warning', 'Here'));
    expect(cards('warning')).toBeGreaterThan(0);
    expect(cards(undefined, 'Here')).toBeGreaterThan(cards('warning', 'Here'));
  });

  test.each(['light', 'dark'] as const)('has enough contrast in the %s scheme', async (scheme) => {
    const { contrasts, ...measures } = await measured('', { scheme });
    expect(measures.scheme).toBe(scheme);
    expect(contrasts.length).toBeGreaterThan(50);
    expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
  });

  test('prints what is folded away', async () => {
    const sheets = await sheetsOf(html);
    expect(sheets).toBe(await sheetsOf(html.replaceAll('<details>', '<details open>')));
    expect(sheets).toBeGreaterThan(await sheetsOf(html.replaceAll('details::details-content', 'details::none')));
  });

  /** The number of printed sheets, without the policy, which would refuse a changed style. */
  async function sheetsOf(text: string): Promise<number> {
    await open(text.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''));
    return [...(await browser.print()).toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length;
  }
});
