import type { ProxyEvent } from './request';
import type { ProxyResponse } from './response';

/** Lets pages of the given origins read an answer, and no others. Browsers say which origin a page has, and pages cannot change it. */
export function withCorsHeaders(
  event: ProxyEvent,
  allowedOrigins: readonly string[],
  response: ProxyResponse,
): ProxyResponse {
  if (allowedOrigins.length === 0) {
    return response;
  }
  const origin = headerOf(event, 'origin');
  const allowed: Record<string, string> =
    origin !== undefined && allowedOrigins.includes(origin) ? { 'Access-Control-Allow-Origin': origin } : {};
  return { ...response, headers: { ...response.headers, Vary: 'Origin', ...allowed } };
}

/** Names of headers have no case. */
function headerOf({ headers }: ProxyEvent, name: string): string | undefined {
  const all = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
  const [, value] = all.find(([header]) => header.toLowerCase() === name) ?? [];
  return typeof value === 'string' ? value : undefined;
}
