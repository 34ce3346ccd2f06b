import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { ClosedSecurityGroup } from '../../private/closed-security-group';
import { check, type Fault, faultText, SecureSageMakerError } from '../../private/errors';
import { holdMostAddresses } from '../../private/ip-ranges';
import { SECURITY_GROUP_RULES_DEFAULT_QUOTA } from '../../private/limits';

/** The same everywhere: another description replaces the security group of the endpoints. */
const DESCRIPTION = 'Interface endpoints';

/**
 * The security group of interface endpoints: no way out, and no way in for the whole internet, whoever adds the rule.
 * All rules go through this method, also those that `connections` of others add.
 */
export class EndpointSecurityGroup extends ClosedSecurityGroup {
  private clients = 0;
  private readonly ranges: string[] = [];

  constructor(scope: Construct, id: string, vpc: ec2.IVpc, ruleQuota = SECURITY_GROUP_RULES_DEFAULT_QUOTA) {
    super(scope, id, { vpc, description: DESCRIPTION, ruleQuota });
    this.node.addValidation({ validate: () => this.missingClients().map(faultText) });
  }

  public addIngressRule(peer: ec2.IPeer, connection: ec2.Port, description?: string, remoteRule?: boolean): void {
    this.ranges.push(...rangesOf(peer));
    SecureSageMakerError.throwIfAny(this, openFaults(this.ranges));
    this.clients += 1;
    super.addIngressRule(peer, connection, description, remoteRule);
  }

  private missingClients(): Fault[] {
    const hint =
      'name address ranges, security groups or constructs as clients, add them with connections.allowDefaultPortFrom, or use VpcClients.ALL';
    return check(
      this.clients > 0,
      'NoEndpointClients',
      `nobody may connect to the interface endpoints of ${this.node.scope?.node.path}: ${hint}`,
    );
  }
}

function rangesOf(peer: ec2.IPeer): string[] {
  const { cidrIp, cidrIpv6 } = peer.toIngressRuleConfig() as { cidrIp?: string; cidrIpv6?: string };
  return [cidrIp, cidrIpv6].filter((range) => range !== undefined);
}

/** Several ranges can hold all addresses together, such as the two halves. */
function openFaults(ranges: readonly string[]): Fault[] {
  return check(
    !holdMostAddresses(ranges),
    'OpenToAnyAddress',
    `clients of endpoints must be named, got ${ranges.join(', ')}: use the address ranges of your networks`,
  );
}
