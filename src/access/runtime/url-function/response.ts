import { type PublicFault, RETRY_AFTER_SECONDS, SECURITY_HEADERS } from '../../shared/public-faults';

/** What a Lambda proxy integration of API Gateway answers with. */
export interface ProxyResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const JSON_TYPE = { 'Content-Type': 'application/json' } as const;

export function urlResponse(url: string, expiresInSeconds: number): ProxyResponse {
  return {
    statusCode: 200,
    headers: { ...SECURITY_HEADERS, ...JSON_TYPE },
    body: JSON.stringify({ url, expiresInSeconds }),
  };
}

export function redirectResponse(url: string): ProxyResponse {
  return { statusCode: 302, headers: { ...SECURITY_HEADERS, Location: url }, body: '' };
}

export function faultResponse({ statusCode, code, message }: PublicFault, requestId: string): ProxyResponse {
  const retry: Record<string, string> = statusCode === 429 ? { 'Retry-After': RETRY_AFTER_SECONDS } : {};
  return {
    statusCode,
    headers: { ...SECURITY_HEADERS, ...JSON_TYPE, ...retry },
    body: JSON.stringify({ code, message, requestId }),
  };
}
