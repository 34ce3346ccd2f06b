import type { IConstruct } from 'constructs';

/** A finding of a rule pack that this app means. */
export interface Acknowledgement {
  readonly scope: IConstruct;
  readonly finding: string;
  readonly reason: string;
}

/** A rule that several packs have. */
export function inPacks(packs: readonly string[], scope: IConstruct, rule: string, reason: string): Acknowledgement[] {
  return packs.map((pack) => ({ scope, finding: `${pack}-${rule}`, reason }));
}
