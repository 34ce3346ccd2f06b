import { createHash } from 'node:crypto';
import { entriesInOrder } from '../../private/order';
import { DEFAULT_LANGUAGE, type Language, languageFor, type TextName, type TextTable } from '../shared/portal/texts';

/** The texts of a page for a request that API Gateway answers itself. */
export interface GatewayPageTexts {
  readonly heading: TextName;
  readonly text: TextName;
}

/** Without the characters that begin a variable of API Gateway. */
const STYLE = [
  ':root{color-scheme:light dark}',
  'body{max-width:36rem;margin:10vh auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}',
  'a{display:inline-block;padding:.25rem 0}',
].join('');

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/**
 * A page without placeholders but the id of the request. API Gateway does not choose a language, so the page has all of them.
 *
 * @param address of the portal
 */
export function gatewayPage({ heading, text }: GatewayPageTexts, table: TextTable, address: string): string {
  const languages = languagesOf(table);
  const [{ texts: first }] = languages;
  const sections = languages.map(
    ({ tag, direction, texts }, index) =>
      `<section lang="${tag}" dir="${direction}">${titled(index, texts[heading])}<p>${escaped(texts[text])}</p>` +
      `<p><a href="${address}">${escaped(texts.startPageAction)}</a></p></section>`,
  );
  return [
    `<!doctype html><html lang="${DEFAULT_LANGUAGE}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(first[heading])} – ${escaped(first.title)}</title><style>${STYLE}</style></head>`,
    `<body><main>${sections.join('')}</main><footer><p>${escaped(first.contact)}</p>`,
    `<p>${escaped(first.requestId)}: $context.requestId</p></footer></body></html>`,
  ].join('');
}

/** The default language first. */
function languagesOf(table: TextTable): Language[] {
  const tags = entriesInOrder(table).map(([tag]) => tag);
  const others = tags.filter((tag) => tag !== DEFAULT_LANGUAGE);
  return [DEFAULT_LANGUAGE, ...others].map((tag) => languageFor(tag, table));
}

/** A page has one main heading. */
function titled(index: number, heading: string): string {
  const level = index === 0 ? 'h1' : 'h2';
  return `<${level}>${escaped(heading)}</${level}>`;
}

/** Text for an element. A dollar sign would begin a variable. */
function escaped(text: string): string {
  return text.replace(/[&<>"'$]/g, (character) => `&#${character.charCodeAt(0)};`);
}
