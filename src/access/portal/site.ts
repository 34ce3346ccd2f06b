import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { SecureSageMakerError } from '../../private/errors';
import { BundledFunction } from '../../private/lambda/function';
import { foreignFaults, usedIn } from '../../private/life-cycle/foreign';
import { createKey } from '../../private/life-cycle/removal';
import { entriesInOrder, literalsInOrder } from '../../private/order';
import { warn } from '../../private/warnings';
import { JWT_SETTINGS_VARIABLE } from '../shared/jwt-settings';
import { ACCESS_METRICS } from '../shared/metrics';
import type { PortalOutcome } from '../shared/portal/outcome';
import {
  COOKIE_SETTINGS_VARIABLE,
  type CookieSettings,
  ENCRYPTION_CONTEXT,
  PORTAL_SETTINGS_VARIABLE,
  type PortalSettings,
} from '../shared/portal/settings';
import { Route } from '../shared/url-function';
import type { PortalContext } from './binding';
import { networkFaults } from './checks';
import { PrivateDomain } from './domain';
import { PortalPagesLayer } from './pages';
import { PortalToken, type ServerSidePortalOptions } from './props';

/** Below the 29 seconds of API Gateway, so that users get a page and operators a record. */
const TIMEOUT = Duration.seconds(25);

export interface PortalSiteProps extends PortalContext {
  readonly options: ServerSidePortalOptions;
  readonly methods: readonly string[];
}

/** The parts of a portal in an API: its function, the authorizer of its cookies, their key, and its methods. */
export class PortalSite extends Construct {
  /** The address of the portal. */
  public readonly url: string;
  public readonly redirectUri: string;
  public readonly handler: lambda.IFunction;
  public readonly logGroup: logs.ILogGroup;
  public readonly authorizer: apigateway.RequestAuthorizer;
  /** The certificate of the custom domain name, if there is one. */
  public readonly certificate?: acm.ICertificate;

  constructor(scope: Construct, id: string, props: PortalSiteProps) {
    super(scope, id);
    const { options, verification, endpoints } = props;
    SecureSageMakerError.throwIfAny(this, [
      ...networkFaults(verification, endpoints),
      ...options.credentials._faults(this),
      ...foreignFaults(this, usedIn('network.vpc', [options.network?.vpc])),
    ]);
    this.url = this.addDomain(props);
    this.certificate = options.domain?.certificate;
    this.redirectUri = `${this.url}/callback`;
    const key = createKey(new Construct(this, 'Cookies'), 'Cookies of the portal of Studio', RemovalPolicy.DESTROY);
    const cookies: CookieSettings = { url: this.url, keyArn: key.keyArn };

    const portal = this.createPortal(cookies, props);
    const authorizer = this.createAuthorizer(cookies, props);
    this.handler = portal.handler;
    this.logGroup = portal.logGroup;
    restrictKey(key, [portal.role, authorizer.role]);
    allowKey(portal.role, cookies, ['kms:Decrypt', 'kms:GenerateDataKey']);
    allowKey(authorizer.role, cookies, ['kms:Decrypt']);
    options.credentials._grant(portal.role);
    this.addPages(portal.handler, props);
    this.authorizer = this.addMethods(authorizer.handler, props);
    this.addOutputs();
  }

  /** The number of requests with an outcome. The default is the sum over five minutes. */
  public metricRequests(outcome: PortalOutcome, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    const { namespace, portalRequests, functionDimension, outcomeDimension } = ACCESS_METRICS;
    const dimensionsMap = { [functionDimension]: this.handler.functionName, [outcomeDimension]: outcome };
    const props = { namespace, metricName: portalRequests, dimensionsMap, statistic: 'Sum', ...options };
    return new cloudwatch.Metric(props).attachTo(this);
  }

  private addDomain({ options: { domain }, restApi, endpoint, apiUrl }: PortalSiteProps): string {
    if (!domain) {
      warn(this, 'access.portalNameUnstable', 'Give domain, a private custom domain name.');
      return apiUrl;
    }
    new PrivateDomain(this, 'Domain', { ...domain, restApi, endpoint });
    return `https://${domain.domainName}`;
  }

  private createPortal(cookies: CookieSettings, props: PortalSiteProps): BundledFunction {
    const { options, verification, endpoints } = props;
    const { network } = options;
    const portal = new BundledFunction(this, 'Function', {
      ...logOptionsOf(props),
      bundle: 'access/portal',
      description: 'Signs users in and shows the pages of the portal of Studio',
      environment: {
        [PORTAL_SETTINGS_VARIABLE]: this.json(portalSettings(cookies, props)),
        [JWT_SETTINGS_VARIABLE]: this.json(verification.settings),
      },
      memorySize: 512,
      timeout: TIMEOUT,
      reservedConcurrentExecutions: options.reservedConcurrentExecutions,
      network,
    });
    if (network) {
      portal.handler.connections.allowTo(network.identityProvider, ec2.Port.HTTPS, 'Identity provider');
      portal.handler.connections.allowTo(endpoints, ec2.Port.HTTPS, 'Endpoints of AWS services');
    }
    return portal;
  }

  private createAuthorizer(cookies: CookieSettings, props: PortalSiteProps): BundledFunction {
    const { settings, network } = props.verification;
    const authorizer = new BundledFunction(this, 'AuthorizerFunction', {
      ...logOptionsOf(props),
      bundle: 'access/portal-authorizer',
      description: 'Verifies the tokens in the cookies of the portal of Studio',
      environment: {
        [COOKIE_SETTINGS_VARIABLE]: this.json(cookies),
        [JWT_SETTINGS_VARIABLE]: this.json(settings),
      },
      network,
    });
    if (network) {
      authorizer.handler.connections.allowTo(network.identityProvider, ec2.Port.HTTPS, 'Keys of the identity provider');
      authorizer.handler.connections.allowTo(props.endpoints, ec2.Port.HTTPS, 'Endpoints of AWS services');
    }
    return authorizer;
  }

  /** The function that creates URLs shows pages as well. Its stack has the layer, because that of the API may depend on it. */
  private addPages(handler: lambda.Function, { options: { pages }, urlFunction }: PortalSiteProps): void {
    if (pages) {
      const { layer } = new PortalPagesLayer(urlFunction, 'PortalPages', pages);
      handler.addLayers(layer);
      urlFunction._addLayer(layer);
    }
  }

  private addMethods(authorizerFunction: lambda.IFunction, props: PortalSiteProps): apigateway.RequestAuthorizer {
    const { restApi, urlFunction, methods } = props;
    const portal = new apigateway.LambdaIntegration(this.handler, { allowTestInvoke: false });
    for (const [httpMethod, path] of methods.map((method) => method.split('/'))) {
      const resource = path === '' ? restApi.root : restApi.root.addResource(path);
      // The resource policy allows exactly these methods; nothing in them depends on who calls.
      resource.addMethod(httpMethod, portal, { authorizationType: apigateway.AuthorizationType.NONE });
    }
    const authorizer = new apigateway.RequestAuthorizer(this, 'Authorizer', {
      authorizerName: 'PortalCookies',
      handler: authorizerFunction,
      // Without one, API Gateway also asks for requests without cookie, so that they get a page.
      identitySources: [],
      resultsCacheTtl: Duration.seconds(0),
    });
    (authorizer.node.defaultChild as apigateway.CfnAuthorizer).identitySource = undefined;
    const [httpMethod, path] = Route.OPEN.split(' /');
    const open = new apigateway.LambdaIntegration(urlFunction.handler, { allowTestInvoke: false });
    restApi.root.addResource(path).addMethod(httpMethod, open, {
      authorizationType: apigateway.AuthorizationType.CUSTOM,
      authorizer,
    });
    return authorizer;
  }

  private addOutputs(): void {
    new CfnOutput(this, 'Url', { value: `${this.url}/`, description: 'The portal of Studio' });
    new CfnOutput(this, 'RedirectUri', {
      value: this.redirectUri,
      description: 'The redirect URI to register at the identity provider',
    });
  }

  private json(value: object): string {
    return Stack.of(this).toJsonString(value);
  }
}

function logOptionsOf({ encryptionKey, logRetention, removalPolicy }: PortalSiteProps) {
  return { encryptionKey, logRetention, removalPolicy };
}

function portalSettings(cookies: CookieSettings, { options, verification }: PortalSiteProps): PortalSettings {
  const { clientId, credentials, scopes = ['openid'], parameters = {}, token, endpoints } = options;
  return {
    ...cookies,
    issuer: verification.settings.issuer,
    endpoints,
    clientId,
    client: credentials._settings,
    scope: literalsInOrder(scopes).join(' '),
    parameters: Object.fromEntries(entriesInOrder(parameters)),
    token: token ?? PortalToken.ACCESS_TOKEN,
  };
}

/** Under the encryption context of this portal only. */
function allowKey(role: iam.IRole, { keyArn, url }: CookieSettings, actions: string[]): void {
  role.addToPrincipalPolicy(
    new iam.PolicyStatement({
      sid: 'Cookies',
      actions,
      resources: [keyArn],
      conditions: { StringEquals: { [`kms:EncryptionContext:${ENCRYPTION_CONTEXT}`]: url } },
    }),
  );
}

/** Administrators manage the key, but cannot use it. */
function restrictKey(key: kms.Key, roles: readonly iam.IRole[]): void {
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'DenyOthers',
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions: ['kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      resources: ['*'],
      conditions: { ArnNotEquals: { 'aws:PrincipalArn': roles.map(({ roleArn }) => roleArn) } },
    }),
  );
}
