/** The texts of the pages, by name. `title`, `contact` and `notice` are for the operator to set. */
export type PortalTexts = Readonly<Record<string, string>>;

/** The language of browsers that ask for none of the others, and the one whose texts others are completed with. */
export const DEFAULT_LANGUAGE = 'en';

const en = {
  title: 'SageMaker Studio',
  contact: '',
  notice: '',
  startHeading: 'SageMaker Studio',
  startText: 'Sign in with your company account to open Studio.',
  startAction: 'Open Studio',
  signingInHeading: 'Signing in',
  signingInText: 'You are being signed in.',
  scriptText: 'This page needs JavaScript. Allow it for this address, then start again.',
  workingHeading: 'Opening Studio',
  workingText: 'You are signed in. Studio opens in a moment.',
  workingSlow: 'This takes longer than usual. Please wait.',
  workingAction: 'Continue',
  chooseHeading: 'Choose what to open',
  chooseText: 'You have access to several Studio environments.',
  chooseDomain: 'Domain',
  chooseProfile: 'User profile',
  chooseSpace: 'Space',
  choosePage: 'Starts with',
  expiredHeading: 'Sign in again',
  expiredText: 'Your sign-in has expired or was not completed.',
  cancelledText: 'The sign-in was cancelled.',
  signInAction: 'Sign in',
  noAccessHeading: 'No access',
  noAccessText: 'Studio is not open to this account.',
  otherAccountAction: 'Use another account',
  deniedHeading: 'Sign-in not accepted',
  deniedText: 'The identity provider signed you in, but Studio does not accept this sign-in.',
  signedOutHeading: 'Signed out',
  signedOutText: 'This portal no longer holds a sign-in of yours.',
  signedOutStudio: 'Studio sessions that are already open stay open until they end. Sign out in Studio to close them.',
  signOutAction: 'Sign out',
  providerSignOutAction: 'Sign out at the identity provider',
  busyHeading: 'Too many requests',
  busyText: 'Wait a few seconds, then try again.',
  unavailableHeading: 'Temporarily unavailable',
  unavailableText: 'Studio cannot be opened at the moment. Try again in a few minutes.',
  tooLargeHeading: 'Sign-in too large',
  tooLargeText:
    'The token of the identity provider is too large for the portal. An administrator must reduce its claims, such as groups.',
  unknownHeading: 'Page not found',
  unknownText: 'This page does not exist.',
  tryAgainAction: 'Try again',
  startPageAction: 'Back to the start page',
  requestId: 'Request id',
  time: 'Time',
  contactLabel: 'Contact',
};

export type TextName = keyof typeof en;

const de: Record<TextName, string> = {
  title: 'SageMaker Studio',
  contact: '',
  notice: '',
  startHeading: 'SageMaker Studio',
  startText: 'Melden Sie sich mit Ihrem Firmenkonto an, um Studio zu öffnen.',
  startAction: 'Studio öffnen',
  signingInHeading: 'Anmeldung',
  signingInText: 'Sie werden angemeldet.',
  scriptText: 'Diese Seite benötigt JavaScript. Erlauben Sie es für diese Adresse und beginnen Sie erneut.',
  workingHeading: 'Studio wird geöffnet',
  workingText: 'Sie sind angemeldet. Studio öffnet sich gleich.',
  workingSlow: 'Das dauert länger als gewöhnlich. Bitte warten Sie.',
  workingAction: 'Weiter',
  chooseHeading: 'Was möchten Sie öffnen?',
  chooseText: 'Sie haben Zugriff auf mehrere Studio-Umgebungen.',
  chooseDomain: 'Domäne',
  chooseProfile: 'Benutzerprofil',
  chooseSpace: 'Bereich',
  choosePage: 'Beginnt mit',
  expiredHeading: 'Erneut anmelden',
  expiredText: 'Ihre Anmeldung ist abgelaufen oder wurde nicht abgeschlossen.',
  cancelledText: 'Die Anmeldung wurde abgebrochen.',
  signInAction: 'Anmelden',
  noAccessHeading: 'Kein Zugriff',
  noAccessText: 'Studio ist für dieses Konto nicht freigegeben.',
  otherAccountAction: 'Anderes Konto verwenden',
  deniedHeading: 'Anmeldung nicht akzeptiert',
  deniedText: 'Der Identitätsanbieter hat Sie angemeldet, aber Studio akzeptiert diese Anmeldung nicht.',
  signedOutHeading: 'Abgemeldet',
  signedOutText: 'Dieses Portal speichert keine Anmeldung mehr von Ihnen.',
  signedOutStudio:
    'Bereits geöffnete Studio-Sitzungen bleiben offen, bis sie enden. Melden Sie sich in Studio ab, um sie zu schließen.',
  signOutAction: 'Abmelden',
  providerSignOutAction: 'Beim Identitätsanbieter abmelden',
  busyHeading: 'Zu viele Anfragen',
  busyText: 'Warten Sie einige Sekunden und versuchen Sie es dann erneut.',
  unavailableHeading: 'Vorübergehend nicht verfügbar',
  unavailableText: 'Studio kann zurzeit nicht geöffnet werden. Versuchen Sie es in einigen Minuten erneut.',
  tooLargeHeading: 'Anmeldung zu groß',
  tooLargeText:
    'Das Token des Identitätsanbieters ist zu groß für das Portal. Die Administration muss seine Angaben verringern, etwa Gruppen.',
  unknownHeading: 'Seite nicht gefunden',
  unknownText: 'Diese Seite gibt es nicht.',
  tryAgainAction: 'Erneut versuchen',
  startPageAction: 'Zur Startseite',
  requestId: 'Anfragenummer',
  time: 'Zeit',
  contactLabel: 'Kontakt',
};

/** The languages of the package. */
export const PORTAL_TEXTS: Readonly<Record<string, Readonly<Record<TextName, string>>>> = { de, en };

export const TEXT_NAMES = Object.keys(en) as TextName[];

/** The texts that an operator may leave empty. */
export const OPTIONAL_TEXTS: readonly string[] = ['contact', 'notice'];

/** The texts of an operator, by language and name, as they are in the file. */
export type TextTable = Readonly<Record<string, Readonly<Partial<Record<TextName, string>>>>>;

const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur'];

export interface Language {
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  readonly texts: Readonly<Record<TextName, string>>;
}

/** The texts in the language that a browser prefers. */
export function languageFor(acceptLanguage: string | undefined, table: TextTable = {}): Language {
  const offered = [...new Set([...Object.keys(PORTAL_TEXTS), ...Object.keys(table)])];
  const tag = preferred(acceptLanguage, offered) ?? DEFAULT_LANGUAGE;
  const texts = { ...en, ...PORTAL_TEXTS[tag], ...table[tag] };
  return { tag, direction: RIGHT_TO_LEFT.includes(primary(tag)) ? 'rtl' : 'ltr', texts };
}

/** The offered language with the highest weight; of equal ones, the first. `de-AT` gets `de` if there is no `de-AT`. */
function preferred(acceptLanguage = '', offered: readonly string[]): string | undefined {
  const wanted = acceptLanguage
    .slice(0, 500)
    .split(',')
    .map((part, index) => ({ ...weighted(part), index }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight || one.index - other.index);
  for (const { tag } of wanted) {
    const found = offered.find((one) => one.toLowerCase() === tag) ?? offered.find((one) => one === primary(tag));
    if (found) {
      return found;
    }
  }
  return undefined;
}

function weighted(part: string): { readonly tag: string; readonly weight: number } {
  const [tag, ...parameters] = part.split(';').map((text) => text.trim());
  const quality = parameters.find((text) => text.startsWith('q='))?.slice(2);
  const weight = quality === undefined ? 1 : Number(quality);
  return { tag: tag.toLowerCase(), weight: Number.isFinite(weight) ? weight : 0 };
}

function primary(tag: string): string {
  return tag.toLowerCase().split('-')[0];
}
