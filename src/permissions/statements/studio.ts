import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { ConditionKey, Requirement } from '../../conditions';
import { checkFormat } from '../../private/checks';
import { faultsOf, SecureSageMakerError } from '../../private/errors';
import { DOMAIN_ID } from '../../private/formats';
import type { OwnStudioProfileOptions, PrivateSpacesOptions } from '../options/studio';
import { allowed, allowedWithUrl, throughEndpoints, urlEndpointFaults } from './allowed';
import { ownArn, type PermissionDefinition, sageMaker } from './definition';

const PRESIGNED_URL = 'sagemaker:CreatePresignedDomainUrl';

export function ownStudioProfile({ domainId, profileName, endpoints }: OwnStudioProfileOptions): PermissionDefinition {
  SecureSageMakerError.throwIfAny(undefined, [
    ...faultsOf('InvalidPermission', checkFormat('domainId', domainId, DOMAIN_ID)),
    ...urlEndpointFaults(endpoints),
  ]);
  const resources = [ownArn('sagemaker', `user-profile/${domainId}/${profileName.variable}`)];
  return {
    id: 'own-studio-profile',
    description: 'Allows seeing the own user profile of a Studio domain and opening Studio with it.',
    guardrails: ['presignedUrlsByPrincipals'],
    statements: allowedWithUrl({
      url: PRESIGNED_URL,
      actions: ['sagemaker:DescribeUserProfile'],
      resources,
      endpoints,
    }),
  };
}

/** Set for the execution role of a user in a private space, and in no shared space. */
const DOMAIN = `\${${ConditionKey.DOMAIN_ID.name}}`;
const PROFILE = `user-profile/${DOMAIN}/\${${ConditionKey.USER_PROFILE_NAME.name}}`;

export function privateSpaces({ endpoints }: PrivateSpacesOptions): PermissionDefinition {
  SecureSageMakerError.throwIfAny(undefined, urlEndpointFaults(endpoints));
  const own = ownArn('sagemaker', PROFILE);
  const inDomain = [`app/${DOMAIN}/*`, `space/${DOMAIN}/*`].map((resource) => ownArn('sagemaker', resource));
  const domain = ownArn('sagemaker', `domain/${DOMAIN}`);
  const reads = sageMaker('DescribeApp', 'DescribeDomain', 'DescribeSpace', 'DescribeUserProfile');
  const owned = [
    Requirement.matches(ConditionKey.OWNER_USER_PROFILE_ARN, [own]),
    Requirement.isOneOf(ConditionKey.SPACE_SHARING_TYPE, ['Private']),
  ];
  const tagged = [Requirement.isOneOf(ConditionKey.TAGGING_ACTION, ['CreateApp', 'CreateSpace'])];
  return {
    id: 'private-spaces',
    description: 'Lets the users of a Studio domain manage their own private spaces, and run apps in them.',
    guardrails: ['ownSpaces'],
    statements: [
      allowed({
        actions: sageMaker('CreateApp', 'CreateSpace', 'DeleteApp', 'DeleteSpace', 'UpdateSpace'),
        resources: inDomain,
        requirements: owned,
      }),
      allowed({ actions: sageMaker('AddTags'), resources: inDomain, requirements: tagged }),
      allowed({ actions: reads, resources: [...inDomain, domain, own] }),
      allowed({ actions: sageMaker('ListTags'), resources: inDomain }),
      allowed({ actions: sageMaker('ListApps', 'ListSpaces'), resources: ['*'] }),
      ...ownUrls(own, endpoints),
    ],
  };
}

/** Apps are opened by URLs, which need endpoints: none can be made from anywhere. */
function ownUrls(ownProfile: string, endpoints: readonly ec2.IVPCEndpointRef[] | undefined): iam.PolicyStatement[] {
  if (!endpoints) {
    return [];
  }
  const requirements = [throughEndpoints(endpoints, [PRESIGNED_URL])];
  return [allowed({ actions: [PRESIGNED_URL], resources: [ownProfile], requirements })];
}
