import type * as iam from 'aws-cdk-lib/aws-iam';
import { grant } from '../private/policies/role-needs';

/**
 * Grants on an execution role.
 */
export class ExecutionRoleGrants {
  /**
   * The grants of any role that SageMaker assumes.
   */
  public static fromRole(role: iam.IRoleRef): ExecutionRoleGrants {
    return new ExecutionRoleGrants(role);
  }

  private constructor(private readonly role: iam.IRoleRef) {}

  /**
   * Allows to pass the role, to SageMaker and to no other service.
   *
   * Whoever may pass a role can use its permissions through SageMaker.
   *
   * @see https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
   */
  public passRole(grantee: iam.IGrantable): iam.Grant {
    return grant(this.role, {
      grantee,
      actions: ['iam:PassRole'],
      resourceArns: [this.role.roleRef.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
    });
  }

  /**
   * Allows to read the role and its trust policy, as the SageMaker SDKs do when they look an execution role up.
   */
  public read(grantee: iam.IGrantable): iam.Grant {
    return grant(this.role, { grantee, actions: ['iam:GetRole'], resourceArns: [this.role.roleRef.roleArn] });
  }
}
