import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
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
import { JWT_SETTINGS_VARIABLE } from '../shared/jwt-settings';
import {
  COOKIE_SETTINGS_VARIABLE,
  type CookieSettings,
  ENCRYPTION_CONTEXT,
  PORTAL_SETTINGS_VARIABLE,
  type PortalSettings,
} from '../shared/portal/settings';
import { Route } from '../shared/url-function';
import { networkFaults } from './checks';
import type { ServerSidePortalOptions } from './props';
import { logOptionsOf, PortalSite, type PortalSiteProps, signInSettings } from './site';

/** Below the 29 seconds of API Gateway, so that users get a page and operators a record. */
const TIMEOUT = Duration.seconds(25);

export interface ServerSideSiteProps extends PortalSiteProps {
  readonly options: ServerSidePortalOptions;
}

/** A portal that signs users in at a server: its function, the authorizer of its cookies, their key, and its methods. */
export class ServerSideSite extends PortalSite {
  public readonly handler: lambda.IFunction;
  public readonly logGroup: logs.ILogGroup;
  public override readonly authorizer: apigateway.RequestAuthorizer;

  constructor(scope: Construct, id: string, props: ServerSideSiteProps) {
    super(scope, id, props);
    const { options, verification, endpoints, urlFunction } = props;
    SecureSageMakerError.throwIfAny(this, [
      ...networkFaults(verification, endpoints),
      ...options.credentials._faults(this),
      ...foreignFaults(this, usedIn('network.vpc', [options.network?.vpc])),
    ]);
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
    // The function that creates URLs shows pages as well. Its stack has the layer, because that of the API may depend on it.
    const layer = this.addPages(urlFunction, props);
    if (layer) {
      portal.handler.addLayers(layer);
      urlFunction._addLayer(layer);
    }
    this.addPageMethods(props);
    this.authorizer = this.addOpenMethod(authorizer.handler, props);
    this.addOutputs();
  }

  private createPortal(cookies: CookieSettings, props: ServerSideSiteProps): BundledFunction {
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

  private createAuthorizer(cookies: CookieSettings, props: ServerSideSiteProps): BundledFunction {
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

  private addOpenMethod(
    authorizerFunction: lambda.IFunction,
    { restApi, urlFunction }: ServerSideSiteProps,
  ): apigateway.RequestAuthorizer {
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
}

function portalSettings(cookies: CookieSettings, props: ServerSideSiteProps): PortalSettings {
  return { ...signInSettings(cookies.url, props), ...cookies, client: props.options.credentials._settings };
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
