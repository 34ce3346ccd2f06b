import { createHash } from 'node:crypto';
import { html, Markup } from './markup';
import { STYLE } from './style';

export interface ReportPage {
  readonly title: string;
  /** What the report is about, in one sentence. */
  readonly scope: string;
  /** Rules of style that only this report has. */
  readonly style?: string;
  readonly main: Markup;
}

/** A page that needs nothing but itself: it loads nothing and runs nothing, and its policy says so. */
export function reportPage({ title, scope, style: own = '', main }: ReportPage): string {
  const style = STYLE + own;
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${scope}</p>
</header>
<main>
${main}</main>
</body>
</html>
`.toString();
}
