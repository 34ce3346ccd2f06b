import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { Permission } from '../../permissions/permission';
import { ExecutionRole } from '../../trust/execution-role';
import { Feature } from '../../trust/feature';

/** A role that was given, or one of its own; both let users manage their own private spaces. */
export function studioRole(
  scope: Construct,
  given: iam.IRole | undefined,
  sessionActions: readonly string[] = ['sts:SetSourceIdentity'],
): iam.IRole {
  const feature = sessionActions.length ? Feature.STUDIO_SOURCE_IDENTITY : Feature.STUDIO;
  const role = given ?? new ExecutionRole(scope, 'Role', { features: [feature] });
  Permission.privateSpaces().grantTo(role);
  return role;
}
