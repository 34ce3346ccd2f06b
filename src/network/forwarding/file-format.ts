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
