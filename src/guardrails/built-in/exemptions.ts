import type * as iam from 'aws-cdk-lib/aws-iam';
import { check, SecureSageMakerError } from '../../private/errors';
import type { ProtectExemptionsOptions } from '../options/organization';
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
  const tagKeys = exemptions.map(({ _wayIn: { tagKey } }) => tagKey).filter((tagKey) => tagKey !== undefined);
  SecureSageMakerError.throwIfAny(
    undefined,
    check(
      principals.length + tagKeys.length > 0,
      'InvalidGuardrail',
      'protectExemptions needs exemptions of principals or by tag, got none: nobody can become one of the others',
    ),
  );
  return {
    id: 'protect-exemptions',
    description: 'Exempt principals must not be changed, and exempting tags must not be given',
    documentationUrl:
      'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html',
    statements: [
      ...denyChanges(
        'ProtectExemptRoles',
        CHANGE_ROLE,
        principals.filter((arn) => !isUser(arn)),
      ),
      ...denyChanges('ProtectExemptUsers', CHANGE_USER, principals.filter(isUser)),
      ...givingTags(tagKeys),
    ],
  };
}

function isUser(arn: string): boolean {
  return /^arn:[^:]+:iam::[^:]*:user\/.*$/.test(arn);
}

/** None where there is nobody to protect. */
function denyChanges(sid: string, actions: string[], resources: string[]): iam.PolicyStatement[] {
  return resources.length > 0 ? [deny({ sid, actions, resources })] : [];
}

function givingTags(tagKeys: string[]): iam.PolicyStatement[] {
  if (tagKeys.length === 0) {
    return [];
  }
  const conditions = { 'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': tagKeys } };
  return [deny({ sid: 'ProtectExemptingTags', actions: GIVE_TAG, conditions })];
}
