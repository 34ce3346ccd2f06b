import { Token } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { checkRange } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { addressIn } from '../../private/ip-ranges';
import { isPendingLookup, tierFaults } from '../../private/life-cycle/subnets';
import { checkInSubnet, isLiteralIpv4Range, subnetRange, subnetsForResolver } from './subnets';

/**
 * The kinds of addresses that a Route 53 Resolver endpoint has.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverEndpoint.html
 */
export enum ResolverAddressFamily {
  /** IPv4 addresses only. */
  IPV4 = 'IPV4',

  /** IPv6 addresses only. */
  IPV6 = 'IPV6',

  /** An IPv4 and an IPv6 address per network interface. */
  DUAL_STACK = 'DUALSTACK',
}

/**
 * One network interface of a Route 53 Resolver endpoint.
 */
export interface ResolverIpAddress {
  /**
   * The subnet of the network interface.
   */
  readonly subnet: ec2.ISubnet;

  /**
   * The IPv4 address. Pin it where others forward queries to it: CloudFormation tells nobody which address AWS chose, and a
   * replacement of the endpoint would choose another one.
   *
   * @default - chosen by AWS
   */
  readonly ip?: string;

  /**
   * The IPv6 address.
   *
   * @default - chosen by AWS, where the endpoint has IPv6 addresses
   */
  readonly ipv6?: string;
}

/**
 * How to derive addresses from the subnets.
 */
export interface DerivedIpAddressesOptions {
  /**
   * The VPC of the endpoint.
   */
  readonly vpc: ec2.IVpc;

  /**
   * The subnets, of which each gets one network interface.
   *
   * @default - one in each of the first two availability zones. A VPC that has private and isolated subnets needs a choice
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The number of the address in each subnet, counted from the network address: 10 gives `10.0.1.10` in `10.0.1.0/24`.
   * The first four and the last are reserved by AWS.
   */
  readonly hostNumber: number;
}

/**
 * Ways to come by the addresses of a Route 53 Resolver endpoint.
 */
export class ResolverIpAddresses {
  /**
   * The same host number in every subnet, worked out from the literal IPv4 ranges of the subnets, so that the addresses are
   * known before anything is deployed, and stay. Nothing else in the subnet may hold the address.
   */
  public static derived(props: DerivedIpAddressesOptions): ResolverIpAddress[] {
    const { vpc, vpcSubnets, hostNumber } = props;
    const subnets = subnetsForResolver(vpc, vpcSubnets);
    SecureSageMakerError.throwIfAny(vpc, [
      ...tierFaults(vpc, vpcSubnets),
      ...hostNumberFaults(hostNumber),
      ...(isPendingLookup(vpc) ? [] : subnets.flatMap((subnet) => derivationFaults(subnet, hostNumber))),
    ]);
    return subnets.map((subnet) => ({ subnet, ip: addressIn(subnetRange(subnet)!, hostNumber) }));
  }

  private constructor() {}
}

function hostNumberFaults(hostNumber: number): Fault[] {
  const known = 'hostNumber must be known at synthesis, got a token';
  return faultsOf(
    'InvalidIpAddress',
    Token.isUnresolved(hostNumber) ? [known] : checkRange('hostNumber', hostNumber, 0, 2 ** 28),
  );
}

function derivationFaults(subnet: ec2.ISubnet, hostNumber: number): Fault[] {
  const range = subnetRange(subnet);
  if (!isLiteralIpv4Range(range)) {
    const hint = 'pin the addresses with ip, or import the subnet with its ipv4CidrBlock';
    return faultsOf('UnknownSubnetCidr', [
      `the address range of the subnet ${subnet.node.path} must be known at synthesis, got none: ${hint}`,
    ]);
  }
  return faultsOf(
    'InvalidIpAddress',
    hostNumberFaults(hostNumber).length === 0
      ? checkInSubnet(`the address ${hostNumber}`, addressIn(range, hostNumber), range)
      : [],
  );
}
