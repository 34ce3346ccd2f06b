import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { access, studio } from '../../../src';
import { endpointsIn, networkIn, PREFIX_LIST, vpcIn } from './network';

export const URL_FUNCTION_ROLE = 'arn:aws:iam::111122223333:role/UrlFunction';

// biome-ignore lint/suspicious/noExplicitAny: templates have no types
export type Properties = Record<string, any>;

export function domainIn(
  scope: Construct,
  domainId = 'd-abc',
  more: Partial<studio.DomainAttributes> = {},
): studio.IDomain {
  return studio.Domain.fromDomainAttributes(scope, `Domain-${domainId}`, { domainId, ...more });
}

export function tableIn(scope: Construct): dynamodb.ITable {
  return dynamodb.Table.fromTableName(scope, 'Directory', 'Directory');
}

/** What is not given is made, each of it once. */
export function urlFunctionIn(
  stack: Stack,
  props: Partial<access.PresignedUrlFunctionProps> = {},
): access.PresignedUrlFunction {
  return new access.PresignedUrlFunction(stack, 'Urls', {
    ...props,
    vpc: props.vpc ?? vpcIn(stack),
    endpoints: props.endpoints ?? endpointsIn(stack),
    users: props.users ?? access.UserDirectory.fromTable(tableIn(stack)),
    domains: props.domains ?? [domainIn(stack)],
    dynamoDbPrefixListId: 'dynamoDbPrefixListId' in props ? props.dynamoDbPrefixListId : PREFIX_LIST,
  });
}

export function accessRoleIn(stack: Stack, props: Partial<access.StudioAccessRoleProps> = {}): access.StudioAccessRole {
  return new access.StudioAccessRole(stack, 'Access', {
    urlFunctionRoleArn: URL_FUNCTION_ROLE,
    ...props,
    domains: props.domains ?? [domainIn(stack)],
    endpoints: props.endpoints ?? endpointsIn(stack),
  });
}

/** The statements of the managed policies whose logical id begins so. */
export function statementsOf(stack: Stack, prefix: string): Properties[] {
  const policies = Object.entries(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy')).filter(([id]) =>
    id.startsWith(prefix),
  );
  return policies.flatMap(([, { Properties: properties }]) => properties.PolicyDocument.Statement);
}

export const IDENTITY_PROVIDER = 'https://idp.example.com/';

export function jwt(): access.Authorization {
  return access.Authorization.jwt({
    issuer: IDENTITY_PROVIDER,
    audiences: ['studio'],
    keys: access.JwtKeys.fromUri(`${IDENTITY_PROVIDER}keys`),
  });
}

/** Private access for a user of a domain that exists already. */
export function accessIn(
  stack: Stack,
  props: Partial<access.PrivateStudioAccessProps> = {},
): access.PrivateStudioAccess {
  return new access.PrivateStudioAccess(stack, 'Access', {
    domain: 'domain' in props ? props.domain : domainIn(stack),
    endpoints: props.endpoints ?? networkIn(stack),
    authorization: jwt(),
    users: access.UserDirectory.fromUsers([{ subject: '00u1', domainId: 'd-abc', userProfileName: 'alice' }]),
    urlFunction: { dynamoDbPrefixListId: PREFIX_LIST },
    ...props,
  });
}
