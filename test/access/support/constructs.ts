import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { network, studio } from '../../../src';
import { UserDirectory } from '../../../src/access/directory/user-directory';
import { StudioAccessRole } from '../../../src/access/url-function/access-role';
import type { StudioAccessRoleProps } from '../../../src/access/url-function/access-role-props';
import { PresignedUrlFunction } from '../../../src/access/url-function/presigned-url-function';
import type { PresignedUrlFunctionProps } from '../../../src/access/url-function/props';

export const PREFIX_LIST = 'pl-02cd2c6b';
export const URL_FUNCTION_ROLE = 'arn:aws:iam::111122223333:role/UrlFunction';

const { SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB } = network.EndpointService;
const ENDPOINT_IDS: [network.EndpointService, string][] = [
  [SAGEMAKER_API, 'vpce-a0000000000000001'],
  [SAGEMAKER_STUDIO, 'vpce-a0000000000000002'],
  [STS, 'vpce-a0000000000000003'],
  [DYNAMODB, 'vpce-a0000000000000004'],
];

// biome-ignore lint/suspicious/noExplicitAny: templates have no types
export type Properties = Record<string, any>;

/** Endpoints that exist already, so that a template holds nothing but what is tested. */
export function endpointsIn(scope: Construct, ids = ENDPOINT_IDS): network.IPrivateEndpoints {
  return network.PrivateEndpoints.fromEndpointIds(scope, 'Endpoints', {
    endpointIds: ids.map(([service, endpointId]) => ({ service, endpointId })),
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(scope, 'EndpointsGroup', 'sg-0123456789abcdef0')],
  });
}

export function endpointsWithout(scope: Construct, service: network.EndpointService): network.IPrivateEndpoints {
  return endpointsIn(
    scope,
    ENDPOINT_IDS.filter(([one]) => one.id !== service.id),
  );
}

export function vpcIn(scope: Construct, subnets: Partial<ec2.VpcAttributes> = {}): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    isolatedSubnetIds: ['subnet-isolated1', 'subnet-isolated2'],
    isolatedSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
    ...subnets,
  });
}

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
export function urlFunctionIn(stack: Stack, props: Partial<PresignedUrlFunctionProps> = {}): PresignedUrlFunction {
  return new PresignedUrlFunction(stack, 'Urls', {
    ...props,
    vpc: props.vpc ?? vpcIn(stack),
    endpoints: props.endpoints ?? endpointsIn(stack),
    users: props.users ?? UserDirectory.fromTable(tableIn(stack)),
    domains: props.domains ?? [domainIn(stack)],
    dynamoDbPrefixListId: 'dynamoDbPrefixListId' in props ? props.dynamoDbPrefixListId : PREFIX_LIST,
  });
}

export function accessRoleIn(stack: Stack, props: Partial<StudioAccessRoleProps> = {}): StudioAccessRole {
  return new StudioAccessRole(stack, 'Access', {
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
