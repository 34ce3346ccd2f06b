import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { checkFormat } from '../checks';
import { faultsOf, SecureSageMakerError } from '../errors';
import { MANAGED_POLICY_NAME } from '../formats';
import { managedPolicy } from './managed-policy';
import { overflowFaults } from './overflow';
import { type PolicyJson, packedDocuments, type StatementGroup } from './packed-documents';

export interface ManagedPoliciesProps {
  readonly statements: readonly StatementGroup[];
  /** The most characters of one policy. */
  readonly maxLength: number;
  /** The most policies. */
  readonly maxPolicies: number;
  /** The name of the first policy; the others get a number behind it. */
  readonly name?: string;
  readonly path?: string;
  readonly description?: string;
}

/** Customer managed policies that hold all statements, as few as can be. */
export function managedPolicies(scope: Construct, props: ManagedPoliciesProps): iam.ManagedPolicy[] {
  const { statements, name, path, description } = props;
  const packing = packedDocuments(scope, statements, props.maxLength);
  SecureSageMakerError.throwIfAny(scope, [
    ...faultsOf('InvalidPolicyName', checkFormat('the name of a managed policy', name, MANAGED_POLICY_NAME)),
    ...overflowFaults(packing, props),
  ]);
  return packing.documents.map(({ document }, index) =>
    managedPolicy(
      scope,
      numbered('Policy', index),
      {
        document: policyDocument(document),
        managedPolicyName: name && numbered(name, index, '-'),
        path,
        description,
      },
      { maxAttached: props.maxPolicies },
    ),
  );
}

/** The first one has no number, so that a single one keeps its name when others join it. */
export function numbered(name: string, index: number, separator = ''): string {
  return index === 0 ? name : `${name}${separator}${index + 1}`;
}

/** As it is, whatever the feature flags of the app say of minimizing. */
function policyDocument({ Statement }: PolicyJson): iam.PolicyDocument {
  return new iam.PolicyDocument({
    minimize: false,
    statements: Statement.map((statement) => iam.PolicyStatement.fromJson(statement)),
  });
}
