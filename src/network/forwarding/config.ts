import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput, Fn, Resource, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { checkNotBlank } from '../../private/checks';
import { check, faultsOf, SecureSageMakerError } from '../../private/errors';
import { literalJson } from '../../private/literal-json';
import { warnOfUnknownRegion } from '../endpoints/dns-zones';
import { configFaults, forwardedServices, forwardedZones } from './config-checks';
import { type DnsForwarderConfigProps, DnsForwarderFileFormat } from './config-props';
import { FORWARDER_FILES, type ForwardedZone, type Forwarders } from './files';

/**
 * What the team of the corporate DNS servers needs: the most specific zones that have to be forwarded, and the addresses to forward them
 * to, as outputs of the stack and, on request, as files for their servers.
 *
 * Forwarding the zone of a service takes all of its names in the region, also those of other accounts: what the policies of
 * the endpoints do not let through cannot be reached from that network any more.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html
 */
export class DnsForwarderConfig extends Resource {
  /** The zones to forward, in alphabetical order. */
  public readonly zones: string[];
  /** The addresses to forward to. */
  public readonly resolverAddresses: string[];

  private readonly forwarders: Forwarders;

  constructor(scope: Construct, id: string, props: DnsForwarderConfigProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, configFaults(this, props));
    warnOfUnknownRegion(this, forwardedServices(props), props.region);

    this.forwarders = { zones: this.inOrder(forwardedZones(this, props)), addresses: props.resolver.ipAddresses };
    this.zones = this.forwarders.zones.map(({ name }) => name);
    this.resolverAddresses = [...this.forwarders.addresses];

    new CfnOutput(this, 'Zones', { description: 'DNS zones to forward', value: Fn.join(',', this.zones) });
    new CfnOutput(this, 'Forwarders', {
      description: 'Addresses to forward the DNS zones to',
      value: Fn.join(',', this.resolverAddresses),
    });
  }

  /**
   * The text of one file. It has a `dig` command for each zone and address, which must answer with a private address.
   * Everything in it must be known at synthesis: name the region of the stack, and literal names.
   */
  public fileFor(format: DnsForwarderFileFormat): string {
    const { value, unresolved } = literalJson(Stack.of(this), this.forwarders);
    const hint = 'set env.region of the stack, or region, and give literal apiNames, zones and addresses';
    const message = `the forwarders hold values that only a deployment knows (${unresolved.join(', ')}): ${hint}`;
    SecureSageMakerError.throwIfAny(this, check(unresolved.length === 0, 'UnresolvedDocument', message));
    return FORWARDER_FILES[format].text(value as Forwarders);
  }

  /**
   * Writes one file per format at once, before the app is synthesized, and gives their paths.
   *
   * @param directory where to write, which is made where it does not exist
   * @param formats which files to write; all of them where none is named
   */
  public writeTo(directory: string, formats?: DnsForwarderFileFormat[]): string[] {
    SecureSageMakerError.throwIfAny(this, faultsOf('ConflictingProps', checkNotBlank('directory', directory)));
    const files = (formats ?? Object.values(DnsForwarderFileFormat)).map((format) => ({
      path: join(directory, FORWARDER_FILES[format].fileName),
      text: this.fileFor(format),
    }));
    mkdirSync(directory, { recursive: true });
    for (const { path, text } of files) {
      writeFileSync(path, text);
    }
    return files.map(({ path }) => path);
  }

  /** By the names as the template has them: the text of a token depends on what was made before. */
  private inOrder(zones: readonly ForwardedZone[]): ForwardedZone[] {
    const key = ({ name }: ForwardedZone) =>
      Token.isUnresolved(name) ? JSON.stringify(Stack.of(this).resolve(name)) : name;
    const unique = new Map(zones.map((zone) => [key(zone), zone]));
    return [...unique.keys()].sort().map((name) => unique.get(name)!);
  }
}
