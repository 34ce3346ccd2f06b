import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A finding of a rule pack that an app accepts. */
export interface Acknowledgement {
  readonly scope: IConstruct;
  readonly finding: string;
  readonly reason: string;
}

/** A rule that several packs have. */
export function inPacks(packs: readonly string[], scope: IConstruct, rule: string, reason: string): Acknowledgement[] {
  return packs.map((pack) => ({ scope, finding: `${pack}-${rule}`, reason }));
}

export function acknowledge(all: readonly Acknowledgement[]): void {
  for (const { scope, finding, reason } of all) {
    // Validations.acknowledge refuses ids in which '::' stands more than once, as it does in findings about ARNs.
    scope.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [finding]: reason });
  }
}
