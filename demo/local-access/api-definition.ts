import { asList, type Properties } from '../report/template';
import type { AuthorizationType } from './authorization-flow';
import type { Deployment, PolicyDocument } from './deployment';
import { ENVIRONMENT } from './local-access-stack';

/** What a method does with a request that gets through to it. */
export type Integration =
  | { readonly kind: 'function'; readonly functionId: string }
  | { readonly kind: 'mock'; readonly status: number; readonly headers: Readonly<Record<string, string>> };

export interface Authorizer {
  readonly id: string;
  readonly type: string;
  /** The header without which the authorizer is not asked. @default - it is always asked */
  readonly identityHeader?: string;
  /** Of authorizers that are functions. */
  readonly functionId?: string;
}

export interface ApiMethod {
  readonly httpMethod: string;
  /** Such as `/studio`. */
  readonly path: string;
  readonly authorization: AuthorizationType;
  readonly authorizer?: Authorizer;
  readonly requiredHeaders: readonly string[];
  readonly integration: Integration;
}

/** An answer of API Gateway itself. */
export interface GatewayAnswer {
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  /** By content type, with variables such as `$context.requestId`. */
  readonly templates: Readonly<Record<string, string>>;
}

/** A private REST API with all that decides who may call it, read from a template. */
export class ApiDefinition {
  public readonly apiId: string;
  public readonly stage: string;
  public readonly endpointIds: readonly string[];
  /** The resource policy as API Gateway completes it. */
  public readonly policy?: PolicyDocument;
  public readonly methods: readonly ApiMethod[];
  public readonly answers: ReadonlyMap<string, GatewayAnswer>;
  public readonly accessLogFormat: string;
  /** What a browser must accept first for a response to be sent as bytes. */
  public readonly binaryMediaTypes: readonly string[];

  constructor(private readonly deployment: Deployment) {
    const { id, properties } = deployment.theOnly(
      'AWS::ApiGateway::RestApi',
      'Policy',
      'EndpointConfiguration',
      'BinaryMediaTypes',
    );
    this.binaryMediaTypes = asList(properties.BinaryMediaTypes).map(String);
    const stage = deployment.theOnly('AWS::ApiGateway::Stage', 'StageName', 'AccessLogSetting').properties;
    this.apiId = deployment.refOf(id);
    this.stage = String(stage.StageName);
    this.accessLogFormat = String((stage.AccessLogSetting as Properties).Format);
    this.endpointIds = asList((properties.EndpointConfiguration as Properties).VpcEndpointIds).map(String);
    this.policy =
      properties.Policy === undefined ? undefined : completed(properties.Policy as PolicyDocument, this.arnOf(''));
    this.methods = this.readMethods();
    this.answers = new Map(this.readAnswers());
  }

  /** The name under which public DNS finds the endpoint. */
  public get host(): string {
    return `${this.apiId}-${this.endpointIds[0]}.execute-api.${ENVIRONMENT.region}.amazonaws.com`;
  }

  /** Of something that can be called, such as `/v1/GET/studio`. */
  public arnOf(what: string): string {
    return `arn:aws:execute-api:${ENVIRONMENT.region}:${ENVIRONMENT.account}:${this.apiId}${what}`;
  }

  public method(httpMethod: string, path: string): ApiMethod | undefined {
    return this.methods.find((method) => method.httpMethod === httpMethod && method.path === path);
  }

  /** Whether Lambda lets API Gateway call a function on behalf of a method or authorizer, or of the test button of the console. */
  public mayInvoke(functionId: string, sourceArn: string): boolean {
    const permissions = this.deployment.ofType(
      'AWS::Lambda::Permission',
      'FunctionName',
      'SourceArn',
      'Principal',
      'Action',
    );
    const functionArn = this.deployment.attributeOf(functionId, 'Arn');
    return permissions.some(({ properties: { FunctionName, SourceArn, Principal, Action } }) => {
      const called =
        FunctionName === functionArn && Principal === 'apigateway.amazonaws.com' && Action === 'lambda:InvokeFunction';
      return called && (SourceArn === undefined || arnPattern(String(SourceArn)).test(sourceArn));
    });
  }

  private readMethods(): ApiMethod[] {
    const names = ['HttpMethod', 'ResourceId', 'AuthorizationType', 'AuthorizerId', 'Integration', 'RequestParameters'];
    return this.deployment.ofType('AWS::ApiGateway::Method', ...names).map(({ properties }) => ({
      httpMethod: String(properties.HttpMethod),
      path: this.pathOf(String(properties.ResourceId)),
      authorization: properties.AuthorizationType as AuthorizationType,
      authorizer: properties.AuthorizerId === undefined ? undefined : this.authorizer(String(properties.AuthorizerId)),
      requiredHeaders: requiredHeaders(properties.RequestParameters as Properties | undefined),
      integration: integrationOf(properties.Integration as Properties),
    }));
  }

  private pathOf(resourceId: string): string {
    const found = this.deployment
      .ofType('AWS::ApiGateway::Resource', 'PathPart', 'ParentId')
      .find(({ id }) => id === resourceId);
    const { ParentId: parent, PathPart: part } = found?.properties ?? {};
    return found ? `${parent === 'root' ? '' : this.pathOf(String(parent))}/${part}` : '/';
  }

  private authorizer(id: string): Authorizer {
    const { properties } = this.deployment
      .ofType('AWS::ApiGateway::Authorizer', 'Type', 'IdentitySource', 'AuthorizerUri')
      .find((one) => one.id === id)!;
    const header = /^method\.request\.header\.([\w-]+)$/.exec(String(properties.IdentitySource))?.[1];
    if (properties.IdentitySource !== undefined && header === undefined) {
      throw new Error(`${properties.IdentitySource} is not known here`);
    }
    const uri = properties.AuthorizerUri === undefined ? undefined : String(properties.AuthorizerUri);
    return {
      id,
      type: String(properties.Type),
      identityHeader: header?.toLowerCase(),
      functionId: uri && functionOf(uri),
    };
  }

  private readAnswers(): [string, GatewayAnswer][] {
    const names = ['ResponseType', 'StatusCode', 'ResponseParameters', 'ResponseTemplates'];
    return this.deployment.ofType('AWS::ApiGateway::GatewayResponse', ...names).map(({ properties }) => [
      String(properties.ResponseType),
      {
        status: properties.StatusCode === undefined ? undefined : Number(properties.StatusCode),
        headers: literalHeaders('gatewayresponse.header.', properties.ResponseParameters as Properties | undefined),
        templates: (properties.ResponseTemplates ?? {}) as Record<string, string>,
      },
    ]);
  }
}

/** The ARN of a method of the root ends with a slash, which the simulator takes for no method. */
export function withRoot(methodArn: string): string {
  return methodArn.replace(/\/$/, '/root-resource');
}

/** In a policy of an API, `execute-api:/…` stands for what is below its ARN. */
function completed({ Statement, ...others }: PolicyDocument, apiArn: string): PolicyDocument {
  const complete = (resource: unknown) => withRoot(String(resource).replace(/^execute-api:\//, `${apiArn}/`));
  return {
    ...others,
    Statement: Statement.map((statement) => ({ ...statement, Resource: asList(statement.Resource).map(complete) })),
  };
}

function integrationOf({ Type, Uri, IntegrationResponses }: Properties): Integration {
  if (Type === 'AWS_PROXY') {
    return { kind: 'function', functionId: functionOf(String(Uri)) };
  }
  const [{ StatusCode, ResponseParameters }] = IntegrationResponses as Properties[];
  return {
    kind: 'mock',
    status: Number(StatusCode),
    headers: literalHeaders('method.response.header.', ResponseParameters as Properties),
  };
}

function functionOf(uri: string): string {
  return /\/functions\/arn:[^/]+:function:([^/]+)\/invocations$/.exec(uri)![1];
}

function requiredHeaders(parameters: Properties = {}): string[] {
  const required = Object.entries(parameters).filter(([, value]) => value === true);
  return required.map(([name]) => name.replace('method.request.header.', '').toLowerCase());
}

/** Texts in quotes are what is sent. */
function literalHeaders(prefix: string, parameters: Properties = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name.replace(prefix, ''), String(value).replace(/^'|'$/g, '')]),
  );
}

function arnPattern(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, (char) => (char === '*' ? '.*' : `\\${char}`))}$`);
}
