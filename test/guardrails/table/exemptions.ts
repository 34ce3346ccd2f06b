import { guardrails } from '../../../src';
import { any, valuesOf } from './judges';
import { ACCOUNT, anyAccount, EXEMPTIONS, FOREIGN, role, TAG_KEYS } from './parameters';
import type { GuardrailRows, Request } from './row';

const { Exemption, Guardrail } = guardrails;

const CHANGES_OF_ROLES = [
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
const CHANGES_OF_USERS = [
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
const GIVING_TAGS = ['iam:CreateRole', 'iam:CreateUser', 'iam:TagRole', 'iam:TagUser', 'sts:TagSession'];

function changesExemptRole({ action, resource }: Request): boolean {
  return CHANGES_OF_ROLES.includes(action) && /^arn:aws:iam::\d{12}:role\/Platform.*$/.test(resource);
}

function changesExemptUser({ action, resource }: Request): boolean {
  return CHANGES_OF_USERS.includes(action) && /^arn:aws:iam::\d{12}:user\/break-glass$/.test(resource);
}

function givesExemptingTag(request: Request): boolean {
  return (
    GIVING_TAGS.includes(request.action) &&
    valuesOf(request, TAG_KEYS).some((key) => key.toLowerCase() === 'guardrails')
  );
}

const IDENTITIES = {
  values: { [TAG_KEYS]: { anyOf: ['Guardrails', 'GUARDRAILS', 'Team', 'Guardrails2'] } },
  actions: [...CHANGES_OF_ROLES, ...CHANGES_OF_USERS, 'iam:GetRole', 'iam:GetUser', ...GIVING_TAGS, 'sts:AssumeRole'],
  resources: [
    role('PlatformAdmin'),
    role('PlatformAdmin', FOREIGN),
    role('team/PlatformAdmin'),
    `arn:aws:iam::${ACCOUNT}:user/break-glass`,
  ],
};

export const EXEMPTION_ROWS: GuardrailRows = {
  protectExemptions: {
    notes: 'see [below](#exemptions)',
    compares: { 'ForAnyValue:StringEqualsIgnoreCase': [TAG_KEYS] },
    make: () => Guardrail.protectExemptions({ exemptions: [EXEMPTIONS.principals(), EXEMPTIONS.principalTag()] }),
    ...IDENTITIES,
    denies: any(changesExemptRole, changesExemptUser, givesExemptingTag),
    variants: {
      'of a role': {
        make: () => Guardrail.protectExemptions({ exemptions: [Exemption.principals([anyAccount('role/Platform*')])] }),
        ...IDENTITIES,
        denies: changesExemptRole,
      },
    },
    short: 'of a role',
  },
};
