import { type CfnResource, Duration, Lazy, Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { EndpointService } from '../../network/endpoints/service';
import { check, faultText, SecureSageMakerError } from '../../private/errors';
import { encryptedLogGroup, type LogOptions, logOptionsFor, uniqueLogGroup } from '../../private/lambda/log-group';
import { foreignFaults, used, usedIn } from '../../private/life-cycle/foreign';
import { applyRemoval, applyRemovalTo } from '../../private/life-cycle/removal';
import { stabilizeIds } from '../../private/life-cycle/stable-ids';
import { inOrder } from '../../private/order';
import type { Authorization } from '../authorization/authorization';
import { type AuthorizationBinding, type AuthorizationContext, allowMethods } from '../authorization/binding';
import { IMAGE_TYPES, portalSettings } from '../portal/method-settings';
import type { PortalSite } from '../portal/site';
import type { PortalOutcome } from '../shared/portal/outcome';
import { Route } from '../shared/url-function';
import { ACCESS_LOG_FIELDS, arnWithoutWildcard } from './access-log';
import { AddressLimit } from './address-limit';
import { policyFaults, privateApiFaults } from './checks';
import { propertiesOf, replacementOf } from './deployment';
import { addGatewayResponses } from './gateway-responses';
import { ApiMetrics } from './metrics';
import { ApiLogRole, type PrivateApiProps } from './props';
import { USER_MODEL } from './user-model';

const STAGE = 'v1';
const DEFAULT_THROTTLE = { rateLimit: 50, burstLimit: 100 };

/**
 * A private REST API that returns presigned URLs of Studio. It can only be called through the endpoint of `execute-api`, and only
 * by authenticated callers. `POST /presigned-url` returns JSON, `{ url, expiresInSeconds }`, and `GET /studio` redirects the browser
 * to the URL. Roles that sign requests name the user in the body of the former, as `{ issuer, subject }`, and do not have the latter.
 *
 * Changes of its policy, methods or authorizer are deployed to its stage, and so is the replacement of the endpoint.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
 */
export class PrivateApi extends Construct {
  /**
   * The URL of the API. Public DNS resolves its host to the private addresses of the endpoint. DNS servers that drop private
   * addresses must forward the name.
   */
  public readonly url: string;

  /** The REST API, for its metrics and other features of CDK. */
  public readonly restApi: apigateway.RestApi;

  /** The function that verifies tokens, if the authorization has one. */
  public readonly authorizer?: lambda.IFunction;

  /** The log with a record of each token, if a function verifies tokens. */
  public readonly authorizerLogGroup?: logs.ILogGroup;

  /** The log with a line for each request, including requests that API Gateway refused. */
  public readonly accessLogGroup: logs.ILogGroup;

  /** The requests to the API and their outcomes as metrics. */
  public readonly metrics: ApiMetrics;

  /** The parts of the portal. @internal */
  public readonly _site?: PortalSite;

  constructor(scope: Construct, id: string, props: PrivateApiProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, [
      ...privateApiFaults(props),
      ...foreignFaults(this, [
        used('webAclArn', props.webAclArn, true),
        ...usedIn('endpoints', [props.endpoints]),
        ...usedIn('urlFunction', [props.urlFunction], true),
      ]),
    ]);
    const { authorization, urlFunction } = props;
    const allowedOrigins = inOrder(this, props.allowedOrigins ?? []);
    const endpoint = props.endpoints.endpoint(EndpointService.EXECUTE_API);
    const logOptions = logOptionsFor(this, props);
    const context = { endpoints: [endpoint], methods: methodsFor(authorization), ...logOptions };
    const binding = authorization._bind(this, context);
    this.authorizer = binding.authorizer;
    this.authorizerLogGroup = binding.authorizerLogGroup;
    const statements = [...binding.statements, ...publicStatements(context, props)];

    const accessLog = uniqueLogGroup(this, 'AccessLog', '/aws/apigateway/', logOptions);
    this.accessLogGroup = accessLog;
    this.restApi = this.createApi(endpoint, statements, accessLog, props);
    this.metrics = ApiMetrics._of(this, accessLog, this.restApi.restApiId, this.authorizer);
    this.node.addValidation({ validate: () => policyFaults(this.restApi).map(faultText) });
    this.retainLogRole(props);
    this.createExecutionLog(logOptions);
    this.addMethods(binding, props);
    const { region, urlSuffix } = Stack.of(this);
    this.url = `https://${this.restApi.restApiId}-${endpoint.vpcEndpointId}.execute-api.${region}.${urlSuffix}/${STAGE}`;
    this._site = this.addPortal(endpoint, logOptions, props);
    this.addResponses(props);
    const authorizers = [binding.methodOptions.authorizer, this._site?.authorizer].filter((one) => one !== undefined);
    this.redeployOnChange(authorizers, endpoint);
    this.attachWebAcl(logOptions, props);
    this.stabilizeIds(authorizers);
    urlFunction._addCallers(authorization._callerRoleArns);
    urlFunction._addOrigins(allowedOrigins);
  }

  /** The address of the portal, if there is one. */
  public get portalUrl(): string | undefined {
    return this._site && `${this._site.url}/`;
  }

  /** The redirect URI of the portal to register at the identity provider, if there is a portal. */
  public get portalRedirectUri(): string | undefined {
    return this._site?.redirectUri;
  }

  /** The log of the portal, if there is one, with a record of each request, without tokens and codes. */
  public get portalLogGroup(): logs.ILogGroup | undefined {
    return this._site?.logGroup;
  }

  /** The number of requests to the portal with an outcome. The default is the sum over five minutes. */
  public metricPortalRequests(outcome: PortalOutcome, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    SecureSageMakerError.throwIfAny(
      this,
      check(this._site !== undefined, 'ConflictingProps', 'there is no portal: set portal to count its requests'),
    );
    return this._site!.metricRequests(outcome, options);
  }

  private createApi(
    endpoint: ec2.IVpcEndpoint,
    statements: iam.PolicyStatement[],
    accessLog: logs.LogGroup,
    props: PrivateApiProps,
  ): apigateway.RestApi {
    const createLogRole = props.logRole !== ApiLogRole.REGISTERED;
    const methodOptions = methodSettings(props);
    const restApi = new apigateway.RestApi(this, 'Api', {
      restApiName: nameOf(this),
      description: 'Presigned URLs of Studio',
      endpointConfiguration: { types: [apigateway.EndpointType.PRIVATE], vpcEndpoints: [endpoint] },
      policy: new iam.PolicyDocument({ statements }),
      binaryMediaTypes: props.portal?._hasLogo ? IMAGE_TYPES : undefined,
      cloudWatchRole: createLogRole,
      deployOptions: {
        stageName: STAGE,
        accessLogDestination: { bind: () => ({ destinationArn: arnWithoutWildcard(accessLog) }) },
        accessLogFormat: apigateway.AccessLogFormat.custom(JSON.stringify(ACCESS_LOG_FIELDS)),
        tracingEnabled: true,
        ...methodOptions,
        methodOptions: {
          ...Object.fromEntries(throttledMethods(props).map((method) => [method, methodOptions])),
          ...portalSettings(props.portal, methodOptions),
        },
      },
    });
    // The URL of this output has no endpoint in its host name, so that it never works.
    restApi.node.tryRemoveChild('Endpoint');
    return restApi;
  }

  /** The role is a setting of the region. Even a first deployment that fails must not take it from other APIs. */
  private retainLogRole({ logRole }: PrivateApiProps): void {
    if (logRole !== ApiLogRole.REGISTERED) {
      const [role, account] = ['CloudWatchRole', 'Account'].map((id) => this.restApi.node.findChild(id));
      applyRemovalTo(role, undefined, { fallback: RemovalPolicy.RETAIN });
      applyRemoval(account as CfnResource, undefined, { fallback: RemovalPolicy.RETAIN });
    }
  }

  /** The log group that API Gateway would create is not encrypted, and never expires. */
  private createExecutionLog(options: LogOptions): void {
    const nameFor = (apiId: string) => `API-Gateway-Execution-Logs_${apiId}/${STAGE}`;
    const log = encryptedLogGroup(this, 'ExecutionLog', nameFor(this.restApi.restApiId), options, nameFor('*'));
    this.restApi.deploymentStage.node.addDependency(log);
  }

  private addPortal(
    endpoint: ec2.IInterfaceVpcEndpoint,
    logOptions: LogOptions,
    { portal, authorization, endpoints, urlFunction }: PrivateApiProps,
  ): PortalSite | undefined {
    const verification = authorization._verification;
    if (!portal || !verification) {
      return undefined;
    }
    const { restApi, url: apiUrl } = this;
    return portal._bind(this, { ...logOptions, restApi, apiUrl, endpoint, endpoints, verification, urlFunction });
  }

  private addMethods(
    { methodOptions }: AuthorizationBinding,
    { authorization, urlFunction, allowedOrigins = [] }: PrivateApiProps,
  ): void {
    const signed = isSigned(authorization);
    const integration = new apigateway.LambdaIntegration(urlFunction.handler, { allowTestInvoke: false });
    const requestValidator = this.restApi.addRequestValidator('Validator', {
      validateRequestBody: true,
      validateRequestParameters: true,
    });
    const options = {
      ...methodOptions,
      requestValidator,
      requestParameters: { 'method.request.header.Authorization': true },
    };
    const { httpMethod, resource: url } = this.addRoute(Route.URL);
    url.addMethod(httpMethod, integration, {
      ...options,
      requestModels: signed ? { 'application/json': this.restApi.addModel('User', USER_MODEL) } : undefined,
    });
    if (!signed) {
      const redirect = this.addRoute(Route.REDIRECT);
      redirect.resource.addMethod(redirect.httpMethod, integration, options);
    }
    if (allowedOrigins.length > 0) {
      url.addCorsPreflight({
        allowOrigins: inOrder(this, allowedOrigins),
        allowMethods: [httpMethod],
        allowHeaders: ['Authorization', 'Content-Type'],
        maxAge: Duration.minutes(10),
      });
    }
  }

  private addResponses({ authorization, allowedOrigins = [], addressLimit }: PrivateApiProps): void {
    addGatewayResponses(this.restApi, {
      signed: isSigned(authorization),
      allowedOrigins: inOrder(this, allowedOrigins),
      hasAddressLimit: addressLimit !== undefined,
      portal: this._site,
    });
  }

  private addRoute(route: Route): { httpMethod: string; resource: apigateway.Resource } {
    const { httpMethod, path } = partsOf(route);
    return { httpMethod, resource: this.restApi.root.addResource(path) };
  }

  /**
   * A stage serves its last deployment. CDK creates another one when the API, its methods or its responses change, but not when the
   * authorizer changes, nor when an endpoint is replaced under the same name.
   */
  private redeployOnChange(authorizers: readonly apigateway.IAuthorizer[], endpoint: ec2.IVpcEndpoint): void {
    const deployment = this.restApi.latestDeployment!;
    const changes = () => [replacementOf(endpoint), ...authorizers.map(propertiesOf)];
    deployment.addToLogicalId(Lazy.any({ produce: changes }));
    deployment.node.addDependency(...authorizers.filter((one) => apigateway.Authorizer.isAuthorizer(one)));
  }

  /** CDK puts the paths of the API and its authorizer into the ids of permissions. */
  private stabilizeIds(authorizers: readonly apigateway.IAuthorizer[]): void {
    const named = [this.restApi, ...authorizers].filter((one) => Construct.isConstruct(one));
    for (const construct of named) {
      stabilizeIds(this, construct);
    }
  }

  private attachWebAcl(logOptions: LogOptions, { webAclArn: given, addressLimit }: PrivateApiProps): void {
    const webAclArn = addressLimit ? new AddressLimit(this, 'AddressLimit', addressLimit, logOptions).webAclArn : given;
    if (webAclArn) {
      new wafv2.CfnWebACLAssociation(this, 'WebAcl', { webAclArn, resourceArn: this.restApi.deploymentStage.stageArn });
    }
  }
}

/** Unique in the account. */
function nameOf(scope: Construct): string {
  return Names.uniqueResourceName(scope, { maxLength: 200 });
}

const PREFLIGHT = `OPTIONS/${partsOf(Route.URL).path}`;

function isSigned({ _callerRoleArns }: Authorization): boolean {
  return _callerRoleArns.length > 0;
}

/** The route `POST /presigned-url` is the method `POST` of the path `presigned-url`. */
function partsOf(route: Route): { httpMethod: string; path: string } {
  const [httpMethod, path] = route.split(' /');
  return { httpMethod, path };
}

/** The methods that callers may invoke, as ARNs contain them. */
function methodsFor(authorization: Authorization): string[] {
  const routes = isSigned(authorization) ? [Route.URL] : [Route.URL, Route.REDIRECT];
  return routes.map(partsOf).map(({ httpMethod, path }) => `${httpMethod}/${path}`);
}

/** Settings of methods, which API Gateway does not inherit from those of the stage. */
function methodSettings({ throttle }: PrivateApiProps): apigateway.MethodDeploymentOptions {
  const { rateLimit, burstLimit } = { ...DEFAULT_THROTTLE, ...throttle };
  return {
    loggingLevel: apigateway.MethodLoggingLevel.ERROR,
    // Requests and responses contain tokens and URLs, and a response for one user is not for another.
    dataTraceEnabled: false,
    cachingEnabled: false,
    metricsEnabled: true,
    throttlingRateLimit: rateLimit,
    throttlingBurstLimit: burstLimit,
  };
}

/** Each has its own limit. Preflight requests need no credentials, so they must not use up the limit of others. */
function throttledMethods({ authorization, allowedOrigins = [] }: PrivateApiProps): string[] {
  const preflight = allowedOrigins.length > 0 ? [PREFLIGHT] : [];
  return [...methodsFor(authorization), ...preflight].map((method) => {
    const [httpMethod, path] = method.split('/');
    return `/${path}/${httpMethod}`;
  });
}

/** What everybody may call: preflight requests, and the pages of the portal. */
function publicStatements(
  context: AuthorizationContext,
  { allowedOrigins = [], portal }: PrivateApiProps,
): iam.PolicyStatement[] {
  const preflight = allowedOrigins.length > 0 ? [preflightStatement(context)] : [];
  const everybody = [new iam.AnyPrincipal()];
  const pages = portal ? [allowMethods({ methods: portal._methods }, 'AllowPortalPages', everybody)] : [];
  return [...preflight, ...pages];
}

/** Browsers send preflight requests without credentials. The response is the same for everybody. */
function preflightStatement(context: AuthorizationContext): iam.PolicyStatement {
  return allowMethods({ ...context, methods: [PREFLIGHT] }, 'AllowPreflight', [new iam.AnyPrincipal()]);
}
