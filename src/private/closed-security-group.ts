import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { inSafeCharacters } from './life-cycle/names';

/** A security group is open to everywhere unless it has a rule for egress itself; whether rules beside it count is not documented. */
const NOWHERE = ec2.Peer.ipv4('127.0.0.1/32');

export interface ClosedSecurityGroupProps {
  readonly vpc: ec2.IVpc;
  /** The same wherever the group is: another one replaces the group, and with it what refers to it. */
  readonly description: string;
}

/**
 * A security group without a way out but for rules that are added. CDK's own placeholder disappears with the first rule
 * that names another group, which stands beside the group and not in it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
 */
export class ClosedSecurityGroup extends ec2.SecurityGroup {
  constructor(scope: Construct, id: string, { vpc, description }: ClosedSecurityGroupProps) {
    // Rules stay in the group whatever the feature flags of the app say.
    super(scope, id, {
      vpc,
      description: inSafeCharacters(description).slice(0, 255),
      allowAllOutbound: false,
      disableInlineRules: false,
    });
    this.addEgressRule(NOWHERE, ec2.Port.allTraffic(), 'No way out but by other rules');
  }
}
