/** OpenID Connect allows no more. @see https://openid.net/specs/openid-connect-core-1_0.html#IDToken (sub) */
export const SUBJECT_LENGTH_MAX = 255;

/** What a subject must be, for messages. */
export const SUBJECT_EXPECTED = `1 to ${SUBJECT_LENGTH_MAX} visible characters without spaces around them`;

/** No control characters, line breaks, lone surrogates, or characters that are invisible or change the direction of text. */
const VISIBLE = /^[^\p{C}\p{Zl}\p{Zp}]+$/u;

/** Whether a subject is safe to log and to look up. Tokens and the directory follow the same rule, so that no entry is out of reach. */
export function isSubject(value: unknown): value is string {
  return (
    typeof value === 'string' && value.length <= SUBJECT_LENGTH_MAX && VISIBLE.test(value) && value.trim() === value
  );
}
