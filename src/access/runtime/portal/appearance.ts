import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOGO_FILE, PORTAL_FOLDER, PORTAL_FOLDER_VARIABLE, TEXTS_FILE } from '../../shared/portal/settings';
import { languageFor, type TextTable } from '../../shared/portal/texts';
import { headerValues } from '../event';
import { PAGE_HEADERS, type PageContext } from './pages';
import type { PortalResponse } from './request';

/** What an operator adds to the pages: texts by language, and a logo. */
export interface Appearance {
  readonly texts: TextTable;
  readonly logo?: Buffer;
}

/** Reads the files of the layer, if there is one. */
export function appearance(environment: Readonly<Record<string, string | undefined>>): Appearance {
  const folder = environment[PORTAL_FOLDER_VARIABLE] ?? PORTAL_FOLDER;
  const [texts, logo] = [TEXTS_FILE, LOGO_FILE].map((name) => join(folder, name));
  return {
    texts: existsSync(texts) ? JSON.parse(readFileSync(texts, 'utf-8')) : {},
    logo: existsSync(logo) ? readFileSync(logo) : undefined,
  };
}

/** The language and the links of a page for one request. */
export function pageContext(
  { headers }: { readonly headers?: unknown },
  { texts, logo }: Appearance,
  base: string,
  now: number,
): PageContext {
  const [wanted] = headerValues(headers, 'accept-language');
  const language = languageFor(typeof wanted === 'string' ? wanted : undefined, texts);
  return { language, base, hasLogo: logo !== undefined, now };
}

/** The logo, which API Gateway sends as bytes. */
export function logoResponse(logo: Buffer): PortalResponse {
  const headers = { ...PAGE_HEADERS, 'Content-Type': imageType(logo), 'Cache-Control': 'max-age=3600' };
  return { statusCode: 200, headers, body: logo.toString('base64'), isBase64Encoded: true };
}

/** The types that the construct accepts. */
function imageType(image: Buffer): string {
  if (image[0] === 0x89) {
    return 'image/png';
  }
  return image[0] === 0xff ? 'image/jpeg' : 'image/webp';
}
