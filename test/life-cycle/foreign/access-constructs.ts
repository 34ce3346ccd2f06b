import { Stack } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { access, network, studio } from '../../../src';
import { endpointsIn } from '../subnet-constructs';
import { arnIn, DOMAIN_ID, group, roleArn, vpcIn } from './resources';

export const { JwtKeys, ListRemovals, PresignedUrlFunction, PrivateApi, PrivateStudioAccess, UserDirectory } = access;

export const { Domain } = studio;

const PREFIX_LIST = { dynamoDbPrefixListId: 'pl-02cd2c6b' };

export const ISSUER = 'https://idp.example.com/';

const JWT = { issuer: ISSUER, audiences: ['studio'], keys: JwtKeys.fromUri(`${ISSUER}keys`) };

export function urls(stack: Stack, props: Partial<access.PresignedUrlFunctionProps> = {}): access.PresignedUrlFunction {
  return new PresignedUrlFunction(stack, 'Urls', {
    vpc: vpcIn(stack),
    endpoints: props.endpoints ?? endpointsIn(stack),
    users: UserDirectory.fromUsers([], { removals: ListRemovals.UNLIMITED }),
    domains: [Domain.fromDomainAttributes(stack, 'Listed', { domainId: DOMAIN_ID })],
    ...PREFIX_LIST,
    ...props,
  });
}

export function apiEndpoints(stack: Stack): network.IPrivateEndpoints {
  const { SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB, EXECUTE_API, SECRETS_MANAGER } = network.EndpointService;
  const services = [SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB, EXECUTE_API, SECRETS_MANAGER];
  return network.PrivateEndpoints.fromEndpointIds(stack, 'ApiEndpoints', {
    endpointIds: services.map((service, index) => ({ service, endpointId: `vpce-a000000000000000${index}` })),
    securityGroups: [group(new Stack(stack.node.root as Stack, `Groups${stack.node.id}`, { env: stack }))],
  });
}

export function api(stack: Stack, props: Partial<access.PrivateApiProps>): unknown {
  return new PrivateApi(stack, 'Api', {
    endpoints: props.endpoints ?? apiEndpoints(stack),
    urlFunction: props.urlFunction ?? urls(stack),
    authorization: access.Authorization.jwt(JWT),
    ...props,
  });
}

export function privateAccess(
  stack: Stack,
  props: Partial<access.PrivateStudioAccessProps> = {},
): access.PrivateStudioAccess {
  return new PrivateStudioAccess(stack, 'Access', {
    endpoints: props.endpoints ?? apiEndpoints(stack),
    authorization: access.Authorization.jwt(JWT),
    users: UserDirectory.fromUsers([], { removals: ListRemovals.UNLIMITED }),
    domain: props.domain ?? Domain.fromDomainAttributes(stack, 'Listed', { domainId: DOMAIN_ID }),
    urlFunction: { vpc: vpcIn(stack), ...PREFIX_LIST },
    ...props,
  });
}

export function accessRole(stack: Stack, props: Partial<access.StudioAccessRoleProps> = {}): access.StudioAccessRole {
  return new access.StudioAccessRole(stack, 'AccessRole', {
    domains: props.domains ?? [Domain.fromDomainAttributes(stack, 'Listed', { domainId: DOMAIN_ID })],
    endpoints: props.endpoints ?? endpointsIn(stack),
    urlFunctionRoleArn: roleArn(stack),
    ...props,
  });
}

export function table(away: Stack): dynamodb.ITable {
  return dynamodb.Table.fromTableName(away, 'Existing', 'users');
}

export function userWith(stack: Stack, own: Partial<access.DirectoryUser>): unknown {
  const users = [{ subject: '1', domainId: DOMAIN_ID, userProfileName: 'alice', ...own }];
  return urls(stack, { users: UserDirectory.fromUsers(users, { issuer: ISSUER }), domains: undefined });
}

export function jwtNetwork(stack: Stack, own: Partial<access.JwtNetworkOptions>): unknown {
  const jwt = { vpc: own.vpc ?? vpcIn(stack), identityProvider: ec2.Peer.ipv4('10.1.0.0/16'), ...own };
  const isolated = { subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } };
  return api(stack, { authorization: access.Authorization.jwt({ ...JWT, network: { ...isolated, ...jwt } }) });
}

export function portal(stack: Stack, options: Partial<access.ServerSidePortalOptions>): unknown {
  const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'portal');
  const credentials = access.PortalCredentials.fromSecret(secret);
  return api(stack, { portal: access.Portal.serverSide({ clientId: 'portal', credentials, ...options }) });
}

export function portalNetwork(stack: Stack, own: Partial<access.PortalNetworkOptions>): access.PortalNetworkOptions {
  return {
    vpc: own.vpc ?? vpcIn(stack),
    subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    identityProvider: own.identityProvider ?? ec2.Peer.ipv4('10.1.0.0/16'),
  };
}

export function alarmAction(away: Stack): cloudwatch.IAlarmAction {
  return { bind: () => ({ alarmActionArn: arnIn(away, 'sns', 'operators') }) };
}

export function canary(stack: Stack, props: Partial<access.AccessCanaryProps>): access.AccessCanary {
  return new access.AccessCanary(stack, 'Canary', {
    apiUrl: 'https://studio.corp.example',
    vpc: props.vpc ?? vpcIn(stack),
    endpoints: props.endpoints ?? apiEndpoints(stack),
    ...props,
  });
}

export function operations(stack: Stack, props: Partial<access.AccessOperationsProps>): unknown {
  return new access.AccessOperations(stack, 'Operations', {
    studioAccess: props.studioAccess ?? privateAccess(stack),
    alarmActions: [],
    ...props,
  });
}

export function revocation(stack: Stack, props: Partial<access.RevocationProps> = {}): access.Revocation {
  const table = props.table ?? new access.DirectoryTable(stack, 'RevocableTable');
  const accessRoles = props.accessRoles ?? [accessRole(stack)];
  return new access.Revocation(stack, 'Revocation', { table, accessRoles });
}

export function signIn(stack: Stack, own: Partial<access.CanarySignIn>): access.AccessCanary {
  return canary(stack, {
    signIn: {
      tokenEndpoint: `${ISSUER}token`,
      clientId: 'canary',
      clientSecret: own.clientSecret ?? secretIn(stack, stack),
      identityProvider: ec2.Peer.ipv4('10.1.0.0/16'),
      ...own,
    },
  });
}

export function secretIn(stack: Stack, away: Stack): secretsmanager.ISecret {
  const arn = arnIn(away, 'secretsmanager', 'secret:canary-a1b2c3');
  return secretsmanager.Secret.fromSecretCompleteArn(stack, 'ClientSecret', arn);
}
