import type { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { guardrails, permissions } from '../../../src';
import { arnIn, executionRole, type ForeignRows } from './resources';

const boundary = (stack: Stack, away: Stack) =>
  iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Managed', arnIn(away, 'iam', 'policy/Research', true));

const iamGroup = (stack: Stack, away: Stack) =>
  iam.Group.fromGroupArn(stack, 'Group', arnIn(away, 'iam', 'group/Research', true));

const user = (stack: Stack, away: Stack) =>
  iam.User.fromUserArn(stack, 'User', arnIn(away, 'iam', 'user/Research', true));

function guardrailPolicy(stack: Stack, props: Partial<guardrails.GuardrailPolicyProps>): guardrails.GuardrailPolicy {
  const allGuardrails = [guardrails.Guardrail.imdsV2Notebooks()];
  return new guardrails.GuardrailPolicy(stack, 'Guardrails', { guardrails: allGuardrails, ...props });
}

function permissionPolicy(
  stack: Stack,
  props: Partial<permissions.PermissionPolicyProps>,
): permissions.PermissionPolicy {
  const all = [permissions.Permission.privateSpaces()];
  return new permissions.PermissionPolicy(stack, 'Permissions', { permissions: all, ...props });
}

export const IDENTITIES_ROWS: ForeignRows = {
  'guardrails.GuardrailPolicy.attachToGroup': {
    reach: 'account',
    use: (stack, away) => guardrailPolicy(stack, {}).attachToGroup(iamGroup(stack, away)),
  },
  'guardrails.GuardrailPolicy.attachToUser': {
    reach: 'account',
    use: (stack, away) => guardrailPolicy(stack, {}).attachToUser(user(stack, away)),
  },
  'guardrails.GuardrailPolicyProps.groups': {
    reach: 'account',
    use: (stack, away) => guardrailPolicy(stack, { groups: [iamGroup(stack, away)] }),
  },
  'guardrails.GuardrailPolicyProps.users': {
    reach: 'account',
    use: (stack, away) => guardrailPolicy(stack, { users: [user(stack, away)] }),
  },
  'permissions.PermissionPolicy.attachToGroup': {
    reach: 'account',
    use: (stack, away) => permissionPolicy(stack, {}).attachToGroup(iamGroup(stack, away)),
  },
  'permissions.PermissionPolicy.attachToUser': {
    reach: 'account',
    use: (stack, away) => permissionPolicy(stack, {}).attachToUser(user(stack, away)),
  },
  'permissions.PermissionPolicyProps.groups': {
    reach: 'account',
    use: (stack, away) => permissionPolicy(stack, { groups: [iamGroup(stack, away)] }),
  },
  'permissions.PermissionPolicyProps.users': {
    reach: 'account',
    use: (stack, away) => permissionPolicy(stack, { users: [user(stack, away)] }),
  },
  'trust.ExecutionRole.addManagedPolicy': {
    reach: 'account',
    use: (stack, away) => executionRole(stack).addManagedPolicy(boundary(stack, away)),
  },
  'trust.ExecutionRoleProps.managedPolicies': {
    reach: 'account',
    use: (stack, away) => executionRole(stack, { managedPolicies: [boundary(stack, away)] }),
  },
  'trust.ExecutionRoleProps.permissionsBoundary': {
    reach: 'account',
    use: (stack, away) => executionRole(stack, { permissionsBoundary: boundary(stack, away) }),
  },
};
