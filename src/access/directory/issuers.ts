import type { IConstruct } from 'constructs';
import { type Fault, faultsOf } from '../../private/errors';
import { isUnknown } from '../../private/life-cycle/unknown';
import { warn } from '../../private/warnings';

/**
 * Issuers of users that are spelled almost like the identity provider of the API. The directory is read by the exact issuer of
 * tokens, so these users would be refused forever.
 */
export function issuerFaults(issuers: readonly (string | undefined)[], identityProvider: string | undefined): Fault[] {
  const misspelled = othersThan(identityProvider, issuers).filter(
    (one) => normal(one) === normal(identityProvider ?? ''),
  );
  return faultsOf(
    'InvalidDirectoryUser',
    misspelled.map(
      (one) =>
        `the issuer of users must be spelled as in the authorization, which is ${JSON.stringify(identityProvider)}, got ${JSON.stringify(one)}: use one spelling, which is that of the iss claim of tokens`,
    ),
  );
}

/** Other issuers are for another API that reads the same table. */
export function warnOfIssuers(
  scope: IConstruct,
  issuers: readonly (string | undefined)[],
  identityProvider: string | undefined,
): void {
  const others = othersThan(identityProvider, issuers);
  if (others.length > 0) {
    warn(
      scope,
      'access.otherIssuer',
      `They are ${others.sort().join(', ')}, and the authorization accepts ${identityProvider}.`,
    );
  }
}

function othersThan(identityProvider: string | undefined, issuers: readonly (string | undefined)[]): string[] {
  if (identityProvider === undefined || isUnknown(identityProvider)) {
    return [];
  }
  const known = issuers.filter((one) => one !== undefined && !isUnknown(one)) as string[];
  return [...new Set(known)].filter((one) => one !== identityProvider);
}

/** Without what people tend to confuse: case, blanks, the scheme, the default port, the dot of the root, and slashes at the end. */
function normal(issuer: string): string {
  return issuer
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '')
    .replace(/^([^/:]*?)\.?(:443)?(?=\/|$)/, '$1');
}
