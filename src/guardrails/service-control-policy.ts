import { Stack } from 'aws-cdk-lib';
import type { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';
import { SecureSageMakerError } from '../private/errors';
import { SERVICE_CONTROL_POLICIES_PER_TARGET, SERVICE_CONTROL_POLICY_QUOTA } from '../private/limits';
import { jsonText } from '../private/literal-json';
import type { OrganizationPolicyProps } from './organization-policy-props';
import type { PolicyExportOptions } from './policy-export-options';
import { exportedFiles } from './rendering/export';
import { callerPolicyFaults, warnOfServiceRoles } from './rendering/groups';
import { type OrganizationPolicies, organizationPolicies } from './rendering/organization-policies';

/**
 * Guardrails as service control policies: they bind every principal of the targets, root users and execution roles of
 * SageMaker included.
 *
 * They do not bind the management account, service-linked roles, principals of other organizations that come in by a
 * resource policy, and AWS services that call in their own name. `FullAWSAccess` must stay attached beside them.
 *
 * Statements of several guardrails are merged and packed into as few policies as hold them. An update that moves a
 * statement from one policy to another leaves a moment in which neither has it.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export class ServiceControlPolicy extends Construct {
  private readonly rendered: OrganizationPolicies;

  constructor(scope: Construct, id: string, props: OrganizationPolicyProps) {
    super(scope, id);
    SecureSageMakerError.throwIfAny(this, callerPolicyFaults(props));
    const quota = { maxLength: SERVICE_CONTROL_POLICY_QUOTA, maxPolicies: SERVICE_CONTROL_POLICIES_PER_TARGET };
    this.rendered = organizationPolicies(this, { type: 'SERVICE_CONTROL_POLICY', quota }, props);
    warnOfServiceRoles(this, props);
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
