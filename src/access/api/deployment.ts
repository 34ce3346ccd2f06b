import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** The properties whose change replaces an endpoint. */
export function replacementOf(endpoint: ec2.IVpcEndpoint): unknown {
  const resource = endpoint.node.defaultChild;
  if (!ec2.CfnVPCEndpoint.isCfnVPCEndpoint(resource)) {
    return undefined;
  }
  return resource.stack.resolve([resource.serviceName, resource.vpcEndpointType, resource.vpcId]);
}

/** The properties of an authorizer that its stage must be deployed again for. */
export function propertiesOf(authorizer: apigateway.IAuthorizer): unknown {
  const resource = apigateway.Authorizer.isAuthorizer(authorizer) ? authorizer.node.defaultChild : undefined;
  if (!apigateway.CfnAuthorizer.isCfnAuthorizer(resource)) {
    return undefined;
  }
  const { type, identitySource, authorizerUri, providerArns, authorizerResultTtlInSeconds } = resource;
  return resource.stack.resolve([type, identitySource, authorizerUri, providerArns, authorizerResultTtlInSeconds]);
}
