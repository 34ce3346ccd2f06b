import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

/** Uses of an exported construct, which snapshots, life cycle tests, cdk-nag tests and linters share. */
export interface Sample {
  /** With the required props only. */
  minimal(scope: Construct): void;
  /** With the props that users of the READMEs set. */
  customized(scope: Construct): void;
  /** With the state of a deployed resource that it keeps, if it can. */
  adopted?(scope: Construct): void;
}

export type Samples = Readonly<Record<string, Sample>>;

/** Below the construct to which a sample belongs, so that its own id is what the sample says. */
export function isolatedVpc(scope: Construct): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: ['a', 'b'],
    isolatedSubnetIds: ['subnet-0000000000000000a', 'subnet-0000000000000000b'],
    isolatedSubnetRouteTableIds: ['rtb-0000000000000000a', 'rtb-0000000000000000b'],
    isolatedSubnetIpv4CidrBlocks: ['10.0.0.0/24', '10.0.1.0/24'],
  });
}
