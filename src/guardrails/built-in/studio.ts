import { Aws, Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { AuthMode, ConditionKey, Requirement } from '../../conditions';
import { absentAllowed } from '../../conditions/absence';
import { checkFormat } from '../../private/checks';
import { faultsOf, SecureSageMakerError } from '../../private/errors';
import { DOMAIN_ARN } from '../../private/formats';
import { isPlaceholder } from '../../private/life-cycle/unknown';
import type {
  DomainAuthModeOptions,
  DomainIsolationOptions,
  LifecycleConfigsOptions,
  StudioImagesOptions,
} from '../options/studio';
import { API_PAGE, CONDITION_KEYS_PAGE, type GuardrailDefinition } from './definition';
import { absent, deny, denyUnless, oneOf, present, together } from './deny';

export function studioLifecycleConfigs({ arns }: LifecycleConfigsOptions): GuardrailDefinition {
  return {
    id: 'studio-lifecycle-configs',
    description: 'Studio must use only approved lifecycle configurations',
    documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/dg/studio-lifecycle-configurations.html',
    statements: denyUnless({ sid: 'StudioLifecycleConfigs', absence: absentAllowed }, (options) =>
      oneOf(ConditionKey.STUDIO_LIFECYCLE_CONFIG_ARNS, arns, options),
    ),
  };
}

export function studioImages({ arns, versionArns }: StudioImagesOptions): GuardrailDefinition {
  const underivable = versionArns ? [] : arns.filter((arn) => !versionsOf(arn));
  const faults = underivable.map(
    (arn) => `versionArns is needed where the versions do not follow from the ARN of an image, got ${arn}`,
  );
  SecureSageMakerError.throwIfAny(undefined, faultsOf('InvalidGuardrail', faults));
  const versions = versionArns ?? arns.map((arn) => versionsOf(arn)!);
  return {
    id: 'studio-images',
    description: 'Studio must use only approved images',
    documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-byoi.html',
    statements: [
      ...denyUnless({ sid: 'StudioImages', absence: absentAllowed }, (options) =>
        oneOf(ConditionKey.IMAGE_ARNS, arns, options),
      ),
      ...denyUnless({ sid: 'StudioImageVersions', absence: absentAllowed }, (options) =>
        oneOf(ConditionKey.IMAGE_VERSION_ARNS, versions, options),
      ),
    ],
  };
}

/** The pattern of all versions of an image. */
function versionsOf(imageArn: string): string | undefined {
  if (isPlaceholder(imageArn)) {
    return imageArn;
  }
  const parts = Token.isUnresolved(imageArn) ? undefined : /^((?:[^:]+:){5})image\/(.+)$/.exec(imageArn);
  return parts ? `${parts[1]}image-version/${parts[2]}/*` : undefined;
}

export function vpcOnlyDomains(): GuardrailDefinition {
  return {
    id: 'vpc-only-domains',
    description: 'Studio domains must use the network access type VpcOnly',
    controls: ['Config sagemaker-domain-in-vpc'],
    documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/dg/studio-updated-and-internet-access.html',
    statements: denyUnless({ sid: 'VpcOnlyDomains' }, (options) =>
      Requirement.isOneOf(ConditionKey.APP_NETWORK_ACCESS_TYPE, ['VpcOnly'], options),
    ),
  };
}

export function domainAuthMode({ mode }: DomainAuthModeOptions): GuardrailDefinition {
  return {
    id: 'domain-auth-mode',
    description: `Studio domains must use the authentication mode ${mode}`,
    controls: mode === AuthMode.SSO ? ['Prowler sagemaker_domain_sso_configured'] : [],
    documentationUrl: `${API_PAGE}/API_CreateDomain.html`,
    statements: denyUnless({ sid: 'DomainAuthMode' }, (options) =>
      Requirement.isOneOf(ConditionKey.AUTH_MODE, [mode], options),
    ),
  };
}

export function noRemoteAccess(): GuardrailDefinition {
  return {
    id: 'no-remote-access',
    description: 'Studio spaces must not allow remote access',
    documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/dg/remote-access.html',
    statements: [
      ...denyUnless({ sid: 'NoRemoteAccess', absence: absentAllowed }, (options) =>
        Requirement.isOneOf(ConditionKey.REMOTE_ACCESS, ['DISABLED'], options),
      ),
      deny({ sid: 'NoRemoteSession', actions: ['sagemaker:StartSession'] }),
    ],
  };
}

/** Variables that SageMaker sets in the sessions of Studio users; callers without them own nothing. */
const OWN_PROFILE = "${sagemaker:DomainId, 'none'}/${sagemaker:UserProfileName, 'none'}";

export function ownSpaces(): GuardrailDefinition {
  const owner = ConditionKey.OWNER_USER_PROFILE_ARN;
  const own = `arn:${Aws.PARTITION}:sagemaker:*:*:user-profile/${OWN_PROFILE}`;
  return {
    id: 'own-spaces',
    description: 'Studio users must not create, change or delete apps and spaces of other user profiles',
    documentationUrl: CONDITION_KEYS_PAGE,
    statements: [
      ...denyUnless({ sid: 'OwnSpaces', absence: absentAllowed }, (options) =>
        Requirement.matches(owner, [own], options),
      ),
      appsOfOtherProfiles(owner),
    ],
  };
}

/** Apps outside of spaces have no owner but the profile in their ARN; ownerless spaces are shared ones. */
function appsOfOtherProfiles(owner: ConditionKey): iam.PolicyStatement {
  const notShared = { StringNotEquals: { [ConditionKey.SPACE_SHARING_TYPE.name]: ['Shared'] } };
  return deny({
    sid: 'OwnApps',
    actions: ['sagemaker:CreateApp', 'sagemaker:DeleteApp'],
    notResources: [`arn:${Aws.PARTITION}:sagemaker:*:*:app/${OWN_PROFILE}/*`],
    conditions: together(absent(owner), notShared),
  });
}

const DOMAIN_TAG = 'sagemaker:domain-arn';

export function domainIsolation({ domainArn }: DomainIsolationOptions): GuardrailDefinition {
  const faults = checkFormat('the domain', domainArn, DOMAIN_ARN);
  SecureSageMakerError.throwIfAny(undefined, faultsOf('InvalidResourceArn', faults));
  const foreign = (key: ConditionKey) => together({ StringNotEquals: { [key.name]: [domainArn] } }, present(key));
  const sageMakerTags = { 'ForAnyValue:StringLike': { [ConditionKey.TAG_KEYS.name]: ['sagemaker:*'] } };
  return {
    id: 'domain-isolation',
    description: 'Principals must not use resources of other Studio domains',
    documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/dg/domain-resource-isolation.html',
    statements: [
      deny({
        sid: 'DomainIsolationResources',
        actions: ['sagemaker:*'],
        conditions: foreign(ConditionKey.resourceTag(DOMAIN_TAG)),
      }),
      deny({
        sid: 'DomainIsolationRequests',
        actions: ['sagemaker:*'],
        conditions: foreign(ConditionKey.requestTag(DOMAIN_TAG)),
      }),
      deny({
        sid: 'DomainIsolationTagging',
        actions: ['sagemaker:AddTags'],
        conditions: together(sageMakerTags, absent(ConditionKey.TAGGING_ACTION)),
      }),
      deny({ sid: 'DomainIsolationUntagging', actions: ['sagemaker:DeleteTags'], conditions: sageMakerTags }),
    ],
  };
}
