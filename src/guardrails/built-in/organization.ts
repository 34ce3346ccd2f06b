import * as iam from 'aws-cdk-lib/aws-iam';
import { ConditionKey, Requirement } from '../../conditions';
import { checkAccountId, checkFormat, checkNotEmpty, knownItems } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { ORGANIZATION_ID, REGION } from '../../private/formats';
import type { ApprovedRegionsOptions, ConfusedDeputyProtectionOptions } from '../options/organization';
import { CONDITION_KEYS_PAGE, type GuardrailDefinition } from './definition';
import { deny, denyUnless } from './deny';

const SHARING = [
  'sagemaker:CreateLineageGroupPolicy',
  'sagemaker:PutLineageGroupPolicy',
  'sagemaker:PutModelPackageGroupPolicy',
  'sagemaker:PutResourcePolicy',
];

export function noResourceSharing(): GuardrailDefinition {
  return {
    id: 'no-resource-sharing',
    description: 'SageMaker resources must not be shared with other accounts',
    documentationUrl: CONDITION_KEYS_PAGE,
    statements: [
      deny({ sid: 'NoResourceSharing', actions: SHARING }),
      deny({
        sid: 'NoResourceShares',
        actions: ['ram:AssociateResourceShare', 'ram:CreateResourceShare'],
        conditions: { StringLike: { 'ram:RequestedResourceType': ['sagemaker:*'] } },
      }),
    ],
  };
}

export function approvedRegions({ regions }: ApprovedRegionsOptions): GuardrailDefinition {
  const malformed = knownItems(regions).flatMap((region) => checkFormat('a region', region, REGION));
  SecureSageMakerError.throwIfAny(undefined, [
    ...faultsOf('InvalidGuardrail', checkNotEmpty('regions', regions)),
    ...faultsOf('InvalidRegion', malformed),
  ]);
  return {
    id: 'approved-regions',
    description: 'SageMaker must be used only in approved regions',
    documentationUrl:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion',
    statements: denyUnless({ sid: 'ApprovedRegions', actions: ['sagemaker:*'] }, (options) =>
      Requirement.isOneOf(ConditionKey.REQUESTED_REGION, regions, options),
    ),
  };
}

/** Services that SageMaker works with and that resource control policies reach; SageMaker itself they do not. */
const DEPUTY_TARGETS = ['dynamodb', 'ecr', 'kms', 'logs', 's3', 'secretsmanager', 'sqs', 'sts'];

export function confusedDeputyProtection(options: ConfusedDeputyProtectionOptions): GuardrailDefinition {
  SecureSageMakerError.throwIfAny(undefined, deputyFaults(options));
  return {
    id: 'confused-deputy-protection',
    description: 'AWS services must not act on behalf of foreign organizations',
    controls: ['Prowler iam_role_cross_service_confused_deputy_prevention'],
    documentationUrl: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
    statements: [
      new iam.PolicyStatement({
        effect: iam.Effect.DENY,
        sid: 'ConfusedDeputyProtection',
        principals: [new iam.StarPrincipal()],
        actions: DEPUTY_TARGETS.map((service) => `${service}:*`),
        resources: ['*'],
        conditions: {
          // On the account, which services send for accounts without an organization too. Services that send neither stay as they are.
          Null: { 'aws:SourceAccount': ['false'] },
          StringNotEquals: foreignSource(options),
          Bool: { 'aws:PrincipalIsAWSService': ['true'] },
        },
      }),
    ],
  };
}

function foreignSource({
  organizationId,
  thirdPartyAccountIds = [],
}: ConfusedDeputyProtectionOptions): Record<string, string[]> {
  const organization = { 'aws:SourceOrgID': [organizationId] };
  return thirdPartyAccountIds.length > 0
    ? { ...organization, 'aws:SourceAccount': thirdPartyAccountIds }
    : organization;
}

function deputyFaults({ organizationId, thirdPartyAccountIds }: ConfusedDeputyProtectionOptions): Fault[] {
  return [
    ...faultsOf('InvalidOrganization', checkFormat('the organization', organizationId, ORGANIZATION_ID)),
    ...faultsOf(
      'InvalidAccountId',
      knownItems(thirdPartyAccountIds).flatMap((account) => checkAccountId('a third-party account', account)),
    ),
  ];
}
