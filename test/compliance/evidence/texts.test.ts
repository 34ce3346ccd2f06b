import { createHash } from 'node:crypto';
import { type App, Stack, Validations } from 'aws-cdk-lib';
import { EvidenceFormat, type EvidenceReportProps, Rule, SageMakerChecks } from '../../../src/compliance';
import { html } from '../../../src/private/shared/report-page/markup';
import { everyStatus, evidenceOf, HOSTILE, notebook } from './app';

const COMMENT_MAX = 65_536;

describe('markup', () => {
  test('escapes what is filled in, once, wherever it stands', () => {
    expect(
      html`<a title="${'"\'<>&'}">${html`<b>${'&'}</b>`}${['<', html`<i></i>`]}${undefined}${0}</a>`.toString(),
    ).toBe('<a title="&quot;&#39;&lt;&gt;&amp;"><b>&amp;</b>&lt;<i></i>0</a>');
  });

  test('has neither control characters nor such that turn the order of others', () => {
    expect(html`${'a\u0000b\u001Bc\u202Ed\u2066e\nf\tg'}`.toString()).toBe('a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\nf\tg');
  });
});

describe('the page', () => {
  const page = evidenceOf().files['evidence.html'];

  test('has a policy that lets in its own style and nothing else', () => {
    const [, style] = /^.*<style>(.*)<\/style>.*$/s.exec(page) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;">`,
    );
    expect(page).not.toMatch(/<(script|link|img|iframe|object|base|form)\b|<[^>]* (style|on[a-z]+)=/i); // unanchored: anywhere in the page
  });

  test('has one heading of the first level, and labels for sections, tables and fields', () => {
    const count = (text: string) => page.split(text).length - 1;
    expect(page).toContain('<html lang="en">');
    expect(count('<h1>')).toBe(1);
    expect(count('<table>')).toBe(count('<caption>'));
    expect(count('<section ')).toBe(count('aria-labelledby="'));
    expect(count('<select ')).toBe(count('<label>'));
    for (const id of [...page.matchAll(/aria-labelledby="([^"]+)"|href="#([^"]+)"/g)].map(
      ([, label, link]) => label ?? link,
    )) {
      expect(page).toContain(`id="${id}"`);
    }
  });

  test('says what was found, why it matters, and how to fix it', () => {
    const { rationale, remediation, documentationUrl } = Rule.NOTEBOOK_NO_ROOT_ACCESS;
    for (const text of [
      'RootAccess must be &quot;Disabled&quot;, got &quot;Enabled&quot;',
      rationale,
      remediation,
      `href="${documentationUrl}"`,
      'Security Hub: SageMaker.3;',
    ]) {
      expect(page).toContain(text);
    }
    expect(page).toContain(
      'A lab without data, closed in RISK-7 <span class="aside">acknowledged on <code>Here/Open</code></span>',
    );
    expect(page).toContain('RootAccess must be &quot;Disabled&quot;, but parameter RootAccess has no default');
  });

  test('names the app where it was acknowledged there', () => {
    const { files } = evidenceOf((app) => {
      notebook(new Stack(app, 'Stack'), 'Notebook', { rootAccess: 'Enabled' });
      Validations.of(app).acknowledge({ id: 'notebook-no-root-access', reason: 'all of them' });
    });
    expect(files['evidence.html']).toContain('acknowledged on the app</span>');
  });

  test('tells of templates as a whole', () => {
    const checks = new SageMakerChecks({ rules: [Rule.TEMPLATE_READABLE] });
    const { files } = evidenceOf((app) => new Stack(app, 'Stack').addTransform('Macro'), { checks });
    expect(files['evidence.html']).toContain('the template as a whole in <code>Stack.template.json</code>');
  });
});

describe('the Markdown', () => {
  const markdown = evidenceOf().files['evidence.md'];

  test('has the totals, the controls and what is open', () => {
    expect(markdown.split('\n').slice(0, 9)).toEqual([
      '# SageMaker compliance evidence',
      '',
      '✗ **2** fail · ? **1** cannot tell · ! **2** acknowledged · ✓ **10** pass',
      '',
      '15 checks of 3 rules on 5 resources in 5 stacks, by the synthesized templates.',
      '',
      '| Controls of | Fail | Cannot tell | Acknowledged | Pass | Not applicable |',
      '| --- | --- | --- | --- | --- | --- |',
      '| Security Hub | 2 | 0 | 0 | 0 | 0 |',
    ]);
    expect(markdown.match(/^## .*$/gm)).toEqual(['## Failed (2)', '## Cannot tell (1)', '## Acknowledged (2)']);
    expect(markdown).toContain(
      `| error | <code>Here/Bad</code> | Notebook instances must not give root access: RootAccess must be "Disabled", got "Enabled" | [notebook-no-root-access](${Rule.NOTEBOOK_NO_ROOT_ACCESS.documentationUrl}) |`,
    );
    expect(markdown).not.toContain('left out');
  });

  test('has tables whose rows have as many cells as their heads, whatever was typed', () => {
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    const cells = rows.map((row) => row.split('|').length - 2);
    expect(new Set(cells)).toEqual(new Set([4, 6]));
  });

  test('takes nothing of what was typed for markup, links or mentions', () => {
    const [row] = markdown.split('\n').filter((line) => line.includes('everyone'));
    const left = row
      .replaceAll('<code>', '')
      .replaceAll('</code>', '')
      .replaceAll('<!-- -->', '')
      .replace(/\[notebook-[a-z-]+\]\([^)]+\)/, '');
    expect(left).not.toMatch(/[<>`*_@[\]()]|:\/\//); // unanchored: anywhere in the row
    expect(row).toContain('&#64;<!-- -->everyone &#35;<!-- -->1');
  });

  const many = (count: number, reason?: string) => (app: App) => {
    const stack = new Stack(app, 'Stack');
    for (let index = 0; index < count; index++) {
      notebook(stack, `Notebook${String(index).padStart(3, '0')}`, { rootAccess: 'Enabled' });
    }
    if (reason) {
      Validations.of(stack).acknowledge({ id: 'notebook-no-root-access', reason });
    }
  };

  function cut(build: (app: App) => void, formats?: EvidenceReportProps['formats']): string {
    return evidenceOf(build, { formats, checks: new SageMakerChecks({ rules: [Rule.NOTEBOOK_NO_ROOT_ACCESS] }) }).files[
      'evidence.md'
    ];
  }

  test('is cut to what a comment holds, and says what is left out and where it is', () => {
    const text = cut(many(400));
    const rows = text.split('\n').filter((line) => line.startsWith('| error |')).length;
    expect(text.length).toBeLessThanOrEqual(COMMENT_MAX - 1_000);
    expect(text.length).toBeGreaterThan(COMMENT_MAX - 3_000);
    expect(text).toContain(
      `\n\n**${400 - rows} more findings left out, since a comment holds no more.** The full list is in \`evidence.json\` and \`evidence.html\` of this report.\n`,
    );
  });

  test('does not point to files that there are not', () => {
    expect(cut(many(400), [EvidenceFormat.MARKDOWN])).toMatch(/^.*left out, since a comment holds no more\.\*\*\n$/s);
  });

  test('cuts a long text before it leaves out others', () => {
    const text = cut(many(3, 'long '.repeat(50_000)));
    expect(text.match(/long …/g)).toHaveLength(3);
    expect(text).not.toContain('left out');
  });

  test('says nothing of what there is not', () => {
    expect(cut((app) => void new Stack(app, 'Empty')).match(/^## .*$/gm)).toBeNull();
  });
});

test('every status can be told apart without colours', () => {
  const page = evidenceOf(everyStatus).files['evidence.html'];
  for (const [status, sign, name] of [
    ['fail', '✗', 'Fail'],
    ['cannotTell', '\\?', 'Cannot tell'],
    ['acknowledged', '!', 'Acknowledged'],
  ]) {
    expect(page).toMatch(
      new RegExp(
        `^.*<h3><span class="badge ${status}"><span aria-hidden="true">${sign}</span> ${name}, (error|warning)</span> <code>.*$`,
        's',
      ),
    );
  }
  expect(page).toContain(html`${HOSTILE.replaceAll('/', '-')}`.toString());
});
