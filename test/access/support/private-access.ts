import type { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { access, network } from '../../../src';
import { domainIn, PREFIX_LIST, vpcIn } from './constructs';

export const API_ENDPOINT = 'vpce-a0000000000000005';
const { SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB, EXECUTE_API } = network.EndpointService;
const SERVICES = [SAGEMAKER_API, SAGEMAKER_STUDIO, STS, DYNAMODB, EXECUTE_API];

/** Endpoints that exist already in a VPC that does, with all that private access needs. */
export function networkIn(stack: Stack, services = SERVICES): network.IPrivateEndpoints {
  return network.PrivateEndpoints.fromEndpointIds(stack, 'Endpoints', {
    endpointIds: services.map((service) => ({
      service,
      endpointId: `vpce-a000000000000000${SERVICES.indexOf(service) + 1}`,
    })),
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'EndpointsGroup', 'sg-0123456789abcdef0')],
    vpc: vpcIn(stack),
  });
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
