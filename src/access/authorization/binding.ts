import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { endpointIds } from '../../private/endpoint-ids';
import { check, SecureSageMakerError } from '../../private/errors';
import type { LogOptions } from '../../private/lambda/log-group';
import type { JwtSettings } from '../shared/jwt-settings';
import type { JwtNetworkOptions } from './props';

/** What an authorization needs from the API. */
export interface AuthorizationContext extends LogOptions {
  /** The interface endpoints of `execute-api`, which are the only way to call the API. */
  readonly endpoints: readonly ec2.IVPCEndpointRef[];
  /** The methods that can be called, such as `POST/presigned-url`. */
  readonly methods: readonly string[];
}

/** How the tokens of an identity provider are verified, wherever that is. */
export interface TokenVerification {
  readonly settings: JwtSettings;
  readonly network?: JwtNetworkOptions;
}

/** What the API must use. */
export interface AuthorizationBinding {
  readonly methodOptions: Pick<apigateway.MethodOptions, 'authorizationType' | 'authorizer' | 'authorizationScopes'>;
  /** The function that authorizes callers, if there is one. */
  readonly authorizer?: lambda.IFunction;
  /** The log of the function. */
  readonly authorizerLogGroup?: logs.ILogGroup;
  /** The resource policy of the API. */
  readonly statements: readonly iam.PolicyStatement[];
}

/** Also denies calls that came through no endpoint, which lack the key. */
export function denyOtherEndpoints({ endpoints }: Pick<AuthorizationContext, 'endpoints'>): iam.PolicyStatement {
  SecureSageMakerError.throwIfAny(
    undefined,
    check(
      endpoints.length > 0,
      'InvalidAuthorization',
      'an API needs at least one endpoint through which it can be called, got none',
    ),
  );
  return new iam.PolicyStatement({
    sid: 'DenyOtherEndpoints',
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: ['execute-api:Invoke'],
    resources: ['execute-api:/*'],
    conditions: {
      StringNotEquals: { 'aws:SourceVpce': endpointIds(endpoints) },
    },
  });
}

/** Also denies roles that their own policies allow to call, and unsigned calls, which lack the key. */
export function denyOtherCallers(roleArns: readonly string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'DenyOtherCallers',
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: ['execute-api:Invoke'],
    resources: ['execute-api:/*'],
    conditions: { ArnNotEquals: { 'aws:PrincipalArn': [...roleArns] } },
  });
}

export function allowMethods(
  { methods }: Pick<AuthorizationContext, 'methods'>,
  sid: string,
  principals: iam.IPrincipal[],
): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid,
    principals,
    actions: ['execute-api:Invoke'],
    resources: methods.map((method) => `execute-api:/*/${method}`),
  });
}
