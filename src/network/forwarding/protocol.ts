import { DnsProtocol, OutboundProtocols } from '../resolver/protocols';
import type { DnsServer } from './target';

const PORTS: Readonly<Record<DnsProtocol, number>> = { [DnsProtocol.DO53]: 53, [DnsProtocol.DOH]: 443 };

/** What the server says, or the only protocol of the endpoint. */
export function outboundProtocolOf({ protocol }: DnsServer, protocols: OutboundProtocols): DnsProtocol {
  return protocol ?? (protocols === OutboundProtocols.DOH ? DnsProtocol.DOH : DnsProtocol.DO53);
}

export function outboundPortOf(server: DnsServer, protocols: OutboundProtocols): number {
  return server.port ?? PORTS[outboundProtocolOf(server, protocols)];
}
