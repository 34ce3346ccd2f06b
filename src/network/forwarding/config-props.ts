import type { IPrivateEndpoints } from '../endpoints/private-endpoints';
import type { EndpointService } from '../endpoints/service';
import type { IInboundResolver } from '../resolver/inbound';

/**
 * The DNS server that a file of forwarders is written for.
 */
export enum DnsForwarderFileFormat {
  /**
   * `zone` statements for `named.conf`.
   *
   * @see https://bind9.readthedocs.io/en/latest/reference.html#namedconf-statement-forwarders
   */
  BIND = 'bind',

  /**
   * A JSON document, for tools of your own.
   */
  JSON = 'json',

  /**
   * `forward-zone` clauses for `unbound.conf`.
   *
   * @see https://unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html
   */
  UNBOUND = 'unbound',

  /**
   * A PowerShell script for the DNS server of Windows.
   *
   * @see https://learn.microsoft.com/powershell/module/dnsserver/add-dnsserverconditionalforwarderzone
   */
  WINDOWS = 'windows',
}

/**
 * Properties of a configuration for corporate DNS servers.
 */
export interface DnsForwarderConfigProps {
  /**
   * The inbound endpoint to forward to. Its addresses must be pinned, derived, or given at its import.
   */
  readonly resolver: IInboundResolver;

  /**
   * The endpoints behind the names. Each service then needs one of them.
   *
   * @default - not known, so the services are not checked
   */
  readonly endpoints?: IPrivateEndpoints;

  /**
   * The services whose names are forwarded. For `EXECUTE_API` give `apiNames`: its zone holds the APIs of everybody.
   *
   * @default - of `endpoints` those that people open in a browser or call with the SDK: Studio, notebook instances, MLflow, the
   * SageMaker API and the runtime
   */
  readonly services?: EndpointService[];

  /**
   * The host names of single private APIs, such as `a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com`. Name the custom domain names
   * of APIs in `zones`.
   *
   * @default - none
   */
  readonly apiNames?: string[];

  /**
   * Further zones with all names below them, such as those of services whose names are not known, or the custom domain name of an API.
   *
   * @default - none
   */
  readonly zones?: string[];

  /**
   * The region of the services, which is part of the names.
   *
   * @default - the region of the stack. Where only the deployment knows it, names of browser-facing hosts are those of the
   * partitions `aws` and `aws-us-gov`, which leaves the warning `network.unknownRegion`
   */
  readonly region?: string;
}
