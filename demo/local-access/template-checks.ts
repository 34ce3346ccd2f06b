import { asList, type Properties } from '../report/template';
import type { LocalAccess } from './local-access';
import { ENVIRONMENT } from './local-access-stack';

/** What cannot happen on loopback, as questions to the template that stands for it. */

const { region } = ENVIRONMENT;
const PRIVATE_NAMES = ['sagemaker.api', 'sts', 'studio'];

/** The inbound endpoint of the resolver has addresses in two zones, and answers none but the named DNS servers. */
export function resolverIsInbound({ deployment }: LocalAccess): boolean {
  const { properties } = deployment.theOnly('AWS::Route53Resolver::ResolverEndpoint', 'Direction');
  const { IpAddresses } = Object.values(deployment.resources).find(
    ({ Type }) => Type === 'AWS::Route53Resolver::ResolverEndpoint',
  )!.Properties!;
  return properties.Direction === 'INBOUND' && asList(IpAddresses).length >= 2;
}

/** DNS servers of the corporate network know where to ask for Studio and for the API of SageMaker. */
export function zonesAreForwarded({ deployment }: LocalAccess): boolean {
  const outputs = deployment.outputs.map(({ Value }) => String(Value));
  const zones = outputs.flatMap((value) => value.split(','));
  return [`studio.${region}.sagemaker.aws`, `api.sagemaker.${region}.amazonaws.com`].every((zone) =>
    zones.includes(zone),
  );
}

/** Public DNS finds the name of an API with that of an endpoint where the API names the endpoint. */
export function apiNamesItsEndpoint({ deployment }: LocalAccess): boolean {
  const { properties } = deployment.theOnly('AWS::ApiGateway::RestApi', 'EndpointConfiguration');
  const { Types, VpcEndpointIds } = properties.EndpointConfiguration as Properties;
  return asList(Types).join() === 'PRIVATE' && asList(VpcEndpointIds).join() === deployment.endpoint('execute-api').id;
}

/** In the VPC, the usual names of the services lead to their endpoints. */
export function namesLeadToEndpoints({ deployment }: LocalAccess): boolean {
  const [vpc] = deployment.ofType('AWS::EC2::VPC', 'EnableDnsHostnames', 'EnableDnsSupport');
  const endpoints = deployment.ofType('AWS::EC2::VPCEndpoint', 'ServiceName', 'PrivateDnsEnabled');
  const isPrivate = (service: string) =>
    endpoints.some(
      ({ properties }) =>
        String(properties.ServiceName).endsWith(`${region}.${service}`) && properties.PrivateDnsEnabled === true,
    );
  return (
    vpc.properties.EnableDnsHostnames === true &&
    vpc.properties.EnableDnsSupport === true &&
    PRIVATE_NAMES.every(isPrivate)
  );
}

/** No gateway leads from the VPC to the internet. */
export function nothingLeadsOut({ deployment }: LocalAccess): boolean {
  return ['InternetGateway', 'NatGateway', 'EgressOnlyInternetGateway'].every(
    (type) => deployment.ofType(`AWS::EC2::${type}`).length === 0,
  );
}
