import { headerValues } from '../event';

/** The names of the cookies. Browsers accept the prefix only from the host itself, over TLS, for all paths, and with `HttpOnly`. */
export const TRANSACTION_COOKIE = '__Host-Http-signin';
export const TOKEN_COOKIE = '__Host-Http-token';

/** The time for signing in at the provider, in seconds. */
export const TRANSACTION_SECONDS = 600;

/** The time between signing in and choosing, in seconds. */
export const TOKEN_SECONDS = 300;

/**
 * Browsers drop a longer cookie without a notice. Both cookies together also fit into the 8,000 bytes that the headers of a request
 * to a private API may have.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6265 (6.1)
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
const COOKIE_BYTES_MAX = 4096;

/** What a sealed cookie can be. */
const VALUE = /^[\w.-]{1,4096}$/;

export type SameSite = 'Lax' | 'Strict';

/** Whether a browser keeps the cookie. */
export function fits(name: string, value: string): boolean {
  return name.length + value.length + 1 <= COOKIE_BYTES_MAX;
}

/** The cookie of a sign-in that is not complete is `Lax`: browsers do not send a strict one when the provider redirects back. */
export function transactionCookie(value: string): string {
  return cookie(TRANSACTION_COOKIE, value, TRANSACTION_SECONDS, 'Lax');
}

export function tokenCookie(value: string, seconds: number): string {
  return cookie(TOKEN_COOKIE, value, seconds, 'Strict');
}

export function clearedTransaction(): string {
  return cookie(TRANSACTION_COOKIE, '', 0, 'Lax');
}

export function clearedToken(): string {
  return cookie(TOKEN_COOKIE, '', 0, 'Strict');
}

function cookie(name: string, value: string, seconds: number, sameSite: SameSite): string {
  return `${name}=${value}; Max-Age=${seconds}; Path=/; Secure; HttpOnly; SameSite=${sameSite}`;
}

/** The value of a cookie. Undefined if it is missing, malformed or not the only one of its name. */
export function cookieIn(headers: unknown, multiValueHeaders: unknown, name: string): string | undefined {
  const several = headerValues(multiValueHeaders, 'cookie').flat();
  const lines = several.length > 0 ? several : headerValues(headers, 'cookie');
  const values = lines
    .filter((line) => typeof line === 'string')
    .flatMap((line) => line.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 && VALUE.test(values[0]) ? values[0] : undefined;
}
