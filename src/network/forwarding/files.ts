import { DnsForwarderFileFormat } from './config-props';

/** A zone to forward, with a name in it that shows whether forwarding works. */
export interface ForwardedZone {
  readonly name: string;
  readonly check: string;
}

export interface Forwarders {
  /** In alphabetical order. */
  readonly zones: readonly ForwardedZone[];
  /** In the order in which they are asked. */
  readonly addresses: readonly string[];
}

export interface ForwarderFile {
  readonly fileName: string;
  readonly text: (forwarders: Forwarders) => string;
}

const PURPOSE = 'Forwards the names of private endpoints to a Route 53 Resolver inbound endpoint.';
const EXPECTATION = 'Each of these must answer with a private address:';

export const FORWARDER_FILES: Readonly<Record<DnsForwarderFileFormat, ForwarderFile>> = {
  [DnsForwarderFileFormat.BIND]: { fileName: 'forwarders.bind.conf', text: bindText },
  [DnsForwarderFileFormat.JSON]: { fileName: 'forwarders.json', text: jsonText },
  [DnsForwarderFileFormat.UNBOUND]: { fileName: 'forwarders.unbound.conf', text: unboundText },
  [DnsForwarderFileFormat.WINDOWS]: { fileName: 'forwarders.windows.ps1', text: windowsText },
};

function bindText(forwarders: Forwarders): string {
  const list = forwarders.addresses.map((address) => `${address};`).join(' ');
  const clauses = forwarders.zones.map(
    ({ name }) => `zone "${name}" {\n    type forward;\n    forward only;\n    forwarders { ${list} };\n};`,
  );
  return document([...comment(forwarders), ...clauses]);
}

/** Unbound drops private addresses from answers where it guards against rebinding, but for the names of `private-domain`. */
function unboundText(forwarders: Forwarders): string {
  const domains = forwarders.zones.map(({ name }) => `    private-domain: "${name}"`).join('\n');
  const targets = forwarders.addresses.map((address) => `    forward-addr: ${address}`).join('\n');
  const clauses = forwarders.zones.map(
    ({ name }) => `forward-zone:\n    name: "${name}"\n${targets}\n    forward-first: no`,
  );
  return document([...comment(forwarders), `server:\n${domains}`, ...clauses]);
}

function windowsText(forwarders: Forwarders): string {
  const servers = forwarders.addresses.map((address) => `'${address}'`).join(', ');
  const commands = forwarders.zones.map(
    ({ name }) => `Add-DnsServerConditionalForwarderZone -Name '${name}' -MasterServers ${servers}`,
  );
  return document([...comment(forwarders), commands.join('\n')]);
}

function jsonText(forwarders: Forwarders): string {
  const zones = forwarders.zones.map(({ name }) => name);
  return `${JSON.stringify({ zones, forwarders: forwarders.addresses, checks: checks(forwarders) }, undefined, 2)}\n`;
}

function comment(forwarders: Forwarders): string[] {
  return [
    [PURPOSE, EXPECTATION, ...checks(forwarders).map((check) => `  ${check}`)].map((line) => `# ${line}`).join('\n'),
  ];
}

function checks({ zones, addresses }: Forwarders): string[] {
  return zones.flatMap(({ check }) => addresses.map((address) => `dig +short ${check} @${address}`));
}

function document(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
