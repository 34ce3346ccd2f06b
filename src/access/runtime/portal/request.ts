import type { PortalOutcome } from '../../shared/portal/outcome';
import { PortalRoute } from '../../shared/portal/settings';

/** The fields of a Lambda proxy integration's event that are used. All of them are untrusted input. */
export interface PortalEvent {
  readonly httpMethod?: unknown;
  readonly resource?: unknown;
  readonly headers?: unknown;
  readonly multiValueHeaders?: unknown;
  readonly queryStringParameters?: unknown;
  readonly multiValueQueryStringParameters?: unknown;
  readonly requestContext?: unknown;
}

export interface PortalResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A response can set several cookies. */
  readonly multiValueHeaders?: { readonly 'Set-Cookie': readonly string[] };
  readonly body: string;
  readonly isBase64Encoded?: boolean;
}

/** Everything that is logged about a request. */
export interface PortalRecord {
  readonly requestId: string;
  readonly route?: string;
  readonly outcome: PortalOutcome;
  readonly reason: string;
  readonly statusCode: number;
  readonly issuer?: string;
  readonly subject?: string;
}

export function routeOf({ httpMethod, resource }: PortalEvent): PortalRoute | undefined {
  return Object.values(PortalRoute).find((route) => route === `${httpMethod} ${resource}`);
}
