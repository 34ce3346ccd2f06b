import type { IConstruct } from 'constructs';
import { checkAccountId, checkFormat, checkMaxItems, checkName, knownItems } from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { DOMAIN_ARN, DOMAIN_ID } from '../../private/formats';
import { foreignFaults, used, usedIdentity, usedIn } from '../../private/life-cycle/foreign';
import { DOCKER_TRUSTED_ACCOUNTS_MAX, STUDIO_NAME_MAX, STUDIO_SECURITY_GROUPS_MAX } from '../../private/limits';
import { volumeKeyFaults } from '../../private/volume-key';
import { immutableTagFaults } from '../common/create-only-tags';
import { settingsFaults, storageFaults } from '../settings/checks';
import { foreignSettingsFaults } from '../settings/foreign';
import { deployedDomainFaults } from './deployed';
import { AppNetworkAccess, type DomainAttributes, type DomainNetworkProps, type DomainProps } from './props';

export function domainFaults(props: DomainProps): Fault[] {
  const { domainName, encryptionKey, sharedSpaces, securityGroups } = props;
  return [
    ...studioNameFaults('domainName', domainName),
    ...securityGroupFaults('securityGroups', securityGroups),
    ...securityGroupFaults('sharedSpaces.securityGroups', sharedSpaces?.securityGroups),
    ...volumeKeyFaults(encryptionKey),
    ...dockerFaults(props),
    ...storageFaults(sharedSpaces?.storage),
    ...settingsFaults(props, 'domain'),
    ...immutableTagFaults(props.immutableTags),
    ...deployedDomainFaults(props),
  ];
}

export function studioNameFaults(prop: string, name: string | undefined): Fault[] {
  return faultsOf('InvalidStudioName', checkName(prop, name, STUDIO_NAME_MAX));
}

export function securityGroupFaults(prop: string, groups: readonly unknown[] | undefined, others = 0): Fault[] {
  const none = `${prop} must name at least one, or be left out for one of its own, got none`;
  const together = others ? ` besides the ${others} of the domain` : '';
  return [
    ...check(groups?.length !== 0, 'ConflictingProps', none),
    ...faultsOf(
      'TooManySecurityGroups',
      checkMaxItems(`${prop}${together}`, groups, STUDIO_SECURITY_GROUPS_MAX - others),
    ),
  ];
}

function dockerFaults({ docker, networkAccess }: DomainNetworkProps): Fault[] {
  const accounts = docker?._options?.trustedAccounts;
  const what = 'docker.trustedAccounts';
  return [
    ...check(
      networkAccess !== AppNetworkAccess.PUBLIC_INTERNET || accounts === undefined,
      'ConflictingProps',
      `${what} must be left out with AppNetworkAccess.PUBLIC_INTERNET, where SageMaker trusts every account`,
    ),
    ...faultsOf('TooManyItems', checkMaxItems(what, accounts, DOCKER_TRUSTED_ACCOUNTS_MAX)),
    ...faultsOf(
      'InvalidAccountId',
      knownItems(accounts).flatMap((account) => checkAccountId(`an account of ${what}`, account)),
    ),
  ];
}

export function domainAttributeFaults({ domainId, domainArn }: DomainAttributes): Fault[] {
  return [
    ...faultsOf('InvalidDomainId', checkFormat('domainId', domainId, DOMAIN_ID)),
    ...faultsOf('InvalidResourceArn', checkFormat('domainArn', domainArn, DOMAIN_ARN)),
  ];
}

/** A domain uses resources of its own region. Keys can belong to other accounts, and roles cannot. */
export function foreignDomainFaults(scope: IConstruct, props: DomainProps): Fault[] {
  const { encryptionKey, role, sharedSpaces, vpc, securityGroups = [] } = props;
  return [
    ...foreignFaults(scope, [
      used('encryptionKey', encryptionKey?.keyRef.keyArn),
      usedIdentity('role', role, role?.roleArn),
      usedIdentity('sharedSpaces.role', sharedSpaces?.role, sharedSpaces?.role.roleArn),
      ...usedIn('vpc', [vpc]),
      ...usedIn('securityGroups', securityGroups),
      ...usedIn('sharedSpaces.securityGroups', sharedSpaces?.securityGroups ?? []),
    ]),
    ...foreignSettingsFaults(scope, props),
  ];
}
