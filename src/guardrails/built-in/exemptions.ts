import { faultsOf, SecureSageMakerError } from '../../private/errors';
import type { ProtectExemptionsOptions } from '../protect-exemptions-options';
import type { GuardrailDefinition } from './definition';
import { deny } from './deny';

/** With any of these somebody becomes an exempt role, or changes whom it trusts and what it may do. */
const CHANGE_ROLE = [
  'iam:AttachRolePolicy',
  'iam:CreateRole',
  'iam:DeleteRole',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PassRole',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
];
/** The same for users, whom one becomes with their credentials or by taking their name. */
const CHANGE_USER = [
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreateServiceSpecificCredential',
  'iam:CreateUser',
  'iam:DeleteUserPermissionsBoundary',
  'iam:PutUserPolicy',
  'iam:UpdateAccessKey',
  'iam:UpdateLoginProfile',
  'iam:UpdateUser',
  'iam:UploadSigningCertificate',
];
const GIVE_TAG = ['iam:CreateRole', 'iam:CreateUser', 'iam:TagRole', 'iam:TagUser', 'sts:TagSession'];

export function protectExemptions({ exemptions }: ProtectExemptionsOptions): GuardrailDefinition {
  const principals = exemptions.flatMap(({ _wayIn: { principals: arns = [] } }) => arns);
  const tagKeys = exemptions.flatMap(({ _wayIn: { tagKey } }) => (tagKey === undefined ? [] : [tagKey]));
  const nothing =
    'protectExemptions needs exemptions of principals or by tag, got none: nobody can become one of the others';
  SecureSageMakerError.throwIfAny(
    undefined,
    faultsOf('InvalidGuardrail', principals.length + tagKeys.length ? [] : [nothing]),
  );
  const roles = principals.filter((arn) => !isUser(arn));
  const users = principals.filter(isUser);
  return {
    id: 'protect-exemptions',
    description: 'Nobody becomes exempt who is not',
    documentationUrl:
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html',
    statements: [
      ...(roles.length ? [deny({ sid: 'ProtectExemptRoles', actions: CHANGE_ROLE, resources: roles })] : []),
      ...(users.length ? [deny({ sid: 'ProtectExemptUsers', actions: CHANGE_USER, resources: users })] : []),
      ...(tagKeys.length
        ? [
            deny({
              sid: 'ProtectExemptingTags',
              actions: GIVE_TAG,
              conditions: { 'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': tagKeys } },
            }),
          ]
        : []),
    ],
  };
}

function isUser(arn: string): boolean {
  return /^arn:[^:]+:iam::[^:]*:user\/.*$/.test(arn);
}
