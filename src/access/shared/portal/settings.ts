/** The environment variable with the settings of the portal, as JSON. */
export const PORTAL_SETTINGS_VARIABLE = 'PORTAL_SETTINGS';

/** The environment variable with the settings of a portal that signs in in the browser, as JSON. */
export const BROWSER_PORTAL_SETTINGS_VARIABLE = 'BROWSER_PORTAL_SETTINGS';

/** The environment variable with the settings of the cookies, as JSON. */
export const COOKIE_SETTINGS_VARIABLE = 'COOKIE_SETTINGS';

/** The environment variable with the folder of the pages' texts and logo. It only differs from the default in tests. */
export const PORTAL_FOLDER_VARIABLE = 'PORTAL_FOLDER';

/** The folder of the texts and the logo in a layer, and where Lambda mounts it. */
export const PORTAL_LAYER_FOLDER = 'portal';
export const PORTAL_FOLDER = `/opt/${PORTAL_LAYER_FOLDER}`;

/** The files in that folder. */
export const TEXTS_FILE = 'texts.json';
export const LOGO_FILE = 'logo';

/** What the portal and its authorizer share: only they can decrypt a cookie, and only one of this portal. */
export interface CookieSettings {
  /** The address of the portal, without a trailing slash. The cookies of another portal are refused. */
  readonly url: string;
  readonly keyArn: string;
}

/** The name in the encryption context whose value is the address of the portal. */
export const ENCRYPTION_CONTEXT = 'portal';

/** The token of the provider's response that the API is called with. */
export type TokenKind = 'access_token' | 'id_token';

/** How the portal authenticates at the token endpoint. */
export type ClientSettings =
  | { readonly kind: 'secret'; readonly secretArn: string; readonly field?: string }
  | { readonly kind: 'key'; readonly keyArn: string; readonly algorithm: SigningAlgorithm; readonly keyId?: string };

export type SigningAlgorithm = 'ES256' | 'PS256' | 'RS256';

/** The endpoints of an identity provider that publishes no discovery document. */
export interface ProviderEndpoints {
  readonly authorization: string;
  readonly token: string;
  readonly endSession?: string;
}

/** What signing in needs, at a server or in a browser. */
export interface SignInSettings {
  /** The address of the portal, without a trailing slash. */
  readonly url: string;
  readonly issuer: string;
  /** @default - the discovery document of the issuer */
  readonly endpoints?: ProviderEndpoints;
  readonly clientId: string;
  readonly scope: string;
  /** Further parameters of the request for sign-in, such as `resource`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly token: TokenKind;
  /** The redirect URI that is registered at the provider, as far as the operator names it. */
  readonly registeredRedirectUri?: string;
}

export interface PortalSettings extends CookieSettings, SignInSettings {
  readonly client: ClientSettings;
}

/** The routes of the portal, as method and resource of the API. */
export enum PortalRoute {
  START = 'GET /',
  SIGN_IN = 'GET /signin',
  CALLBACK = 'GET /callback',
  SIGNED_OUT = 'GET /signed-out',
  LOGO = 'GET /logo',
  /** Only if the browser signs in. */
  SCRIPT = 'GET /portal.js',
}

/** The path of the page that the identity provider sends the browser back to. */
export const CALLBACK_PATH = '/callback';
