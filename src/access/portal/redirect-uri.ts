import { Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { literalSource } from '../../private/iam-pattern';
import { isUnknown } from '../../private/life-cycle/unknown';
import { warn } from '../../private/warnings';
import type { PortalOptions } from './props';

/** Not part of any address. */
const TOKEN_MARK = ' ';
const TOKEN_PATTERN = '[\\w.-]+';

/**
 * Compares the registered redirect URI with the one of the portal. Ids of the API and the endpoint are known at deployment only, so
 * any id fits in their place; the function of the portal compares the whole.
 */
export function warnOfChangedRedirectUri(
  scope: IConstruct,
  { registeredRedirectUri }: PortalOptions,
  redirectUri: string,
): void {
  const isKnown = registeredRedirectUri !== undefined && !isUnknown(registeredRedirectUri);
  if (isKnown && !pattern(redirectUri).test(registeredRedirectUri)) {
    const own = Token.isUnresolved(redirectUri) ? 'the one in the output RedirectUri' : redirectUri;
    warn(
      scope,
      'access.portalRedirectUriChanged',
      `Register ${own} and set registeredRedirectUri to it; now it is ${registeredRedirectUri}.`,
    );
  }
}

function pattern(text: string): RegExp {
  const marked = Tokenization.reverseString(text)
    .mapTokens({ mapToken: () => TOKEN_MARK })
    .join({ join: (left, right) => `${left}${right}` });
  const parts = String(marked).split(TOKEN_MARK);
  return new RegExp(`^${parts.map(literalSource).join(TOKEN_PATTERN)}$`);
}
