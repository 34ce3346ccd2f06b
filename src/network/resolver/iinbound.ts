import type { IResource } from 'aws-cdk-lib';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/**
 * A Route 53 Resolver inbound endpoint.
 */
export interface IInboundResolver extends IResource, ec2.IConnectable {
  /**
   * The id of the endpoint, such as `rslvr-in-0123456789abcdef0`.
   *
   * @attribute
   */
  readonly resolverEndpointId: string;

  /**
   * The addresses to which DNS servers forward queries, as far as they are known before the deployment: those that are pinned.
   */
  readonly ipAddresses: string[];

  /**
   * The id of the VPC whose names the endpoint answers. It is absent where an imported endpoint does not say.
   */
  readonly vpcId?: string;

  /**
   * A CloudWatch metric of the endpoint, by the average of five minutes where nothing else is said.
   *
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-resolver-with-cloudwatch.html
   */
  metric(metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of DNS queries that came in, by the sum of five minutes.
   */
  metricInboundQueryVolume(options?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of network interfaces that Route 53 is recovering, by the maximum of five minutes.
   */
  metricUnhealthyNetworkInterfaces(options?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The load of the busiest network interface, by the maximum of five minutes: 0 is normal, 1 above half and 2 above three quarters of what it can do.
   */
  metricCapacityStatus(options?: cloudwatch.MetricOptions): cloudwatch.Metric;
}

/**
 * What is known of an existing inbound endpoint.
 */
export interface InboundResolverAttributes {
  /**
   * The id of the endpoint, such as `rslvr-in-0123456789abcdef0`.
   */
  readonly resolverEndpointId: string;

  /**
   * The addresses of the endpoint.
   *
   * @default - not known, so nothing can be forwarded to the endpoint
   */
  readonly ipAddresses?: string[];

  /**
   * The VPC of the endpoint, which shows forwarding loops.
   *
   * @default - not known
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The security groups of the endpoint.
   *
   * @default - not known, so `connections` cannot be used
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
}
