import type { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { Domain } from '../../../src/studio/domain/domain';
import type { DomainProps } from '../../../src/studio/domain/props';

export const SPACE = 'AWS::SageMaker::Space';
export const PROFILE = 'AWS::SageMaker::UserProfile';

/** An imported VPC with two zones, so that a template holds nothing but what is tested. */
export function twoZones(scope: Construct): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['us-west-2a', 'us-west-2b'],
    isolatedSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    isolatedSubnetRouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'],
  });
}

export function domainIn(stack: Stack, props: Partial<DomainProps> = {}, id = 'Domain'): Domain {
  return new Domain(stack, id, { ...props, vpc: props.vpc ?? twoZones(stack) });
}
