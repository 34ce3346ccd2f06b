import * as iam from 'aws-cdk-lib/aws-iam';
import { claimGlobalName } from './life-cycle/unique';

/** A role of this app, to which managed policies can be attached. */
export interface RoleOfApp extends iam.IRole {
  /** The trust policy, unless the app customizes how roles are made. */
  readonly assumeRolePolicy?: iam.PolicyDocument;
}

/** True for roles that this app creates, execution roles included; false for imported ones, whose trust is not known. */
export function isRoleOfApp(role: iam.IRole): role is RoleOfApp {
  // An execution role wraps a role of CDK and hands out its trust policy.
  return iam.Role.isRole(role) || 'assumeRolePolicy' in role;
}

/** Claims the name of a role, if it has one: names are unique in the account, whatever the path. */
export function claimRoleName(role: iam.Role): void {
  claimGlobalName(role, 'roleName', () => (role.node.defaultChild as iam.CfnRole).roleName);
}

/** The path of a role that this app creates; undefined for the default path and for roles of others. */
export function rolePath(role: iam.IRole): string | undefined {
  const resource = role.node.findAll().find((node) => iam.CfnRole.isCfnRole(node));
  return resource?.path;
}
