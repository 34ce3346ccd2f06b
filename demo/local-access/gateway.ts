import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { authorizeCall, type WayIn } from './api-authorization';
import type { ApiDefinition, ApiMethod } from './api-definition';
import { AuthorizationType, type Caller } from './authorization-flow';
import type { PolicyDocument } from './deployment';
import { type HttpAnswer, type HttpRequest, json } from './http';
import type { FunctionResult } from './lambda';
import { ENVIRONMENT } from './local-access-stack';
import { type AccessRequest, callerVerdict } from './verdicts';

/** Runs a function of the template with an event. */
export type Invoke = (functionId: string, event: object) => Promise<FunctionResult>;

/** What a function returns to API Gateway. */
interface ProxyResult {
  readonly statusCode?: unknown;
  readonly headers?: Record<string, string>;
  readonly multiValueHeaders?: Record<string, string[]>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** What is known of a request while it is served; `$context` of templates and access logs. */
interface Exchange {
  readonly requestId: string;
  readonly time: number;
  readonly request: HttpRequest;
  readonly way: WayIn;
  readonly path: string;
  method?: ApiMethod;
  /** What the authorizer says of the caller. */
  authorizer?: Readonly<Record<string, unknown>>;
  error?: string;
}

/** The status of answers without one of their own. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const STATUSES: Record<string, number> = {
  ACCESS_DENIED: 403,
  AUTHORIZER_FAILURE: 500,
  BAD_REQUEST_PARAMETERS: 400,
  INTEGRATION_FAILURE: 504,
  INVALID_SIGNATURE: 403,
  MISSING_AUTHENTICATION_TOKEN: 403,
  UNAUTHORIZED: 401,
};

/** A private REST API on loopback: it does with a request what API Gateway documents, by what the template says. */
export class LocalGateway {
  /** The lines of the access log. */
  public readonly accessLog: string[] = [];
  /** How often a function was asked whom a request is from. */
  public authorizations = 0;

  constructor(
    private readonly api: () => ApiDefinition,
    private readonly invoke: Invoke,
  ) {}

  public async serve(request: HttpRequest, way: WayIn): Promise<HttpAnswer> {
    const api = this.api();
    const [, stage, path] = /^\/([^/?]*)([^?]*)/.exec(request.url)!;
    if (!isFor(request, api) || stage !== api.stage) {
      return json(403, { message: 'Forbidden' });
    }
    const exchange: Exchange = { requestId: randomUUID(), time: Date.now(), request, way, path };
    const answer = await this.answer(api, exchange);
    this.accessLog.push(filled(api.accessLogFormat, variablesOf(exchange, answer)));
    return { ...answer, headers: { 'x-amzn-requestid': exchange.requestId, ...answer.headers } };
  }

  private async answer(api: ApiDefinition, exchange: Exchange): Promise<HttpAnswer> {
    const { request, way, path } = exchange;
    const method = api.method(request.method, path);
    if (!method) {
      return refusal(api, exchange, 'MISSING_AUTHENTICATION_TOKEN');
    }
    exchange.method = method;
    const result = await authorizeCall(api, method, way, (question) => this.callerOf(api, method, exchange, question));
    if (result !== 'PASSED') {
      return refusal(api, exchange, result);
    }
    if (method.requiredHeaders.some((name) => !request.headers[name])) {
      return refusal(api, exchange, 'BAD_REQUEST_PARAMETERS');
    }
    return this.integrate(api, method, exchange);
  }

  /** Asks the function that authorizes, as far as there is something to ask about. */
  private async callerOf(
    api: ApiDefinition,
    method: ApiMethod,
    exchange: Exchange,
    question: AccessRequest,
  ): Promise<Caller> {
    const { authorizer } = method;
    if (method.authorization !== AuthorizationType.FUNCTION || !authorizer?.functionId) {
      throw new Error(`authorization of type ${method.authorization} is not served here`);
    }
    const { headers } = exchange.request;
    if (authorizer.identityHeader !== undefined && !headers[authorizer.identityHeader]) {
      return { kind: 'missing' };
    }
    const event = { type: authorizer.type, methodArn: question.resource, ...eventOf(api, method, exchange) };
    this.authorizations += 1;
    const { result, error } = await this.call(api, authorizer.functionId, `/authorizers/${authorizer.id}`, event);
    if (error !== undefined) {
      return { kind: error === 'Unauthorized' ? 'refused' : 'unknown' };
    }
    const { policyDocument, principalId, context } = result as {
      policyDocument: PolicyDocument;
      principalId: string;
      context?: object;
    };
    exchange.authorizer = { ...context, principalId };
    return { kind: 'known', sameAccount: true, verdict: await callerVerdict([policyDocument], question) };
  }

  private async integrate(api: ApiDefinition, method: ApiMethod, exchange: Exchange): Promise<HttpAnswer> {
    const { integration } = method;
    if (integration.kind === 'mock') {
      return { status: integration.status, headers: integration.headers, body: '' };
    }
    const source = `/${api.stage}/${method.httpMethod}${method.path}`;
    const { result } = await this.call(api, integration.functionId, source, eventOf(api, method, exchange));
    const {
      statusCode,
      headers = {},
      multiValueHeaders = {},
      body = '',
      isBase64Encoded,
    } = (result ?? {}) as ProxyResult;
    if (typeof statusCode !== 'number') {
      return refusal(api, exchange, 'INTEGRATION_FAILURE');
    }
    const [accepted] = String(exchange.request.headers.accept).split(',');
    const isBinary = isBase64Encoded === true && api.binaryMediaTypes.includes(accepted);
    return {
      status: statusCode,
      headers,
      body,
      cookies: multiValueHeaders['Set-Cookie'],
      bytes: isBinary ? Buffer.from(body, 'base64') : undefined,
    };
  }

  /** Lambda has the last word on who may call a function. */
  private async call(api: ApiDefinition, functionId: string, source: string, event: object): Promise<FunctionResult> {
    return api.mayInvoke(functionId, api.arnOf(source))
      ? this.invoke(functionId, event)
      : { error: 'AccessDeniedException' };
  }
}

/** By the name of the API, alone or with that of an endpoint that the API knows. */
function isFor({ headers }: HttpRequest, { apiId, endpointIds }: ApiDefinition): boolean {
  const [called] = String(headers.host).split('.');
  return called === apiId || endpointIds.some((id) => called === `${apiId}-${id}`);
}

function refusal(api: ApiDefinition, exchange: Exchange, type: string): HttpAnswer {
  exchange.error = type;
  const own = api.answers.get(type);
  const status = STATUSES[type];
  const fallback = api.answers.get(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  const { headers, templates, status: given = status } = own ?? fallback ?? { headers: {}, templates: {} };
  const contentType = acceptedType(exchange.request, templates);
  const template = templates[contentType] ?? '{"message":$context.error.messageString}';
  const body = filled(template, variablesOf(exchange, { status: given }));
  return { status: given, headers: { 'Content-Type': contentType, 'x-amzn-ErrorType': type, ...headers }, body };
}

const JSON_TYPE = 'application/json';

/** The first content type that the request accepts and a template exists for; JSON if there is none. */
function acceptedType({ headers }: HttpRequest, templates: Readonly<Record<string, string>>): string {
  const accepted = String(headers.accept ?? '').split(',');
  return accepted.map((part) => part.split(';')[0].trim()).find((type) => type in templates) ?? JSON_TYPE;
}

/** The event of a Lambda proxy integration, of which that of an authorizer is a part. */
function eventOf(api: ApiDefinition, { httpMethod, path }: ApiMethod, exchange: Exchange): object {
  const { requestId, time, request, way, authorizer } = exchange;
  const query = [...new URL(request.url, 'https://api').searchParams];
  return {
    resource: path,
    path: exchange.path,
    httpMethod,
    headers: singles(request.headers),
    multiValueHeaders: Object.fromEntries(
      Object.entries(singles(request.headers)).map(([name, value]) => [name, [value]]),
    ),
    queryStringParameters: query.length ? Object.fromEntries(query) : null,
    multiValueQueryStringParameters: query.length
      ? Object.fromEntries(query.map(([name, value]) => [name, [value]]))
      : null,
    pathParameters: null,
    stageVariables: null,
    requestContext: {
      accountId: ENVIRONMENT.account,
      apiId: api.apiId,
      authorizer,
      domainName: request.headers.host,
      httpMethod,
      identity: {
        sourceIp: '10.64.12.7',
        userAgent: request.headers['user-agent'] ?? null,
        userArn: null,
        vpceId: way.endpointId,
      },
      path: `/${api.stage}${exchange.path}`,
      protocol: 'HTTP/1.1',
      requestId,
      requestTimeEpoch: time,
      resourcePath: path,
      stage: api.stage,
    },
    body: request.body || null,
    isBase64Encoded: false,
  };
}

function singles(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function variablesOf(
  { requestId, time, request, way, method, path, error }: Exchange,
  { status }: Pick<HttpAnswer, 'status'>,
): Record<string, string> {
  return {
    'error.messageString': '"Forbidden"',
    'error.responseType': error ?? '-',
    httpMethod: request.method,
    'identity.sourceIp': '10.64.12.7',
    'identity.vpceId': way.endpointId ?? '-',
    requestId,
    requestTimeEpoch: String(time),
    resourcePath: method?.path ?? path,
    status: String(status),
  };
}

/** Variables that are not known here read as API Gateway writes those without value. */
function filled(template: string, variables: Readonly<Record<string, string>>): string {
  return template.replace(/\$context\.([\w.]+)/g, (_, name: string) => variables[name] ?? '-');
}
