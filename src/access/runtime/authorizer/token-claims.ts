import type { TokenPolicy } from '../../shared/jwt-settings';
import { RefusalReason } from './token-refusal';

export type Claims = Readonly<Record<string, unknown>>;

/** OpenID Connect allows no more. */
export const SUBJECT_LENGTH_MAX = 255;

/** Controls, line breaks, halves of characters, and those that nobody sees or that turn the text around them. */
const VISIBLE = /^[^\p{C}\p{Zl}\p{Zp}]+$/u;

/** Why claims whose signature is good are refused all the same. */
export function claimsRefusal(claims: Claims, policy: TokenPolicy, now: number): RefusalReason | undefined {
  const checks: [boolean, RefusalReason][] = [
    [claims.iss === policy.issuer, RefusalReason.FOREIGN_ISSUER],
    [
      policy.audiences.some((audience) => has(claim(claims, policy.audienceClaim), audience)),
      RefusalReason.WRONG_AUDIENCE,
    ],
    [policy.tokenUse === undefined || claims.token_use === policy.tokenUse, RefusalReason.WRONG_TOKEN_USE],
    [timesAreNumbers(claims), RefusalReason.INVALID_TIME],
    [now < Number(claims.exp) + policy.clockSkewSeconds, RefusalReason.EXPIRED],
    [claims.nbf === undefined || Number(claims.nbf) <= now + policy.clockSkewSeconds, RefusalReason.NOT_YET_VALID],
    [claims.iat === undefined || Number(claims.iat) <= now + policy.clockSkewSeconds, RefusalReason.ISSUED_IN_FUTURE],
    [
      Object.entries(policy.requiredClaims).every(([name, value]) => has(claim(claims, name), value)),
      RefusalReason.WRONG_CLAIM,
    ],
    [policy.scopes.every((scope) => scopesOf(claims).includes(scope)), RefusalReason.MISSING_SCOPE],
    [subjectOf(claims, policy) !== undefined, RefusalReason.INVALID_SUBJECT],
  ];
  return checks.find(([holds]) => !holds)?.[1];
}

/** The subject, where it can be named in logs and looked up without harm. */
export function subjectOf(claims: Claims, { subjectClaim }: TokenPolicy): string | undefined {
  const subject = claim(claims, subjectClaim);
  const sound =
    typeof subject === 'string' &&
    subject.length <= SUBJECT_LENGTH_MAX &&
    VISIBLE.test(subject) &&
    subject.trim() === subject;
  return sound ? subject : undefined;
}

function timesAreNumbers({ exp, nbf, iat }: Claims): boolean {
  return Number.isFinite(exp) && [nbf, iat].every((time) => time === undefined || Number.isFinite(time));
}

/** The names of scopes are in one text, or in the list that some providers call `scp`. */
function scopesOf(claims: Claims): readonly unknown[] {
  return [claim(claims, 'scope'), claim(claims, 'scp')].flatMap((scopes) =>
    typeof scopes === 'string' ? scopes.split(' ') : Array.isArray(scopes) ? scopes : [],
  );
}

function has(value: unknown, wanted: string): boolean {
  return value === wanted || (Array.isArray(value) && value.includes(wanted));
}

/** Own claims alone: `constructor` and the like are no claims. */
function claim(claims: Claims, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}
