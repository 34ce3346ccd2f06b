import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { ClientStep } from '../../../../src/access/runtime/portal/in-browser/client';
import { pageScript } from '../../../../src/access/runtime/portal/in-browser/pages';
import { type Choice, PageKind } from '../../../../src/access/runtime/portal/page-kind';
import { escaped, pageResponse } from '../../../../src/access/runtime/portal/pages';
import { languageFor, PORTAL_TEXTS, TEXT_NAMES, type TextTable } from '../../../../src/access/shared/portal/texts';
import { SETTINGS } from './visitor';

const NOW = Date.UTC(2026, 10, 30, 12);
const BASE = 'https://studio.example.com/';
const KINDS = Object.values(PageKind);
const HOSTILE = `"'><img src=x onerror=alert(1)><script>alert(2)</script>&lt;`;
const CHOICE: Choice = { id: 'e1', domainId: 'd-abc', userProfileName: 'alice' };

function page(kind: PageKind, texts: TextTable = {}, more: { choices?: Choice[]; language?: string } = {}) {
  return pageResponse(
    { kind, requestId: 'request-1', choices: more.choices, signOutAddress: 'https://idp.example.com/logout?a=1&b=2' },
    { language: languageFor(more.language, texts), base: BASE, hasLogo: true, now: NOW },
  );
}

describe.each(KINDS)('the page "%s"', (kind) => {
  test.each(Object.keys(PORTAL_TEXTS))('has a language, a title and one heading in "%s"', (language) => {
    const { body, headers } = page(kind, {}, { language });

    expect(body).toContain(`<html lang="${language}" dir="ltr">`);
    expect(body.match(/<h1>[^<]+<\/h1>/g)).toHaveLength(1);
    expect(body).toMatch(/<title>[^<]+<\/title>/);
    expect(headers['Content-Language']).toBe(language);
  });

  test('runs no script, loads nothing from elsewhere, and cannot be framed or kept (clickjacking)', () => {
    const { body, headers } = page(kind);
    const [, style] = /<style>(.*)<\/style>/s.exec(body)!;
    const hash = createHash('sha256').update(style).digest('base64');

    expect(headers['Content-Security-Policy']).toBe(
      `default-src 'none'; script-src 'none'; style-src 'sha256-${hash}'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
    );
    expect(headers).toMatchObject({
      'Cache-Control': 'no-store',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': expect.stringContaining('camera=()'),
      'Referrer-Policy': 'no-referrer',
      'Strict-Transport-Security': 'max-age=31536000',
      'X-Content-Type-Options': 'nosniff',
    });
    expect(body).not.toMatch(/<script|<form|<iframe|<link (?!rel="icon")|<object|\son\w+=|\sstyle=|javascript:|url\(/i);
    expect([...body.matchAll(/src="([^"]*)"/g)].map(([, address]) => address)).toEqual([`${BASE}logo`]);
  });

  test('shows every text of the operator as text (XSS)', () => {
    const texts = Object.fromEntries(TEXT_NAMES.map((name) => [name, `${name}${HOSTILE}`]));
    const { body } = page(kind, { en: texts }, { choices: [CHOICE] });
    const plain = page(kind, {}, { choices: [CHOICE] }).body;
    const tags = (html: string) => [...html.matchAll(/<(\/?\w+)/g)].map(([, name]) => name);
    const optional = ['dl', 'dt', 'dd', '/dl', '/dt', '/dd', 'p', '/p'];
    const counted = (html: string) => tags(html).filter((name) => !optional.includes(name));

    expect(body).toContain(escaped(HOSTILE));
    expect(body).not.toContain(HOSTILE);
    expect(counted(body)).toEqual(counted(plain));
    expect(body).not.toContain('<img src=x');
  });

  test('is below 60 KB compressed', () => {
    const choices = Array.from({ length: 50 }, (_, index) => ({
      ...CHOICE,
      id: `e${index}`,
      spaceName: `space-${index}`,
    }));

    expect(deflateRawSync(page(kind, {}, { choices }).body).length).toBeLessThan(60_000);
  });
});

test('every text is on a page', () => {
  const texts = Object.fromEntries(TEXT_NAMES.map((name) => [name, `text of ${name}.`]));
  const choice = { ...CHOICE, spaceName: 'churn', landingPage: 'JupyterLab' };
  const pages = KINDS.map((kind) => page(kind, { en: texts }, { choices: [choice] }).body);
  const context = { language: languageFor('en', { en: texts }), base: BASE, hasLogo: false, now: 0 };
  const scripted = pageScript(
    { step: ClientStep.SIGN_IN, settings: SETTINGS, script: '', requestId: 'request-1' },
    context,
  );
  const shown = [...pages, scripted.templates].join('');

  expect(TEXT_NAMES.filter((name) => !shown.includes(`text of ${name}.`))).toEqual([]);
});

describe('the choice', () => {
  test('links each entry by its id, and shows its names', () => {
    const choices = [
      { ...CHOICE, label: 'Research' },
      { ...CHOICE, id: 'e2', spaceName: 'churn', landingPage: 'JupyterLab' },
    ];
    const { body } = page(PageKind.CHOOSE, {}, { choices });

    expect([...body.matchAll(/class="choice" href="([^"]*)"><strong>([^<]*)</g)].map(([, ...parts]) => parts)).toEqual([
      [`${BASE}open?entry=e1`, 'Research'],
      [`${BASE}open?entry=e2`, 'churn'],
    ]);
    expect(body).toContain('<span>User profile: alice</span><span>Domain: d-abc</span>');
    expect(body).toContain('<span>Starts with: JupyterLab</span>');
  });

  test('shows names of the directory as text, wherever they are (injected names)', () => {
    const hostile = {
      id: HOSTILE,
      label: HOSTILE,
      domainId: HOSTILE,
      userProfileName: HOSTILE,
      spaceName: HOSTILE,
      landingPage: HOSTILE,
    };
    const { body } = page(PageKind.CHOOSE, {}, { choices: [hostile] });

    expect(body).toContain(`open?entry=${escaped(encodeURIComponent(HOSTILE))}"`);
    expect(body).not.toMatch(/<img src=x|<script/);
    expect(body.split(escaped(HOSTILE))).toHaveLength(6);
  });
});

describe('a problem', () => {
  const problems = KINDS.filter((kind) => page(kind).statusCode >= 400);

  test.each([
    PageKind.NO_ACCESS,
    PageKind.DENIED,
    PageKind.BUSY,
    PageKind.UNAVAILABLE,
    PageKind.TOO_LARGE,
    PageKind.UNKNOWN,
  ])('"%s" shows the contact, the request id and the time', (kind) => {
    const { body } = page(kind, { en: { contact: 'Help desk, 4711' } });

    expect(body).toContain('<dd>Help desk, 4711</dd>');
    expect(body).toContain('<dd data-field="requestId">request-1</dd>');
    expect(body).toContain('<dd data-field="time">2026-11-30T12:00:00Z</dd>');
  });

  test('never goes on by itself (no loop)', () => {
    for (const kind of problems) {
      const { body, headers } = page(kind);
      expect(headers).not.toHaveProperty('Refresh');
      expect(body).not.toMatch(/http-equiv/i);
    }
  });

  test('of too many requests says when to try again', () => {
    expect(page(PageKind.BUSY)).toMatchObject({ statusCode: 429, headers: { 'Retry-After': '5' } });
  });
});
