import type * as iam from 'aws-cdk-lib/aws-iam';

/** What makes up a permission. */
export interface PermissionDefinition {
  readonly id: string;
  readonly description: string;
  /** The factory of `Guardrail` that makes a restriction of it. */
  readonly guardrail?: string;
  readonly statements: readonly iam.PolicyStatement[];
}
