import type { IDomain } from './idomain';

/**
 * Grants on a Studio domain.
 */
export class DomainGrants {
  /** The grants of any Studio domain, imported ones included. */
  public static fromDomain(domain: IDomain): DomainGrants {
    return new DomainGrants(domain);
  }

  private constructor(readonly _domain: IDomain) {}
}
