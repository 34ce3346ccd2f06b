import type { Language, TextName } from '../../shared/portal/texts';
import { STYLE, STYLE_HASH } from './style';

/** The pages of the portal. */
export enum PageKind {
  START = 'start',
  WORKING = 'working',
  CHOOSE = 'choose',
  EXPIRED = 'expired',
  CANCELLED = 'cancelled',
  NO_ACCESS = 'no-access',
  DENIED = 'denied',
  SIGNED_OUT = 'signed-out',
  BUSY = 'busy',
  UNAVAILABLE = 'unavailable',
  TOO_LARGE = 'too-large',
  UNKNOWN = 'unknown',
}

/** What a user may open, as they see it. `id` selects the entry among those of this user. */
export interface Choice {
  readonly id: string;
  /** The operator's name for it. */
  readonly label?: string;
  readonly domainId: string;
  readonly userProfileName: string;
  readonly spaceName?: string;
  readonly landingPage?: string;
}

export interface PageContent {
  readonly kind: PageKind;
  /** For the operator to find the record of the request. Pages of an error show it. */
  readonly requestId: string;
  /** @default - the one of the page */
  readonly statusCode?: number;
  readonly choices?: readonly Choice[];
  /** The page of the provider that ends its session. */
  readonly signOutAddress?: string;
}

export interface PageContext {
  readonly language: Language;
  /** Before the names of the other pages, such as `https://studio.example.com/`. Empty for pages beside them. */
  readonly base: string;
  readonly hasLogo: boolean;
  /** In milliseconds since 1970. */
  readonly now: number;
}

export interface ProxyPage {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Texts = Language['texts'];
type Action = 'main' | 'plain';

interface PageRow {
  readonly statusCode: number;
  readonly heading: TextName;
  readonly texts: readonly TextName[];
  /** The links below the text: where they lead, and how they are called. */
  readonly actions: readonly (readonly [kind: Action, path: string, name: TextName])[];
  /** Whether the page shows the request id and the contact. */
  readonly isProblem?: boolean;
}

const AGAIN = ['main', 'signin', 'signInAction'] as const;
const RETRY = ['main', '', 'tryAgainAction'] as const;
const OTHER_ACCOUNT = ['plain', 'signin?account=other', 'otherAccountAction'] as const;
const SIGN_OUT = ['plain', 'signed-out', 'signOutAction'] as const;

const PAGES: Record<PageKind, PageRow> = {
  [PageKind.START]: {
    statusCode: 200,
    heading: 'startHeading',
    texts: ['startText', 'notice'],
    actions: [['main', 'signin', 'startAction'], OTHER_ACCOUNT],
  },
  [PageKind.WORKING]: {
    statusCode: 200,
    heading: 'workingHeading',
    texts: [],
    actions: [['plain', 'open', 'workingAction']],
  },
  [PageKind.CHOOSE]: { statusCode: 200, heading: 'chooseHeading', texts: ['chooseText'], actions: [SIGN_OUT] },
  [PageKind.EXPIRED]: { statusCode: 401, heading: 'expiredHeading', texts: ['expiredText'], actions: [AGAIN] },
  [PageKind.CANCELLED]: { statusCode: 401, heading: 'expiredHeading', texts: ['cancelledText'], actions: [AGAIN] },
  [PageKind.NO_ACCESS]: {
    statusCode: 403,
    heading: 'noAccessHeading',
    texts: ['noAccessText'],
    actions: [['main', 'signin?account=other', 'otherAccountAction'], SIGN_OUT],
    isProblem: true,
  },
  [PageKind.DENIED]: {
    statusCode: 403,
    heading: 'deniedHeading',
    texts: ['deniedText'],
    actions: [['main', 'signin?account=other', 'otherAccountAction']],
    isProblem: true,
  },
  [PageKind.SIGNED_OUT]: {
    statusCode: 200,
    heading: 'signedOutHeading',
    texts: ['signedOutText', 'signedOutStudio'],
    actions: [AGAIN],
  },
  [PageKind.BUSY]: {
    statusCode: 429,
    heading: 'busyHeading',
    texts: ['busyText'],
    actions: [RETRY],
    isProblem: true,
  },
  [PageKind.UNAVAILABLE]: {
    statusCode: 503,
    heading: 'unavailableHeading',
    texts: ['unavailableText'],
    actions: [RETRY],
    isProblem: true,
  },
  [PageKind.TOO_LARGE]: {
    statusCode: 500,
    heading: 'tooLargeHeading',
    texts: ['tooLargeText'],
    actions: [['plain', '', 'startPageAction']],
    isProblem: true,
  },
  [PageKind.UNKNOWN]: {
    statusCode: 404,
    heading: 'unknownHeading',
    texts: ['unknownText'],
    actions: [['main', '', 'startPageAction']],
    isProblem: true,
  },
};

/** Everything is off: a page needs its style, its logo, and links. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'none'",
  `style-src '${STYLE_HASH}'`,
  "img-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const FEATURES = [
  'camera',
  'display-capture',
  'geolocation',
  'microphone',
  'payment',
  'usb',
  'publickey-credentials-get',
];

/** The headers of every response of the portal. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': FEATURES.map((feature) => `${feature}=()`).join(', '),
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
};

/** A page as the response of a proxy integration. */
export function pageResponse(content: PageContent, context: PageContext): ProxyPage {
  const { statusCode = PAGES[content.kind].statusCode } = content;
  const headers: Record<string, string> = {
    ...PAGE_HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': context.language.tag,
  };
  if (statusCode === 429) {
    headers['Retry-After'] = '5';
  }
  return { statusCode, headers, body: html(content, context) };
}

function html(content: PageContent, context: PageContext): string {
  const { language, base, hasLogo } = context;
  const { texts } = language;
  const { heading } = PAGES[content.kind];
  const logo = hasLogo ? `<img src="${escaped(`${base}logo`)}" alt="">` : '';
  const icon = hasLogo ? `<link rel="icon" href="${escaped(`${base}logo`)}">` : '';
  return [
    `<!doctype html><html lang="${escaped(language.tag)}" dir="${language.direction}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(titleOf(texts[heading], texts.title))}</title><style>${STYLE}</style>${icon}</head><body>`,
    `<header>${logo}<span>${escaped(texts.title)}</span></header>`,
    `<main data-page="${content.kind}"><h1>${escaped(texts[heading])}</h1>${mainOf(content, context)}</main>`,
    `<footer>${footerOf(content, context)}</footer></body></html>`,
  ].join('');
}

function titleOf(heading: string, title: string): string {
  return heading === title ? title : `${heading} – ${title}`;
}

function mainOf(content: PageContent, context: PageContext): string {
  const { texts } = context.language;
  const paragraphs = PAGES[content.kind].texts
    .filter((name) => texts[name])
    .map((name) => `<p>${escaped(texts[name])}</p>`);
  const progress = content.kind === PageKind.WORKING ? [progressOf(texts)] : [];
  return [...progress, ...paragraphs, choicesOf(content, context), actionsOf(content, context)].join('');
}

/** Screen readers announce the status; the second sentence appears after five seconds. */
function progressOf(texts: Texts): string {
  const late = `<span class="late">${escaped(texts.workingSlow)}</span>`;
  return `<div class="pulse"></div><p role="status">${escaped(texts.workingText)} ${late}</p>`;
}

function choicesOf({ choices = [] }: PageContent, { language: { texts }, base }: PageContext): string {
  const items = choices.map((choice) => {
    const address = `${base}open?entry=${encodeURIComponent(choice.id)}`;
    const { label, spaceName, userProfileName } = choice;
    const name = `<strong>${escaped(label ?? spaceName ?? userProfileName)}</strong>`;
    return `<li><a class="choice" href="${escaped(address)}">${name}${detailsOf(choice, texts)}</a></li>`;
  });
  return items.length > 0 ? `<ul>${items.join('')}</ul>` : '';
}

function detailsOf({ domainId, userProfileName, spaceName, landingPage }: Choice, texts: Texts): string {
  const details: [string, string | undefined][] = [
    [texts.chooseSpace, spaceName],
    [texts.chooseProfile, userProfileName],
    [texts.chooseDomain, domainId],
    [texts.choosePage, landingPage],
  ];
  const lines = details.flatMap(([label, value]) => (value ? [`${escaped(label)}: ${escaped(value)}`] : []));
  return `<span>${lines.join('</span><br><span>')}</span>`;
}

function actionsOf(content: PageContent, { language: { texts }, base }: PageContext): string {
  const links = PAGES[content.kind].actions.map(([kind, path, name]) =>
    link(`${base}${path}` || './', texts[name], kind === 'main'),
  );
  if (content.signOutAddress !== undefined) {
    links.push(link(content.signOutAddress, texts.providerSignOutAction, false));
  }
  return `<p class="actions">${links.join(' ')}</p>`;
}

function link(address: string, name: string, isMain: boolean): string {
  return `<a${isMain ? ' class="act"' : ''} href="${escaped(address)}">${escaped(name)}</a>`;
}

/** Problems name the contact and what identifies the request; the other pages name the contact. */
function footerOf({ kind, requestId }: PageContent, { language: { texts }, now }: PageContext): string {
  const details: [string, string][] = [];
  if (texts.contact) {
    details.push([texts.contactLabel, texts.contact]);
  }
  if (PAGES[kind].isProblem) {
    details.push([texts.requestId, requestId], [texts.time, `${new Date(now).toISOString().slice(0, 19)}Z`]);
  }
  const rows = details.map(([label, value]) => `<dt>${escaped(label)}</dt><dd>${escaped(value)}</dd>`);
  return rows.length > 0 ? `<dl>${rows.join('')}</dl>` : '';
}

/** Text for an element or an attribute in double quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
