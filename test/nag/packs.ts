import { Validations } from 'aws-cdk-lib';
import {
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  type NagPack,
  NIST80053R4Checks,
  NIST80053R5Checks,
  PCIDSS321Checks,
} from 'cdk-nag';
import type { IConstruct } from 'constructs';

export const PACKS: readonly (new () => NagPack)[] = [
  AwsSolutionsChecks,
  HIPAASecurityChecks,
  NIST80053R4Checks,
  NIST80053R5Checks,
  PCIDSS321Checks,
];

/** A finding that is meant to be there. */
export interface Acknowledgement {
  /** The path of the construct below the stack. */
  readonly path: string;
  readonly finding: string;
  readonly reason: string;
}

/** What one pack finds, as the id of the rule and the path below the scope. */
export function findingsOf(pack: NagPack, scope: IConstruct): string[] {
  const { violations } = pack.validateScope(scope);
  const below = (path: string | undefined) => path?.slice(scope.node.path.length + 1);
  return violations
    .flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${below(constructPath)}: ${ruleName}`),
    )
    .sort();
}

export function allFindings(scope: IConstruct): string[] {
  return PACKS.flatMap((Pack) => findingsOf(new Pack(), scope)).sort();
}

export function acknowledge(scope: IConstruct, acknowledgements: readonly Acknowledgement[]): void {
  for (const { path, finding, reason } of acknowledgements) {
    const construct = scope.node.findAll().find(({ node }) => node.path === `${scope.node.path}/${path}`);
    // Validations.acknowledge refuses ids in which '::' stands more than once, as it does in findings about ARNs.
    construct!.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [finding]: reason });
  }
}
