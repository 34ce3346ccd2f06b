import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { type GatewayPageTexts, gatewayPage } from '../portal/gateway-page';
import type { PortalSite } from '../portal/site';
import { FAULTS, type PublicFault, RETRY_AFTER_SECONDS, SECURITY_HEADERS } from '../shared/public-faults';

const { ResponseType } = apigateway;

/** Requests that API Gateway refuses get the same responses as those that the function refuses. */
const RESPONSES: readonly [apigateway.ResponseType, PublicFault][] = [
  [ResponseType.ACCESS_DENIED, FAULTS.denied],
  [ResponseType.AUTHORIZER_CONFIGURATION_ERROR, FAULTS.upstream],
  [ResponseType.AUTHORIZER_FAILURE, FAULTS.upstream],
  [ResponseType.BAD_REQUEST_BODY, FAULTS.malformed],
  [ResponseType.DEFAULT_4XX, FAULTS.denied],
  [ResponseType.DEFAULT_5XX, FAULTS.upstream],
  [ResponseType.INTEGRATION_TIMEOUT, FAULTS.timeout],
  [ResponseType.THROTTLED, FAULTS.throttled],
  [ResponseType.UNAUTHORIZED, FAULTS.unauthenticated],
];

/**
 * How callers authenticate. Only API Gateway can send this header, since it renames the one of a function. It has one response for
 * missing and for expired tokens, so there is no error code, which must not be there if a token is missing.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
const CHALLENGES = { token: 'Bearer', signature: 'AWS4-HMAC-SHA256' };

/** The response to a request that a web ACL has blocked. */
const FILTERED: [apigateway.ResponseType, PublicFault] = [ResponseType.WAF_FILTERED, FAULTS.throttled];

const UNAVAILABLE: GatewayPageTexts = { heading: 'unavailableHeading', text: 'unavailableText' };

/** What a browser shows if API Gateway answers a navigation itself, by the code of the fault. */
const PAGES: Readonly<Record<string, GatewayPageTexts | undefined>> = {
  [FAULTS.route.code]: { heading: 'unknownHeading', text: 'unknownText' },
  [FAULTS.throttled.code]: { heading: 'busyHeading', text: 'busyText' },
  [FAULTS.timeout.code]: UNAVAILABLE,
  [FAULTS.upstream.code]: UNAVAILABLE,
};

export interface GatewayResponseOptions {
  /** Whether callers sign requests: one without signature is then unauthenticated, and not for an unknown route. */
  readonly signed: boolean;
  readonly allowedOrigins: readonly string[];
  /** Whether a web ACL only blocks requests above a limit. */
  readonly hasAddressLimit?: boolean;
  /** For browsers, which ask for a page. */
  readonly portal?: PortalSite;
}

export function addGatewayResponses(api: apigateway.RestApi, options: GatewayResponseOptions): void {
  const { signed, allowedOrigins, hasAddressLimit, portal } = options;
  const missingToken = signed ? FAULTS.unauthenticated : FAULTS.route;
  const responses: [apigateway.ResponseType, PublicFault][] = [
    ...RESPONSES,
    [ResponseType.MISSING_AUTHENTICATION_TOKEN, missingToken],
    ...(hasAddressLimit ? [FILTERED] : []),
  ];
  for (const [type, fault] of responses) {
    api.addGatewayResponse(`Answer${type.responseType}`, {
      type,
      statusCode: String(fault.statusCode),
      responseHeaders: headersOf(fault, signed, allowedOrigins),
      templates: {
        'application/json': `{"code":"${fault.code}","message":"${fault.message}","requestId":"$context.requestId"}`,
        ...pageTemplate(fault, portal),
      },
    });
  }
}

function pageTemplate({ code }: PublicFault, portal: PortalSite | undefined): Record<string, string> {
  const texts = PAGES[code];
  return portal && texts ? { 'text/html': gatewayPage(texts, portal.texts, `${portal.url}/`) } : {};
}

/** API Gateway takes static values in single quotes. */
function headersOf(
  { statusCode }: PublicFault,
  signed: boolean,
  allowedOrigins: readonly string[],
): Record<string, string> {
  const headers: Record<string, string> = { ...SECURITY_HEADERS };
  if (statusCode === 401) {
    headers['WWW-Authenticate'] = signed ? CHALLENGES.signature : CHALLENGES.token;
  }
  if (statusCode === 429) {
    headers['Retry-After'] = RETRY_AFTER_SECONDS;
  }
  // A static value can be a single origin only.
  if (allowedOrigins.length === 1) {
    headers['Access-Control-Allow-Origin'] = allowedOrigins[0];
  }
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`]));
}
