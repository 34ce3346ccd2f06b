import { versionOf } from '../../private/ip-ranges';
import type { IInboundResolver } from '../resolver/inbound';

/**
 * The protocol in which one DNS server is asked.
 */
export enum DnsProtocol {
  /** Plain DNS. */
  DO53 = 'Do53',

  /** DNS over HTTPS. */
  DOH = 'DoH',
}

/**
 * A DNS server to forward queries to. It has exactly one address.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_TargetAddress.html
 */
export interface DnsServer {
  /**
   * The IPv4 address.
   *
   * @default - none, so `ipv6` is needed
   */
  readonly ip?: string;

  /**
   * The IPv6 address.
   *
   * @default - none, so `ip` is needed
   */
  readonly ipv6?: string;

  /**
   * The port.
   *
   * @default - 53 for plain DNS, and 443 for DNS over HTTPS
   */
  readonly port?: number;

  /**
   * The protocol in which the server is asked. Required where the endpoint speaks more than one.
   *
   * @default - the only protocol of the endpoint
   */
  readonly protocol?: DnsProtocol;

  /**
   * The name in the certificate of a server that is asked in DNS over HTTPS.
   *
   * @default - none
   */
  readonly serverName?: string;
}

/**
 * Where the queries of a zone are forwarded to.
 */
export abstract class ForwardingTarget {
  /** DNS servers, such as those of the corporate network. */
  public static servers(...servers: DnsServer[]): ForwardingTarget {
    return new Servers(servers);
  }

  /**
   * The pinned addresses of an inbound endpoint. Rules with that target must not be associated with the VPC of the endpoint.
   *
   * @param protocol the protocol in which it is asked, where the outbound endpoint speaks more than one
   */
  public static inboundResolver(resolver: IInboundResolver, protocol?: DnsProtocol): ForwardingTarget {
    const server = (address: string): DnsServer =>
      versionOf(address) === 6 ? { ipv6: address, protocol } : { ip: address, protocol };
    return new Servers(resolver.ipAddresses.map(server), resolver);
  }

  /** The DNS servers. */
  public abstract readonly dnsServers: DnsServer[];

  /** @internal */
  public abstract readonly _resolver?: IInboundResolver;
}

class Servers extends ForwardingTarget {
  constructor(
    public readonly dnsServers: DnsServer[],
    public readonly _resolver?: IInboundResolver,
  ) {
    super();
  }
}
