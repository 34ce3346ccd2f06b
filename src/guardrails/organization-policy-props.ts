import type { Exemption } from './exemption';
import type { Guardrail } from './guardrail';

/**
 * Guardrails for an organization.
 */
export interface OrganizationPolicyProps {
  /**
   * The guardrails. Their order does not matter.
   */
  readonly guardrails: Guardrail[];

  /**
   * Whom no guardrail of this policy binds.
   *
   * @default - nobody
   */
  readonly exemptions?: Exemption[];

  /**
   * The ids of the root, of organizational units and of accounts for which the guardrails are.
   *
   * @default - none: the policies are made but act nowhere, which leaves the warning `guardrails.noTarget`
   */
  readonly targetIds?: string[];

  /**
   * The name of the first policy. Further ones get a number behind it.
   *
   * @default - a name made of the path of the construct
   */
  readonly policyName?: string;

  /**
   * The description of the policies.
   *
   * @default - the ids of the guardrails, as many as fit
   */
  readonly description?: string;

  /**
   * The most characters of one policy.
   *
   * @default - 10,240 for a service control policy, 5,120 for a resource control policy
   */
  readonly maxPolicyLength?: number;

  /**
   * The most policies, as many as are free at each target.
   *
   * @default - 9 service control policies, 4 resource control policies: what AWS attaches itself takes one more
   */
  readonly maxPolicies?: number;
}
