import { Duration, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { SecureSageMakerError } from '../../private/errors';
import { BundledFunction } from '../../private/lambda/function';
import { foreignFaults, used, usedIn } from '../../private/life-cycle/foreign';
import { entriesInOrder, inOrder, literalsInOrder } from '../../private/order';
import { JWT_SETTINGS_VARIABLE, type JwtSettings } from '../shared/jwt-settings';
import {
  type AuthorizationBinding,
  type AuthorizationContext,
  allowMethods,
  denyOtherCallers,
  denyOtherEndpoints,
  type TokenVerification,
} from './binding';
import { callerFaults, cognitoFaults, jwtFaults } from './checks';
import {
  type CognitoAuthorizationOptions,
  type IamAuthorizationOptions,
  JwtAudienceClaim,
  type JwtAuthorizationOptions,
} from './props';

import type { Auth0Options, EntraIdOptions, GoogleWorkspaceOptions, OktaOptions } from './provider-props';
import { auth0Tokens, entraIdTokens, googleWorkspaceTokens, oktaTokens } from './providers';

const IDENTITY_SOURCE = apigateway.IdentitySource.header('Authorization');

/**
 * How the callers of a private API authenticate.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export abstract class Authorization {
  /**
   * By the token of an identity provider. A function verifies its signature, issuer, audience, times and other claims. The token
   * names the user. The resource policy allows nobody, because API Gateway accepts calls that either of the two allows.
   */
  public static jwt(props: JwtAuthorizationOptions): Authorization {
    SecureSageMakerError.throwIfAny(undefined, jwtFaults(props));
    return new JwtAuthorization(props);
  }

  /**
   * By an access token of Microsoft Entra ID. The user is the claim `oid`, which is the object id of the user in the tenant. Tokens of
   * other tenants are refused.
   *
   * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
   */
  public static entraId(options: EntraIdOptions): Authorization {
    return Authorization.jwt(entraIdTokens(options));
  }

  /**
   * By an access token of a custom authorization server of Okta. The user is the claim `uid`, which is the id of the user.
   *
   * @see https://developer.okta.com/docs/concepts/auth-servers/
   */
  public static okta(options: OktaOptions): Authorization {
    return Authorization.jwt(oktaTokens(options));
  }

  /**
   * By an access token of Auth0. The user is the claim `sub`, which changes if the user moves to another connection.
   *
   * @see https://auth0.com/docs/secure/tokens/access-tokens
   */
  public static auth0(options: Auth0Options): Authorization {
    return Authorization.jwt(auth0Tokens(options));
  }

  /**
   * By an ID token of Google Workspace. The user is the claim `sub`. Accounts outside of the company's domain are refused.
   *
   * @see https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload
   */
  public static googleWorkspace(options: GoogleWorkspaceOptions): Authorization {
    return Authorization.jwt(googleWorkspaceTokens(options));
  }

  /**
   * By a token of an Amazon Cognito user pool, which API Gateway verifies. The token names the user. Without scopes it is an ID
   * token of any app client of the pool. With scopes it is an access token with one of them.
   */
  public static cognito(userPool: cognito.IUserPool, options: CognitoAuthorizationOptions = {}): Authorization {
    SecureSageMakerError.throwIfAny(undefined, cognitoFaults(options));
    return new CognitoAuthorization(userPool, options);
  }

  /**
   * By requests that a role signs, such as the role of a portal. IAM authenticates the role, and the role names the user in the
   * body of the request. Anybody who can assume the role can open Studio as any user of the directory.
   */
  public static iam(props: IamAuthorizationOptions): Authorization {
    const roleArns = props.callers.map(({ roleRef }) => roleRef.roleArn);
    SecureSageMakerError.throwIfAny(undefined, callerFaults(roleArns));
    return new IamAuthorization(roleArns);
  }

  /**
   * The identity provider of all users, if there is a single one.
   *
   * @internal
   */
  public abstract readonly _identityProvider?: string;

  /**
   * The roles that name the user in the body of a request. Empty if a token names the user.
   *
   * @internal
   */
  public readonly _callerRoleArns: readonly string[] = [];

  /**
   * How tokens are verified, if a function of this library does it.
   *
   * @internal
   */
  public get _verification(): TokenVerification | undefined {
    return undefined;
  }

  /** @internal */
  public abstract _bind(scope: Construct, context: AuthorizationContext): AuthorizationBinding;
}

class JwtAuthorization extends Authorization {
  public readonly _identityProvider: string;

  constructor(private readonly props: JwtAuthorizationOptions) {
    super();
    this._identityProvider = props.issuer;
  }

  public override get _verification(): TokenVerification {
    return { settings: this.settings(), network: this.props.network };
  }

  public _bind(scope: Construct, context: AuthorizationContext): AuthorizationBinding {
    const { network } = this.props;
    SecureSageMakerError.throwIfAny(scope, foreignFaults(scope, usedIn('network.vpc', [network?.vpc])));
    const authorizer = new BundledFunction(scope, 'AuthorizerFunction', {
      bundle: 'access/authorizer',
      description: 'Verifies the tokens of callers',
      encryptionKey: context.encryptionKey,
      logRetention: context.logRetention,
      removalPolicy: context.removalPolicy,
      environment: { [JWT_SETTINGS_VARIABLE]: Stack.of(scope).toJsonString(this.settings()) },
      reservedConcurrentExecutions: this.props.reservedConcurrentExecutions,
      network,
    });
    if (network) {
      authorizer.handler.connections.allowTo(network.identityProvider, ec2.Port.HTTPS, 'Keys of the identity provider');
    }
    return {
      authorizer: authorizer.handler,
      authorizerLogGroup: authorizer.logGroup,
      methodOptions: {
        authorizationType: apigateway.AuthorizationType.CUSTOM,
        authorizer: new apigateway.RequestAuthorizer(scope, 'Authorizer', {
          authorizerName: 'Tokens',
          handler: authorizer.handler,
          identitySources: [IDENTITY_SOURCE],
          // A cached decision would outlive the token.
          resultsCacheTtl: Duration.seconds(0),
        }),
      },
      statements: [denyOtherEndpoints(context)],
    };
  }

  private settings(): JwtSettings {
    const { issuer, audiences, tokenUse, requiredClaims = {}, requiredScopes: scopes = [], keys } = this.props;
    const { audienceClaim = JwtAudienceClaim.AUDIENCE, subjectClaim = 'sub' } = this.props;
    const { clockSkew = Duration.seconds(60) } = this.props;
    return {
      issuer,
      audiences: literalsInOrder(audiences),
      audienceClaim,
      subjectClaim,
      tokenUse,
      accessTokenType: this.props.requireAccessTokenType,
      requiredClaims: Object.fromEntries(entriesInOrder(requiredClaims)),
      scopes: literalsInOrder(scopes),
      clockSkewSeconds: clockSkew.toSeconds(),
      ...keys._settings,
    };
  }
}

class CognitoAuthorization extends Authorization {
  public readonly _identityProvider: string;

  constructor(
    private readonly userPool: cognito.IUserPool,
    private readonly options: CognitoAuthorizationOptions,
  ) {
    super();
    const { env, stack, userPoolId } = userPool;
    this._identityProvider = `https://cognito-idp.${env.region}.${stack.urlSuffix}/${userPoolId}`;
  }

  /** API Gateway requires both the resource policy and the authorizer to allow a call. */
  public _bind(scope: Construct, context: AuthorizationContext): AuthorizationBinding {
    return {
      methodOptions: {
        authorizationType: apigateway.AuthorizationType.COGNITO,
        authorizer: new apigateway.CognitoUserPoolsAuthorizer(scope, 'Authorizer', {
          authorizerName: 'UserPool',
          cognitoUserPools: [this.userPool],
          identitySource: IDENTITY_SOURCE,
          resultsCacheTtl: Duration.seconds(0),
        }),
        authorizationScopes: this.options.scopes && literalsInOrder(this.options.scopes),
      },
      statements: [denyOtherEndpoints(context), allowMethods(context, 'AllowSignedInUsers', [new iam.AnyPrincipal()])],
    };
  }
}

class IamAuthorization extends Authorization {
  public readonly _identityProvider = undefined;

  constructor(public override readonly _callerRoleArns: readonly string[]) {
    super();
  }

  /** Denies other roles, because API Gateway accepts a principal of the account if its own policies allow the call. */
  public _bind(scope: Construct, context: AuthorizationContext): AuthorizationBinding {
    const roleArns = inOrder(scope, this._callerRoleArns);
    const callers = roleArns.map((arn) => used('callers', arn));
    SecureSageMakerError.throwIfAny(scope, foreignFaults(scope, callers));
    const principals = roleArns.map((arn) => new iam.ArnPrincipal(arn));
    return {
      methodOptions: { authorizationType: apigateway.AuthorizationType.IAM },
      statements: [
        denyOtherEndpoints(context),
        denyOtherCallers(roleArns),
        allowMethods(context, 'AllowCallers', principals),
      ],
    };
  }
}
