import { Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Authorization } from '../../../src/access/authorization/authorization';
import type { AuthorizationBinding } from '../../../src/access/authorization/binding';
import { JwtKeys } from '../../../src/access/authorization/jwt-keys';
import type { JwtAuthorizationOptions } from '../../../src/access/authorization/props';
import { JWT_SETTINGS_VARIABLE, type JwtSettings } from '../../../src/access/shared/jwt-settings';
import { testStack } from '../support/stack';
import { ISSUER } from '../support/tokens';

export const JWKS_URI = `${ISSUER}/keys`;

export function jwtProps(props: Partial<JwtAuthorizationOptions> = {}): JwtAuthorizationOptions {
  return { issuer: ISSUER, audiences: ['studio-access'], keys: JwtKeys.fromUri(JWKS_URI), ...props };
}

/** An API that takes over what an authorization gives it. */
export function apiWith(authorizationOf: (stack: ReturnType<typeof testStack>) => Authorization) {
  const stack = testStack();
  const binding: AuthorizationBinding = authorizationOf(stack)._bind(stack, {
    endpoints: [{ vpcEndpointRef: { vpcEndpointId: 'vpce-0123456789abcdef0' } } as ec2.IVPCEndpointRef],
    methods: ['POST/presigned-url', 'GET/studio'],
    encryptionKey: new kms.Key(stack, 'Key'),
  });
  const api = new apigateway.RestApi(stack, 'Api', {
    cloudWatchRole: false,
    policy: new iam.PolicyDocument({ statements: [...binding.statements] }),
  });
  api.root.addResource('presigned-url').addMethod('POST', new apigateway.MockIntegration(), binding.methodOptions);
  return { stack, binding, template: Template.fromStack(stack) };
}

export function policyOf(template: Template): object[] {
  const [api] = Object.values(template.findResources('AWS::ApiGateway::RestApi'));
  return api.Properties.Policy.Statement;
}

export function settingsOf(template: Template): JwtSettings {
  const [fn] = Object.values(template.findResources('AWS::Lambda::Function'));
  return JSON.parse(fn.Properties.Environment.Variables[JWT_SETTINGS_VARIABLE]);
}
