import type { Duration } from 'aws-cdk-lib';
import { Token } from 'aws-cdk-lib';
import { checkFormat, checkPattern, checkRange, checkTrimmed, checkUrl, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { OIDC_ISSUER, ROLE_ARN } from '../../private/formats';
import { CLOCK_SKEW_MAX_SECONDS } from '../shared/jwt-settings';
import type { CognitoAuthorizationOptions, JwtAuthorizationOptions } from './props';
import { wrongIssuerFaults } from './providers';

/** Issuers have no user name, query or fragment. */
const CLAIM_NAME = /^[\w:./-]{1,128}$/;
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

export function jwtFaults(props: JwtAuthorizationOptions): Fault[] {
  const { issuer, audiences, subjectClaim, tokenUse, requiredClaims = {}, requiredScopes, clockSkew } = props;
  return [
    ...malformed([...checkFormat('issuer', issuer, OIDC_ISSUER), ...checkUrl('issuer', issuer)].slice(0, 1)),
    ...wrongIssuerFaults(issuer),
    ...audienceFaults(audiences),
    ...malformed(checkPattern('subjectClaim', subjectClaim, CLAIM_NAME, 'the name of a claim')),
    ...malformed(checkTrimmed('tokenUse', tokenUse)),
    ...Object.entries(requiredClaims).flatMap(([name, value]) => requiredClaimFaults(name, value)),
    ...knownItems(requiredScopes).flatMap(scopeFaults),
    ...clockSkewFaults(clockSkew),
    ...check(
      props.network === undefined || props.keys._settings.jwks === undefined,
      'ConflictingProps',
      'network is for keys that are fetched, while the keys are pinned',
    ),
  ];
}

export function cognitoFaults({ scopes }: CognitoAuthorizationOptions): Fault[] {
  return knownItems(scopes).flatMap(scopeFaults);
}

export function callerFaults(roleArns: readonly string[]): Fault[] {
  return [
    ...check(roleArns.length > 0, 'InvalidAuthorization', 'callers must name at least one role, got none'),
    ...malformed(roleArns.flatMap((arn) => checkFormat('a caller', arn, ROLE_ARN))),
  ];
}

function audienceFaults(audiences: readonly string[]): Fault[] {
  const some = Token.isUnresolved(audiences) || audiences.length > 0;
  return [
    ...check(some, 'InvalidAuthorization', 'audiences must name at least one, got none'),
    ...malformed(knownItems(audiences).flatMap((audience) => checkTrimmed('one of audiences', audience))),
  ];
}

function requiredClaimFaults(name: string, value: string): Fault[] {
  return malformed([
    ...checkPattern('the name of a required claim', name, CLAIM_NAME, 'the name of a claim'),
    ...checkTrimmed(`the required claim ${name}`, value),
  ]);
}

function scopeFaults(scope: string): Fault[] {
  return malformed(checkPattern('a scope', scope, SCOPE, 'a scope without blanks and quotes'));
}

function clockSkewFaults(clockSkew: Duration | undefined): Fault[] {
  const seconds = clockSkew?.isUnresolved() ? undefined : clockSkew?.toSeconds({ integral: false });
  return malformed(checkRange('clockSkew', seconds, 0, CLOCK_SKEW_MAX_SECONDS, 'seconds'));
}

function malformed(messages: readonly string[]): Fault[] {
  return faultsOf('InvalidAuthorization', messages);
}
