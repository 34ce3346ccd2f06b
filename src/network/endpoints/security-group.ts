import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { ClosedSecurityGroup } from '../../private/closed-security-group';
import { check, type Fault, faultsOf, faultText, SecureSageMakerError } from '../../private/errors';
import { isEveryAddress } from '../../private/ip-ranges';

/** The same everywhere: another description replaces the security group of the endpoints. */
const DESCRIPTION = 'Interface endpoints';

/**
 * The security group of interface endpoints: no way out, and no way in for the whole internet, whoever adds the rule.
 * All rules go through this method, also those that `connections` of others add.
 */
export class EndpointSecurityGroup extends ClosedSecurityGroup {
  private clients = 0;

  constructor(scope: Construct, id: string, vpc: ec2.IVpc) {
    super(scope, id, { vpc, description: DESCRIPTION });
    this.node.addValidation({ validate: () => this.missingClients().map(faultText) });
  }

  public addIngressRule(peer: ec2.IPeer, connection: ec2.Port, description?: string, remoteRule?: boolean): void {
    SecureSageMakerError.throwIfAny(this, peerFaults(peer));
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

function peerFaults(peer: ec2.IPeer): Fault[] {
  const { cidrIp, cidrIpv6 } = peer.toIngressRuleConfig() as { cidrIp?: string; cidrIpv6?: string };
  const open = [cidrIp, cidrIpv6].filter((range) => range !== undefined && isEveryAddress(range));
  return faultsOf(
    'OpenToAnyAddress',
    open.map((range) => `clients of endpoints must be named, got ${range}: use the address ranges of your networks`),
  );
}
