import { Stack } from 'aws-cdk-lib';
import type { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';
import { SecureSageMakerError } from '../private/errors';
import { RESOURCE_CONTROL_POLICIES_PER_TARGET, RESOURCE_CONTROL_POLICY_QUOTA } from '../private/limits';
import { jsonText } from '../private/literal-json';
import type { OrganizationPolicyProps } from './organization-policy-props';
import type { PolicyExportOptions } from './policy-export-options';
import { exportedFiles } from './rendering/export';
import { resourceControlFaults } from './rendering/groups';
import { type OrganizationPolicies, organizationPolicies } from './rendering/organization-policies';

/**
 * Guardrails as resource control policies: they judge who comes to the resources of the targets, whatever organization the
 * caller is of.
 *
 * They reach some services only, and SageMaker is none of them: they guard the buckets, keys, roles and logs that SageMaker
 * works with. They do not bind service-linked roles and reach nothing in the management account. `RCPFullAWSAccess` stays
 * attached beside them.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export class ResourceControlPolicy extends Construct {
  private readonly rendered: OrganizationPolicies;

  constructor(scope: Construct, id: string, props: OrganizationPolicyProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, resourceControlFaults(props));
    const quota = { maxLength: RESOURCE_CONTROL_POLICY_QUOTA, maxPolicies: RESOURCE_CONTROL_POLICIES_PER_TARGET };
    this.rendered = organizationPolicies(this, { type: 'RESOURCE_CONTROL_POLICY', quota }, props);
  }

  /** The policies. */
  public get policies(): CfnPolicy[] {
    return this.rendered.policies;
  }

  /** The documents of the policies as JSON without white space, for organizations that deploy their policies by other means. */
  public get documents(): string[] {
    return this.rendered.documents.map(({ document }) => jsonText(Stack.of(this), document));
  }

  /**
   * Writes the documents to files, at once, and gives their paths. The partition must be known: set the region of the stack.
   */
  public exportTo(options: PolicyExportOptions): string[] {
    return exportedFiles(this, this.rendered, options);
  }
}
