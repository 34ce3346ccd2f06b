import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { LoggedVpc } from './logged-vpc';

export interface IsolatedVpcProps {
  readonly cidr: string;
}

/** A VPC without gateway to the internet, whose traffic is logged. */
export class IsolatedVpc extends LoggedVpc {
  constructor(scope: Construct, id: string, { cidr }: IsolatedVpcProps) {
    super(scope, id, {
      cidr,
      natGateways: 0,
      subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
    });
  }
}
