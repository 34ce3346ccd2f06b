import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { AuthMode } from '../../conditions/values';
import { knownToDiffer, parseSageMakerArn } from '../../private/arn';
import { checkRange } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { foreignFaults, usedIdentity, usedIn } from '../../private/life-cycle/foreign';
import { isPlaceholder, isUnknown } from '../../private/life-cycle/unknown';
import { POSIX_GID_BOUNDS, POSIX_UID_BOUNDS } from '../../private/limits';
import { immutableTagFaults } from '../common/create-only-tags';
import { securityGroupFaults, studioNameFaults } from '../domain/checks';
import type { IDomain } from '../domain/idomain';
import type { DomainMetadata } from '../domain/registry';
import { settingsFaults } from '../settings/checks';
import { foreignSettingsFaults } from '../settings/foreign';
import type { PosixUser } from './options';
import type { UserProfileAttributes, UserProfileProps } from './props';

const TYPE = 'AWS::SageMaker::UserProfile';

function deployedFaults(props: UserProfileProps): Fault[] {
  const deployed = props.deployedState?._resource;
  if (!deployed) {
    return [];
  }
  return [
    ...deployed.faults(TYPE, props, ['userProfileName', 'singleSignOnUserName']),
    ...deployed.differenceFaults('domain', props.domain.domainId, 'DomainId'),
  ];
}

export function userProfileFaults(props: UserProfileProps, domain: DomainMetadata): Fault[] {
  const { userProfileName, securityGroups, posixUser } = props;
  const unknownVpc =
    'the VPC of the imported domain is not known, so no security group can be made: import the domain with vpc, or give securityGroups';
  return [
    ...studioNameFaults('userProfileName', userProfileName),
    // Without security groups, the user profile gets one, which counts like a given one.
    ...securityGroupFaults('securityGroups', securityGroups ?? ['its own'], domain.securityGroups),
    ...check(Boolean(securityGroups ?? domain.vpc), 'IncompleteDomain', unknownVpc),
    ...posixFaults(posixUser),
    ...deployedFaults(props),
    ...immutableTagFaults(props.immutableTags),
    ...singleSignOnFaults(domain, props),
    ...settingsFaults(props, 'profile'),
  ];
}

/** Users have resources of the account and region of their domain. */
export function foreignUserFaults(scope: IConstruct, props: UserProfileProps, role: iam.IRole | undefined): Fault[] {
  return [
    ...foreignSettingsFaults(scope, props),
    ...foreignFaults(scope, [
      usedIdentity('role', role, role?.roleArn),
      ...usedIn('domain', [props.domain], true),
      ...usedIn('securityGroups', props.securityGroups ?? []),
    ]),
  ];
}

function posixFaults(posixUser: PosixUser | undefined): Fault[] {
  const { min: uidMin, max: uidMax } = POSIX_UID_BOUNDS;
  const { min: gidMin, max: gidMax } = POSIX_GID_BOUNDS;
  return faultsOf('InvalidPosixUser', [
    ...checkRange('posixUser.uid', posixUser?.uid, uidMin, uidMax),
    ...checkRange('posixUser.gid', posixUser?.gid, gidMin, gidMax),
  ]);
}

function singleSignOnFaults(
  { authMode }: DomainMetadata,
  { singleSignOnUserName, deployedState }: UserProfileProps,
): Fault[] {
  if (deployedState) {
    return [];
  }
  return [
    ...check(
      authMode !== AuthMode.IAM || singleSignOnUserName === undefined,
      'ConflictingProps',
      `singleSignOnUserName needs a domain with AuthMode.SSO, got '${singleSignOnUserName}' with AuthMode.IAM`,
    ),
    ...check(
      authMode !== AuthMode.SSO || singleSignOnUserName !== undefined,
      'ConflictingProps',
      'singleSignOnUserName must be given in a domain with AuthMode.SSO, got none',
    ),
  ];
}

/** For callers that need a literal ARN to take the name from. */
export function userProfileArnFaults(arn: string, { domainId }: IDomain): Fault[] {
  if (isPlaceholder(arn)) {
    return [];
  }
  const literal = parseSageMakerArn(arn);
  const parts = literal?.resourceType === 'user-profile' ? literal.resourceName.split('/') : [];
  const expected =
    'the literal ARN of a user profile such as arn:<partition>:sagemaker:eu-central-1:111122223333:user-profile/d-a1b2c3d4e5f6/name';
  if (parts.length !== 2) {
    return [{ code: 'InvalidResourceArn', message: `userProfileArn must be ${expected}, got '${arn}'` }];
  }
  return check(
    !knownToDiffer(parts[0], domainId),
    'InvalidResourceArn',
    `userProfileArn must be of the domain ${domainId}, got '${arn}'`,
  );
}

export function userProfileAttributeFaults(attributes: UserProfileAttributes): Fault[] {
  const { domain, userProfileName, userProfileArn } = attributes;
  const nameFaults = studioNameFaults('userProfileName', userProfileName);
  if (userProfileArn === undefined || isUnknown(userProfileArn)) {
    return nameFaults;
  }
  return [...nameFaults, ...userProfileArnFaults(userProfileArn, domain)];
}
