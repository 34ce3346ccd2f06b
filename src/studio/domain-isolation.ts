import type { IDomain } from './idomain';

/**
 * Permissions that keep the users of a domain apart.
 */
export class DomainIsolation {
  /** The isolation of any Studio domain, imported ones included. */
  public static ofDomain(domain: IDomain): DomainIsolation {
    return new DomainIsolation(domain);
  }

  private constructor(readonly _domain: IDomain) {}
}
