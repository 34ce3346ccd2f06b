import { CATALOGUE_KEYS } from '../../../../src/conditions/catalogue';
import {
  ANY,
  actions,
  denying,
  elsewhereThan,
  except,
  on,
  type Place,
  row,
  type Specification,
  together,
} from '../../specification';
import {
  above,
  absent,
  atMost,
  is,
  isNot,
  isTrue,
  like,
  noneInAnyCase,
  notTrue,
  otherLike,
  otherThan,
  present,
  someInAnyCase,
  type Term,
} from '../../terms';
import { KEY, requestTag } from '../keys';

/** Calls that create and take tags, by the data of AWS. Those that change something existing also take them. */
const TAKE_TAGS = CATALOGUE_KEYS['aws:RequestTag/${TagKey}'].actions!;
const CREATE_WITH_TAGS = TAKE_TAGS.filter(
  (name) => !['AddTags', 'UpdateMonitoringSchedule', 'UpdateProject'].includes(name),
);

/** Creates send a tag with an approved value. */
function tagged(good: Term, bad: Term): Specification {
  return denying({
    deny: [row(CREATE_WITH_TAGS, bad)],
    allow: [row(CREATE_WITH_TAGS, good), row(except(CREATE_WITH_TAGS))],
  });
}

const costCenter = tagged(present(requestTag('CostCenter')), absent(requestTag('CostCenter')));
const LATER = ['DeleteTags', 'UpdateMonitoringSchedule', 'UpdateProject'];

export const TAGS: Record<string, Specification> = {
  requireTags: together(costCenter, tagged(like(requestTag('Team'), 'ml-*'), otherLike(requestTag('Team'), 'ml-*'))),
  'requireTags, any value': costCenter,
  protectTags: denying({
    deny: [
      row(['AddTags'], someInAnyCase(KEY.tagKeys, 'Team', 'CostCenter'), absent(KEY.taggingAction)),
      row(LATER, someInAnyCase(KEY.tagKeys, 'Team', 'CostCenter')),
    ],
    allow: [
      row(['AddTags'], present(KEY.taggingAction)),
      row(['AddTags', ...LATER], noneInAnyCase(KEY.tagKeys, 'Team', 'CostCenter')),
      row(except('AddTags', LATER)),
    ],
  }),
  tagOnlyOnCreate: denying({
    deny: [row(['AddTags'], absent(KEY.taggingAction))],
    allow: [row(['AddTags'], present(KEY.taggingAction)), row(except('AddTags'))],
  }),
};

const REGIONS = ['us-west-2', 'cn-north-1', 'us-gov-west-1'];
const ORGANIZATION = 'o-a1b2c3d4e5';
const VENDOR = '444455556666';
const RESOURCE_POLICIES = [
  'CreateLineageGroupPolicy',
  'PutLineageGroupPolicy',
  'PutModelPackageGroupPolicy',
  'PutResourcePolicy',
];
const SHARES = ['ram:AssociateResourceShare', 'ram:CreateResourceShare'];
const CONTROLLED = ['dynamodb:*', 'ecr:*', 'kms:*', 'logs:*', 's3:*', 'secretsmanager:*', 'sqs:*', 'sts:*'];
const isService = 'aws:PrincipalIsAWSService';

export const ORGANIZATIONS: Record<string, Specification> = {
  noResourceSharing: denying({
    about: actions('sagemaker:*', 'ram:*'),
    deny: [row(RESOURCE_POLICIES), row(SHARES, like(KEY.sharedType, 'sagemaker:*'))],
    allow: [row(SHARES, otherLike(KEY.sharedType, 'sagemaker:*')), row(except(RESOURCE_POLICIES, SHARES))],
  }),
  approvedRegions: denying({
    deny: [row(ANY, otherThan(KEY.requestedRegion, ...REGIONS))],
    allow: [row(ANY, is(KEY.requestedRegion, ...REGIONS))],
  }),
  confusedDeputyProtection: denying({
    about: actions(...CONTROLLED),
    deny: [
      row(
        CONTROLLED,
        isTrue(isService),
        isNot(KEY.sourceAccount, VENDOR),
        otherThan(KEY.sourceOrganization, ORGANIZATION),
      ),
    ],
    allow: [
      row(CONTROLLED, notTrue(isService)),
      row(CONTROLLED, absent(KEY.sourceAccount)),
      row(CONTROLLED, is(KEY.sourceAccount, VENDOR)),
      row(CONTROLLED, is(KEY.sourceOrganization, ORGANIZATION)),
    ],
  }),
};

const ROLE_CHANGES = [
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
const USER_CHANGES = [
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
const TAGGERS = ['iam:CreateRole', 'iam:CreateUser', 'iam:TagRole', 'iam:TagUser', 'sts:TagSession'];

/** Nobody makes these calls about these resources. */
function closed(names: readonly string[], resource: string): Specification {
  return denying({
    about: actions('iam:*'),
    deny: [on([resource], row(names))],
    allow: [elsewhereThan([resource], row(names)), row(except(names))],
  });
}

export function exemptions(at: Place): Record<string, Specification> {
  const roles = closed(ROLE_CHANGES, at.iam('role/Platform*', '*'));
  return {
    protectExemptions: together(
      roles,
      closed(USER_CHANGES, at.iam('user/break-glass', '*')),
      denying({
        about: actions('iam:*', 'sts:*'),
        deny: [row(TAGGERS, someInAnyCase(KEY.tagKeys, 'Guardrails'))],
        allow: [row(TAGGERS, noneInAnyCase(KEY.tagKeys, 'Guardrails')), row(except(TAGGERS))],
      }),
    ),
    'protectExemptions, of a role': roles,
  };
}

const UPDATE_OR_CREATE = ['CreateTrainingJob', 'UpdateTrainingJob'];

export const CUSTOM: Record<string, Specification> = {
  custom: denying({
    deny: [row(UPDATE_OR_CREATE, above(KEY.keepAlive, 3600)), row(['CallWithBearerToken'])],
    allow: [
      row(UPDATE_OR_CREATE, atMost(KEY.keepAlive, 3600)),
      row(UPDATE_OR_CREATE, absent(KEY.keepAlive)),
      row(except(UPDATE_OR_CREATE, 'CallWithBearerToken')),
    ],
  }),
};
