import { guardrails } from '../../../src';
import { CALLS } from './callers';
import { action, sageMaker, singleValue, valuesOf } from './judges';
import { ACCOUNT, FOREIGN } from './parameters';
import type { GuardrailRows, Request } from './row';

const { Guardrail } = guardrails;

const IS_SERVICE = 'aws:PrincipalIsAWSService';
const REQUESTED_REGION = 'aws:RequestedRegion';
const RESOURCE_TYPE = 'ram:RequestedResourceType';
const SOURCE_ACCOUNT = 'aws:SourceAccount';
const SOURCE_ORG = 'aws:SourceOrgID';

/** One of each partition in which the cases run. */
const REGIONS = ['us-west-2', 'cn-north-1', 'us-gov-west-1'];
const ORGANIZATION = 'o-a1b2c3d4e5';
const VENDOR = '444455556666';

const SHARING = [
  'CreateLineageGroupPolicy',
  'PutLineageGroupPolicy',
  'PutModelPackageGroupPolicy',
  'PutResourcePolicy',
];
const SHARES = ['ram:CreateResourceShare', 'ram:AssociateResourceShare'];

const CONTROLLED = ['dynamodb', 'ecr', 'kms', 'logs', 's3', 'secretsmanager', 'sqs', 'sts'];

function foreignDeputy(request: Request): boolean {
  const account = singleValue(request, SOURCE_ACCOUNT);
  const foreign = account !== undefined && account !== VENDOR && singleValue(request, SOURCE_ORG) !== ORGANIZATION;
  return CONTROLLED.includes(request.action.split(':')[0]) && singleValue(request, IS_SERVICE) === 'true' && foreign;
}

export const ORGANIZATION_ROWS: GuardrailRows = {
  noResourceSharing: {
    notes: 'neither by resource policies nor by resource shares',
    compares: { StringLike: [RESOURCE_TYPE] },
    make: () => Guardrail.noResourceSharing(),
    denies: (request) =>
      action(...SHARING)(request) ||
      (SHARES.includes(request.action) &&
        valuesOf(request, RESOURCE_TYPE).some((type) => type.startsWith('sagemaker:'))),
    values: { [RESOURCE_TYPE]: ['sagemaker:Hub', 'sagemaker:FeatureGroup', 'ec2:Subnet', 'x:sagemaker:'] },
    actions: [...sageMaker(...SHARING), ...SHARES, ...SHARES, 'ram:DeleteResourceShare', 'sagemaker:GetResourcePolicy'],
  },
  approvedRegions: {
    compares: { StringNotEquals: [REQUESTED_REGION] },
    make: () => Guardrail.approvedRegions({ regions: REGIONS }),
    denies: (request) =>
      request.action.startsWith('sagemaker:') && !REGIONS.includes(singleValue(request, REQUESTED_REGION) ?? ''),
    values: { [REQUESTED_REGION]: [...REGIONS, 'eu-west-1', 'us-west-1'] },
    actions: CALLS,
  },
  confusedDeputyProtection: {
    notes:
      'only for a `ResourceControlPolicy`; it guards buckets, keys and roles, since these policies do not reach SageMaker',
    compares: {
      Bool: [IS_SERVICE],
      Null: [SOURCE_ACCOUNT],
      StringNotEquals: [SOURCE_ACCOUNT, SOURCE_ORG],
    },
    make: () => Guardrail.confusedDeputyProtection({ organizationId: ORGANIZATION, thirdPartyAccountIds: [VENDOR] }),
    forResources: true,
    denies: foreignDeputy,
    values: {
      [IS_SERVICE]: ['true', 'true', 'false'],
      [SOURCE_ACCOUNT]: [ACCOUNT, FOREIGN, VENDOR],
      [SOURCE_ORG]: [ORGANIZATION, 'o-zzzzzzzzzz'],
    },
    actions: [
      's3:GetObject',
      'kms:Decrypt',
      'sqs:SendMessage',
      'logs:PutLogEvents',
      'dynamodb:GetItem',
      'secretsmanager:GetSecretValue',
      'ecr:GetDownloadUrlForLayer',
      'sts:AssumeRole',
      'sns:Publish',
      'lambda:InvokeFunction',
    ],
  },
};
