import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { faultsOf, SecureSageMakerError } from '../../private/errors';
import type { LogOptions } from '../logs/encrypted-log-group';

/** What an API says of itself to the way in which its callers are authorized. */
export interface AuthorizationContext extends LogOptions {
  /** The interface endpoints of `execute-api` through which the API can be called, and through nothing else. */
  readonly endpoints: readonly ec2.IVPCEndpointRef[];
  /** What can be called, as method and path, such as `POST/presigned-url`. */
  readonly methods: readonly string[];
}

/** What an API must take over, all of it. */
export interface AuthorizationBinding {
  readonly methodOptions: Pick<apigateway.MethodOptions, 'authorizationType' | 'authorizer' | 'authorizationScopes'>;
  /** The function that authorizes, where there is one. */
  readonly authorizer?: lambda.IFunction;
  /** The resource policy of the API. */
  readonly statements: readonly iam.PolicyStatement[];
}

/** Nobody gets in from elsewhere, whoever they are; the key is missing in calls that came through no endpoint. */
export function denyOtherEndpoints({ endpoints }: AuthorizationContext): iam.PolicyStatement {
  const none =
    endpoints.length === 0 ? ['an API needs at least one endpoint through which it can be called, got none'] : [];
  SecureSageMakerError.throwIfAny(undefined, faultsOf('InvalidAuthorization', none));
  return new iam.PolicyStatement({
    sid: 'DenyOtherEndpoints',
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: ['execute-api:Invoke'],
    resources: ['execute-api:/*'],
    conditions: {
      StringNotEquals: { 'aws:SourceVpce': endpoints.map(({ vpcEndpointRef }) => vpcEndpointRef.vpcEndpointId) },
    },
  });
}

/** Also those who may call by a policy of their own; the key is missing in calls that nobody signed. */
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
  { methods }: AuthorizationContext,
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
