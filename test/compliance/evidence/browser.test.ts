import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { everyStatus, evidenceOf, HOSTILE, notebook } from './app';
import { BROWSER, picture, visit } from './browser';

const NOTICE = BROWSER
  ? ''
  : ' SKIPPED: no Chromium in the path; install chromium-headless-shell, or name a browser in CHROMIUM';
/** The policy as the page has it. */
const NOTHING = 'default-src &#39;none&#39;;';

const inBrowser = BROWSER ? describe : describe.skip;
if (NOTICE) {
  console.warn(`The page of the evidence in a browser:${NOTICE}`);
}

/** What a copy of the page tells of itself. */
interface Measures {
  readonly title: string;
  readonly width: number;
  readonly scrolled: number;
  /** What is wider than the window without being scrolled by itself. */
  readonly wide: string[];
  readonly scheme: string;
  readonly cards: number;
  readonly shown: number;
  readonly details: number;
  readonly images: number;
  readonly scripts: number;
  readonly resources: number;
  readonly text: string;
  readonly contrasts: number[];
}

inBrowser(`the page in a browser${NOTICE}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'evidence-page-'));
  const [page, copy] = [join(directory, 'evidence.html'), join(directory, 'copy.html')];
  const { files } = evidenceOf((app) => {
    everyStatus(app);
    notebook(new Stack(app, `Long${'Name'.repeat(60)}`), 'Notebook'.repeat(20), { rootAccess: 'Enabled' });
  });
  const evidence = JSON.parse(files['evidence.json']);

  beforeAll(() => writeFileSync(page, files['evidence.html']));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** A copy that runs a script before it is measured. The policy of the page stays, and lets in that one script alone. */
  function measured(script: string, width = 1280, ...args: string[]): Measures {
    const code = `${script};(${measure})();`;
    const hash = createHash('sha256').update(code).digest('base64');
    const text = files['evidence.html']
      .replace(NOTHING, `${NOTHING} script-src &#39;sha256-${hash}&#39;;`)
      .replace('</body>', () => `<script>${code}</script></body>`);
    writeFileSync(copy, text);
    const { stdout, console } = visit(copy, [`--window-size=${width},900`, '--dump-dom', ...args]);
    expect(console).toEqual([]);
    const [, json] = /^.*<meta name="measures" content="([^"]*)">.*$/s.exec(stdout) ?? [];
    return JSON.parse(decodeURIComponent(json));
  }

  test('has everything, and says nothing to the console', () => {
    const { stdout, console } = visit(page, ['--dump-dom']);
    expect(console).toEqual([]);
    expect(stdout.match(/<article /g)).toHaveLength(
      evidence.checks.flatMap(({ findings }: { findings: unknown[] }) => findings).length,
    );
    expect(stdout.match(/<tr data-stack/g)).toHaveLength(evidence.totals.pass);
  });

  test('would say so if its policy refused something', () => {
    const bad = files['evidence.html'].replace('</body>', '<script>document.title = 1</script></body>');
    writeFileSync(copy, bad);
    expect(visit(copy, ['--dump-dom']).console.join()).toContain('Content Security Policy');
  });

  test('shows what was typed as text', () => {
    const { title, images, scripts, text, resources } = measured('');
    expect({ title, images, scripts, resources }).toEqual({
      title: 'SageMaker compliance evidence',
      images: 0,
      scripts: 1,
      resources: 0,
    });
    expect(text).toContain(HOSTILE.replace('\u202E\u0000', '\uFFFD\uFFFD'));
  });

  test.each([1280, 400, 320])('is as wide as a window of %d pixels', (width) => {
    const measures = measured('for (const each of document.querySelectorAll("details")) each.open = true', width);
    expect(measures.wide).toEqual([]);
    expect(measures.width).toBe(width);
    expect(measures.scrolled).toBe(width);
  });

  test.each([
    [1280, []],
    [400, []],
    [1280, ['--blink-settings=preferredColorScheme=0']],
  ])('is not blank in a window of %d pixels %j', (width, args) => {
    const { rows, ...size } = picture(page, width, 1600, ...args);
    expect(size).toEqual({ width, height: 1600 });
    expect(rows).toBeGreaterThan(300);
  });

  test('filters by stack and severity without a script of its own', () => {
    const select = (id: string, value: string) => `document.getElementById('by-${id}').value = '${value}'`;
    const cards = (severity?: string, stack?: string) =>
      evidence.checks
        .filter((check: { stack: string }) => !stack || check.stack === stack)
        .flatMap(({ findings }: { findings: { severity: string }[] }) => findings)
        .filter((finding: { severity: string }) => !severity || finding.severity === severity).length;
    const here = evidence.stacks.findIndex(({ path }: { path: string }) => path === 'Here');
    const all = measured('');
    expect([all.shown, all.cards]).toEqual([cards(), cards()]);
    expect(measured(select('severity', 'warning')).shown).toBe(cards('warning'));
    expect(measured(select('stack', here)).shown).toBe(cards(undefined, 'Here'));
    expect(measured(`${select('stack', here)};${select('severity', 'warning')}`).shown).toBe(cards('warning', 'Here'));
    expect(cards('warning')).toBeGreaterThan(0);
    expect(cards(undefined, 'Here')).toBeGreaterThan(cards('warning', 'Here'));
  });

  test.each([
    ['light', '1'],
    ['dark', '0'],
  ])('has enough contrast in the %s scheme', (name, scheme) => {
    const { contrasts, ...measures } = measured('', 1280, `--blink-settings=preferredColorScheme=${scheme}`);
    expect(measures.scheme).toBe(name);
    expect(contrasts.length).toBeGreaterThan(50);
    expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
  });

  test('prints what is folded away', () => {
    const [asIs, unfolded] = [files['evidence.html'], files['evidence.html'].replaceAll('<details>', '<details open>')];
    const folded = asIs.replaceAll('details::details-content', 'details::none');
    expect(pagesOf(asIs)).toBe(pagesOf(unfolded));
    expect(pagesOf(asIs)).toBeGreaterThan(pagesOf(folded));
  });

  /** How many sheets of paper it takes, with whatever style it has. */
  function pagesOf(text: string): number {
    const pdf = join(directory, 'page.pdf');
    writeFileSync(copy, text.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''));
    visit(copy, [`--print-to-pdf=${pdf}`]);
    return [...readFileSync(pdf, 'latin1').matchAll(/\/Type\s*\/Page\b/g)].length;
  }
});

/** Runs in the page; leaves what it finds in a meta element. */
const measure = `() => {
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const background = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return /, 0\\)$/.test(colour) ? background(element.parentElement) : colour;
  };
  const contrast = (element) => {
    const [one, other] = [luminance(getComputedStyle(element).color), luminance(background(element))].sort((a, b) => b - a);
    return (one + 0.05) / (other + 0.05);
  };
  const holders = [...document.body.querySelectorAll('*')].filter((element) => element.tagName !== 'SCRIPT' && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  const cards = [...document.querySelectorAll('article')];
  const wide = [...document.body.querySelectorAll('*')].filter((element) => !element.closest('.scroll > *') && element.getBoundingClientRect().right > innerWidth);
  const { scrollWidth, clientWidth } = document.documentElement;
  const measures = {
    title: document.title, scheme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light', wide: wide.map((element) => element.outerHTML.slice(0, 80)), width: innerWidth, scrolled: Math.max(scrollWidth, clientWidth), cards: cards.length, shown: cards.filter((card) => card.offsetHeight > 0).length,
    details: document.querySelectorAll('details').length, images: document.images.length, scripts: document.scripts.length,
    resources: performance.getEntriesByType('resource').length, text: document.body.textContent, contrasts: holders.map(contrast),
  };
  const meta = document.createElement('meta');
  meta.name = 'measures';
  meta.content = encodeURIComponent(JSON.stringify(measures));
  document.head.append(meta);
}`;
