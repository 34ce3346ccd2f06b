import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { FAULTS, type PublicFault, RETRY_AFTER_SECONDS, SECURITY_HEADERS } from '../shared/public-faults';

const { ResponseType } = apigateway;

/** What API Gateway refuses by itself reads like what the function refuses. */
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

export interface GatewayResponseOptions {
  /** Whether a request without signature is one of nobody, and not one that the API does not know. */
  readonly signed: boolean;
  readonly allowedOrigins: readonly string[];
}

export function addGatewayResponses(api: apigateway.RestApi, { signed, allowedOrigins }: GatewayResponseOptions): void {
  const answers = [
    ...RESPONSES,
    [ResponseType.MISSING_AUTHENTICATION_TOKEN, signed ? FAULTS.unauthenticated : FAULTS.route] as const,
  ];
  for (const [type, fault] of answers) {
    api.addGatewayResponse(`Answer${type.responseType}`, {
      type,
      statusCode: String(fault.statusCode),
      responseHeaders: { ...literals(SECURITY_HEADERS), ...retryHeaders(fault), ...originHeaders(allowedOrigins) },
      templates: {
        'application/json': `{"code":"${fault.code}","message":"${fault.message}","requestId":"$context.requestId"}`,
      },
    });
  }
}

function retryHeaders({ statusCode }: PublicFault): Record<string, string> {
  return statusCode === 429 ? literals({ 'Retry-After': RETRY_AFTER_SECONDS }) : {};
}

/** Answers of API Gateway are always the same, so that they can name a single origin alone. */
function originHeaders(origins: readonly string[]): Record<string, string> {
  return origins.length === 1 ? literals({ 'Access-Control-Allow-Origin': origins[0] }) : {};
}

function literals(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`]));
}
