import type { Language, TextName } from '../../shared/portal/texts';
import { type Choice, PageKind } from './page-kind';
import { STYLE, STYLE_HASH } from './style';

export interface PageContent {
  readonly kind: PageKind;
  /** For the operator to find the record of the request. Pages of an error show it. */
  readonly requestId: string;
  /** @default - the one of the page */
  readonly statusCode?: number;
  readonly choices?: readonly Choice[];
  /** The page of the provider that ends its session. */
  readonly signOutAddress?: string;
  /** Whether a script shows the link to that page once it knows the address. */
  readonly hasSignOutLink?: boolean;
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
  [PageKind.SIGNING_IN]: { statusCode: 200, heading: 'signingInHeading', texts: [], actions: [] },
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

/** What the script of a page may do. Pages without one run none. */
export interface ScriptPolicy {
  /** The address of the only file that may run. */
  readonly script: string;
  /** The origins that the script may call. */
  readonly connections: readonly string[];
}

/** Everything else is off: a page needs its style, its logo, and links. */
function contentSecurityPolicy(policy?: ScriptPolicy): string {
  return [
    "default-src 'none'",
    `script-src ${policy?.script ?? "'none'"}`,
    ...(policy ? [`connect-src ${policy.connections.join(' ')}`] : []),
    `style-src '${STYLE_HASH}'`,
    "img-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

const FEATURES = [
  'camera',
  'display-capture',
  'geolocation',
  'microphone',
  'payment',
  'usb',
  'publickey-credentials-get',
];

/** The headers of every response of the portal without script. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': contentSecurityPolicy(),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': FEATURES.map((feature) => `${feature}=()`).join(', '),
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
};

/** The headers of a page with a script. */
export function scriptHeaders(policy: ScriptPolicy): Readonly<Record<string, string>> {
  return { ...PAGE_HEADERS, 'Content-Security-Policy': contentSecurityPolicy(policy) };
}

/** What a script adds to a page. */
export interface PageScript {
  readonly headers: Readonly<Record<string, string>>;
  /** The element that loads it. */
  readonly element: string;
  /** Elements that the script shows. */
  readonly templates: string;
}

/** A page as the response of a proxy integration. */
export function pageResponse(content: PageContent, context: PageContext, script?: PageScript): ProxyPage {
  const { statusCode = PAGES[content.kind].statusCode } = content;
  const headers: Record<string, string> = {
    ...(script?.headers ?? PAGE_HEADERS),
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': context.language.tag,
  };
  if (statusCode === 429) {
    headers['Retry-After'] = '5';
  }
  return { statusCode, headers, body: html(content, context, script) };
}

function html(content: PageContent, context: PageContext, script?: PageScript): string {
  const { language, base, hasLogo } = context;
  const { texts } = language;
  const logo = hasLogo ? `<img src="${escaped(`${base}logo`)}" alt="">` : '';
  const icon = hasLogo ? `<link rel="icon" href="${escaped(`${base}logo`)}">` : '';
  return [
    `<!doctype html><html lang="${escaped(language.tag)}" dir="${language.direction}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(titleOf(content.kind, texts))}</title><style>${STYLE}</style>${icon}${script?.element ?? ''}`,
    `</head><body><header>${logo}<span>${escaped(texts.title)}</span></header>`,
    `${bodyOf(content, context)}${script?.templates ?? ''}</body></html>`,
  ].join('');
}

/** What differs between the pages. */
export function bodyOf(content: PageContent, context: PageContext): string {
  const heading = escaped(context.language.texts[PAGES[content.kind].heading]);
  return [
    `<main data-page="${content.kind}"><h1>${heading}</h1>${mainOf(content, context)}</main>`,
    `<footer>${footerOf(content, context)}</footer>`,
  ].join('');
}

export function titleOf(kind: PageKind, texts: Texts): string {
  const heading = texts[PAGES[kind].heading];
  return heading === texts.title ? heading : `${heading} – ${texts.title}`;
}

function mainOf(content: PageContent, context: PageContext): string {
  const { texts } = context.language;
  const paragraphs = PAGES[content.kind].texts
    .filter((name) => texts[name])
    .map((name) => `<p>${escaped(texts[name])}</p>`);
  return [...progressOf(content, texts), ...paragraphs, choicesOf(content, context), actionsOf(content, context)].join(
    '',
  );
}

/** What happens while a page shows progress. */
const PROGRESS: Partial<Record<PageKind, TextName>> = {
  [PageKind.SIGNING_IN]: 'signingInText',
  [PageKind.WORKING]: 'workingText',
};

/** Screen readers announce the status; the second sentence appears after five seconds. */
function progressOf({ kind }: PageContent, texts: Texts): string[] {
  const name = PROGRESS[kind];
  const late = `<span class="late">${escaped(texts.workingSlow)}</span>`;
  return name ? [`<div class="pulse"></div><p role="status">${escaped(texts[name])} ${late}</p>`] : [];
}

function choicesOf({ kind, choices = [] }: PageContent, { language: { texts }, base }: PageContext): string {
  const items = choices.map((choice) => {
    const address = `${base}open?entry=${encodeURIComponent(choice.id)}`;
    const { label, spaceName, userProfileName } = choice;
    const name = `<strong>${escaped(label ?? spaceName ?? userProfileName)}</strong>`;
    return `<li><a class="choice" href="${escaped(address)}">${name}${detailsOf(choice, texts)}</a></li>`;
  });
  return kind === PageKind.CHOOSE ? `<ul>${items.join('')}</ul>` : '';
}

function detailsOf({ domainId, userProfileName, spaceName, landingPage }: Choice, texts: Texts): string {
  const details: [string, string | undefined][] = [
    [texts.chooseSpace, spaceName],
    [texts.chooseProfile, userProfileName],
    [texts.chooseDomain, domainId],
    [texts.choosePage, landingPage],
  ];
  const lines = details.flatMap(([label, value]) => (value ? [`${escaped(label)}: ${escaped(value)}`] : []));
  return lines.map((line) => `<span>${line}</span>`).join('');
}

function actionsOf(content: PageContent, { language: { texts }, base }: PageContext): string {
  const links = PAGES[content.kind].actions.map(([kind, path, name]) =>
    link(`${base}${path}` || './', texts[name], kind === 'main'),
  );
  if (content.signOutAddress !== undefined) {
    links.push(link(content.signOutAddress, texts.providerSignOutAction, false));
  }
  if (content.hasSignOutLink) {
    links.push(`<a data-field="signOut" hidden>${escaped(texts.providerSignOutAction)}</a>`);
  }
  return links.length > 0 ? `<p class="actions">${links.join(' ')}</p>` : '';
}

function link(address: string, name: string, isMain: boolean): string {
  return `<a${isMain ? ' class="act"' : ''} href="${escaped(address)}">${escaped(name)}</a>`;
}

/** Problems name the contact and what identifies the request; the other pages name the contact. */
function footerOf({ kind, requestId }: PageContent, { language: { texts }, now }: PageContext): string {
  const rows: string[] = [];
  if (texts.contact) {
    rows.push(`<dt>${escaped(texts.contactLabel)}</dt><dd>${escaped(texts.contact)}</dd>`);
  }
  if (PAGES[kind].isProblem) {
    const time = `${new Date(now).toISOString().slice(0, 19)}Z`;
    rows.push(`<dt>${escaped(texts.requestId)}</dt><dd data-field="requestId">${escaped(requestId)}</dd>`);
    rows.push(`<dt>${escaped(texts.time)}</dt><dd data-field="time">${time}</dd>`);
  }
  return rows.length > 0 ? `<dl>${rows.join('')}</dl>` : '';
}

/** Text for an element or an attribute in double quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
