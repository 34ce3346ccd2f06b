import type * as iam from 'aws-cdk-lib/aws-iam';
import { RoleNeeds } from '../private/policies/role-needs';

/**
 * The permissions and the trust that a role must have for the constructs of this app that use it.
 *
 * The app grants the permissions itself if it may change the role. It may not if the role is imported with `mutable: false`, belongs
 * to another account, or comes from `withoutPolicyUpdates()`: hand both documents over to whoever manages the role. The trust policy
 * of every imported role is left as it is.
 *
 * @example
 * declare const domain: studio.Domain;
 * const requirements = domain.roleRequirements;
 * new CfnOutput(this, 'Allow', { value: Stack.of(this).toJsonString(requirements.permissionPolicy) });
 * new CfnOutput(this, 'Trust', { value: Stack.of(this).toJsonString(requirements.trustPolicy) });
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
 */
export class RoleRequirements {
  /**
   * The requirements of all constructs that were given a role.
   */
  public static of(role: iam.IRole): RoleRequirements {
    return new RoleRequirements(role);
  }

  private constructor(private readonly role: iam.IRole) {}

  /**
   * The permissions, as an identity policy. It has a statement for everything that constructs have granted to the role so far, and
   * none if they have granted nothing.
   */
  public get permissionPolicy(): iam.PolicyDocument {
    return RoleNeeds.of(this.role).permissionPolicy();
  }

  /**
   * The trust policy with which SageMaker can assume the role for the constructs that use it.
   */
  public get trustPolicy(): iam.PolicyDocument {
    return RoleNeeds.of(this.role).trustPolicy();
  }
}
