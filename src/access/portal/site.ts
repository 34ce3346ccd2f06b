import { CfnOutput, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { entriesInOrder, literalsInOrder } from '../../private/order';
import { warn } from '../../private/warnings';
import { ACCESS_METRICS } from '../shared/metrics';
import type { PortalOutcome } from '../shared/portal/outcome';
import { CALLBACK_PATH, type SignInSettings } from '../shared/portal/settings';
import type { TextTable } from '../shared/portal/texts';
import type { PortalContext } from './binding';
import { PrivateDomain } from './domain';
import { PortalPagesLayer, textTable } from './pages';
import { type PortalOptions, PortalToken } from './props';
import { warnOfChangedRedirectUri } from './redirect-uri';

export interface PortalSiteProps extends PortalContext {
  readonly options: PortalOptions;
  readonly methods: readonly string[];
}

/** The parts that every portal has in an API: its address, its pages, and their methods. */
export abstract class PortalSite extends Construct {
  /** The address of the portal. */
  public readonly url: string;
  public readonly redirectUri: string;
  /** The function that shows the pages. */
  public abstract readonly handler: lambda.IFunction;
  public abstract readonly logGroup: logs.ILogGroup;
  /** The authorizer of the page that opens Studio, if there is such a page. */
  public readonly authorizer?: apigateway.RequestAuthorizer;
  /** The texts of the pages, by language. */
  public readonly texts: TextTable;
  /** The certificate of the custom domain name, if there is one. */
  public readonly certificate?: acm.ICertificate;

  constructor(scope: Construct, id: string, props: PortalSiteProps) {
    super(scope, id);
    this.url = this.addDomain(props);
    this.texts = textTable(props.options.pages ?? {});
    this.certificate = props.options.domain?.certificate;
    this.redirectUri = `${this.url}${CALLBACK_PATH}`;
    warnOfChangedRedirectUri(this, props.options, this.redirectUri);
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

  /** The texts and the logo, as a layer. The stack of the scope has it. */
  protected addPages(scope: Construct, { options: { pages } }: PortalSiteProps): lambda.ILayerVersion | undefined {
    return pages && new PortalPagesLayer(scope, 'PortalPages', pages).layer;
  }

  /** The resource policy allows exactly these methods; nothing in them depends on who calls. */
  protected addPageMethods({ restApi, methods }: PortalSiteProps): void {
    const portal = new apigateway.LambdaIntegration(this.handler, { allowTestInvoke: false });
    for (const [httpMethod, path] of methods.map((method) => method.split('/'))) {
      const resource = path === '' ? restApi.root : restApi.root.addResource(path);
      resource.addMethod(httpMethod, portal, { authorizationType: apigateway.AuthorizationType.NONE });
    }
  }

  protected addOutputs(): void {
    new CfnOutput(this, 'Url', { value: `${this.url}/`, description: 'The portal of Studio' });
    new CfnOutput(this, 'RedirectUri', {
      value: this.redirectUri,
      description: 'The redirect URI to register at the identity provider',
    });
  }

  protected json(value: object): string {
    return Stack.of(this).toJsonString(value);
  }
}

export function logOptionsOf({ encryptionKey, logRetention, removalPolicy }: PortalSiteProps) {
  return { encryptionKey, logRetention, removalPolicy };
}

/** What signing in needs, wherever that is. */
export function signInSettings(url: string, { options, verification }: PortalSiteProps): SignInSettings {
  const { clientId, scopes = ['openid'], parameters = {}, token, endpoints, registeredRedirectUri } = options;
  return {
    url,
    issuer: verification.settings.issuer,
    endpoints,
    clientId,
    scope: literalsInOrder(scopes).join(' '),
    parameters: Object.fromEntries(entriesInOrder(parameters)),
    token: token ?? PortalToken.ACCESS_TOKEN,
    registeredRedirectUri,
  };
}
