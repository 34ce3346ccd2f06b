import type { Duration } from 'aws-cdk-lib';
import { Token } from 'aws-cdk-lib';
import { checkNotBlank, checkPattern, checkRange, knownItems } from '../../private/checks';
import { CLOCK_SKEW_MAX_SECONDS } from '../shared/jwt-settings';
import type { JwtAuthorizationProps } from './jwt-props';

/** No user name, query or fragment, which issuers cannot have. */
const ISSUER = /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[\w.~%/-]*)?$/i;
const CLAIM_NAME = /^[\w:./-]{1,128}$/;
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

export function checkJwtProps(props: JwtAuthorizationProps): string[] {
  const { issuer, audiences, subjectClaim, tokenUse, requiredClaims = {}, requiredScopes, clockSkew } = props;
  return [
    ...checkPattern('issuer', issuer, ISSUER, 'an HTTPS URL without query and fragment'),
    ...checkSome('audiences', audiences),
    ...checkPattern('subjectClaim', subjectClaim, CLAIM_NAME, 'the name of a claim'),
    ...(tokenUse === undefined ? [] : checkNotBlank('tokenUse', tokenUse)),
    ...Object.entries(requiredClaims).flatMap(([name, value]) => [
      ...checkPattern('the name of a required claim', name, CLAIM_NAME, 'the name of a claim'),
      ...checkNotBlank(`the required claim ${name}`, value),
    ]),
    ...knownItems(requiredScopes).flatMap(checkScope),
    ...checkClockSkew(clockSkew),
  ];
}

export function checkScope(scope: string): string[] {
  return checkPattern('a scope', scope, SCOPE, 'a scope without blanks and quotes');
}

export function checkSome(what: string, values: readonly string[]): string[] {
  const none = !Token.isUnresolved(values) && values.length === 0;
  return [
    ...(none ? [`${what} must name at least one, got none`] : []),
    ...knownItems(values).flatMap((value) => checkNotBlank(`one of ${what}`, value)),
  ];
}

function checkClockSkew(clockSkew: Duration | undefined): string[] {
  const seconds =
    clockSkew === undefined || clockSkew.isUnresolved() ? undefined : clockSkew.toSeconds({ integral: false });
  return checkRange('clockSkew', seconds, 0, CLOCK_SKEW_MAX_SECONDS, 'seconds');
}
