import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** The ids by which `aws:SourceVpce` knows endpoints. */
export function endpointIds(endpoints: readonly ec2.IVPCEndpointRef[]): string[] {
  return endpoints.map(({ vpcEndpointRef }) => vpcEndpointRef.vpcEndpointId);
}
