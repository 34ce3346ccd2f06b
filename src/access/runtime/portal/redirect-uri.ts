import { CALLBACK_PATH, type SignInSettings } from '../../shared/portal/settings';

/** Whether the operator has registered another redirect URI, so that the provider refuses the one of this portal. */
export function isRedirectUriChanged({ url, registeredRedirectUri }: SignInSettings): boolean {
  return registeredRedirectUri !== undefined && registeredRedirectUri !== `${url}${CALLBACK_PATH}`;
}

/** For the log of operators. */
export const REDIRECT_URI_CHANGED = 'redirect-uri-changed';
