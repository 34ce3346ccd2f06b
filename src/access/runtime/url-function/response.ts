import { type PublicFault, RETRY_AFTER_SECONDS, SECURITY_HEADERS } from '../../shared/public-faults';
import { headerValues } from '../event';
import type { Choice } from '../portal/page-kind';
import type { ProxyEvent } from './request';

/** The response of a Lambda proxy integration of API Gateway. */
export interface ProxyResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const JSON_HEADERS = { ...SECURITY_HEADERS, 'Content-Type': 'application/json' } as const;

export function urlResponse(url: string, expiresInSeconds: number): ProxyResponse {
  return { statusCode: 200, headers: JSON_HEADERS, body: JSON.stringify({ url, expiresInSeconds }) };
}

export function redirectResponse(url: string): ProxyResponse {
  return { statusCode: 302, headers: { ...SECURITY_HEADERS, Location: url }, body: '' };
}

/** A refusal, with what the user may choose from where that is why. */
export function faultResponse(
  { statusCode, code, message }: PublicFault,
  requestId: string,
  entries?: readonly Choice[],
): ProxyResponse {
  const headers: Record<string, string> = { ...JSON_HEADERS };
  if (statusCode === 429) {
    headers['Retry-After'] = RETRY_AFTER_SECONDS;
  }
  return { statusCode, headers, body: JSON.stringify({ code, message, requestId, entries }) };
}

/** Lets pages of the given origins read a response, and no others. Browsers send the origin of a page, and the page cannot change it. */
export function withCorsHeaders(
  event: ProxyEvent,
  allowedOrigins: readonly string[],
  response: ProxyResponse,
): ProxyResponse {
  if (allowedOrigins.length === 0) {
    return response;
  }
  const headers: Record<string, string> = { ...response.headers, Vary: 'Origin' };
  const [origin] = headerValues(event.headers, 'origin');
  if (typeof origin === 'string' && allowedOrigins.includes(origin)) {
    headers['Access-Control-Allow-Origin'] = origin;
  }
  return { ...response, headers };
}
