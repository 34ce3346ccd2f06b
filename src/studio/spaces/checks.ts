import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { knownPartition, knownToDiffer } from '../../private/arn';
import {
  checkFormat,
  checkMaxItems,
  checkMaxLength,
  checkName,
  checkNotBlank,
  checkRange,
  knownItems,
} from '../../private/checks';
import { check, type Fault, faultsOf } from '../../private/errors';
import { STUDIO_REPOSITORY_URL } from '../../private/formats';
import { foreignFaults, usedIn } from '../../private/life-cycle/foreign';
import {
  CODE_REPOSITORIES_MAX,
  IDLE_TIMEOUT_MAX_MINUTES,
  IDLE_TIMEOUT_MIN_MINUTES,
  SPACE_DISPLAY_NAME_MAX,
  SPACE_FILE_SYSTEMS_MAX,
  SPACE_VOLUME_MAX_GIB,
  SPACE_VOLUME_MIN_GIB,
  STUDIO_NAME_MAX,
  STUDIO_REPOSITORY_URL_MAX,
} from '../../private/limits';
import { knownGibibytes, knownMinutes } from '../../private/units';
import { StudioAppType } from '../common/app-type';
import type { IDomain } from '../domain/idomain';
import type { SpaceAppProps, SpaceProps } from './props';

/** Partitions whose CloudFormation has no spaces. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sagemaker-space.html */
const WITHOUT_SPACES = ['aws-cn', 'aws-us-gov'];

const TYPE = 'AWS::SageMaker::Space';
const VOLUME_SIZE = 'SpaceSettings.SpaceStorageSettings.EbsStorageSettings.EbsVolumeSizeInGb';

export function spaceFaults(scope: IConstruct, props: SpaceProps): Fault[] {
  const { spaceName, displayName, volumeSize, customFileSystems } = props;
  return [
    ...regionFaults(scope),
    ...deployedFaults(props),
    ...foreignFaults(scope, [
      ...usedIn('lifecycleConfig', [props.lifecycleConfig], true),
      ...usedIn('domain', [props.domain], true),
      ...usedIn('owner', [props.owner], true),
    ]),
    ...spaceNameFaults(spaceName),
    ...displayNameFaults(displayName),
    ...faultsOf(
      'InvalidVolumeSize',
      checkRange('volumeSize', knownGibibytes(volumeSize), SPACE_VOLUME_MIN_GIB, SPACE_VOLUME_MAX_GIB, 'GiB'),
    ),
    ...faultsOf(
      'TooManyFileSystems',
      checkMaxItems('customFileSystems of a space', customFileSystems, SPACE_FILE_SYSTEMS_MAX),
    ),
    ...ownerFaults(props),
    ...appFaults(props),
  ];
}

function deployedFaults(props: SpaceProps): Fault[] {
  const deployed = props.deployedState?._resource;
  if (!deployed) {
    return [];
  }
  return [
    ...deployed.faults(TYPE, props, ['spaceName', 'sharing']),
    ...deployed.differenceFaults('domain', props.domain.domainId, 'DomainId'),
    ...deployed.differenceFaults('appType', props.appType, 'SpaceSettings.AppType'),
    ...deployed.shrinkingFaults(props.volumeSize, VOLUME_SIZE),
  ];
}

/** In GiB. A volume cannot shrink, so a deployed one keeps its size. */
export function volumeSizeOf({ volumeSize, deployedState }: SpaceProps): number | undefined {
  const kept = volumeSize ? undefined : deployedState;
  return kept ? kept._resource.number(VOLUME_SIZE) : (volumeSize?.toGibibytes() ?? SPACE_VOLUME_MIN_GIB);
}

export function spaceNameFaults(name: string | undefined): Fault[] {
  return faultsOf('InvalidSpace', checkName('spaceName', name, STUDIO_NAME_MAX));
}

function displayNameFaults(displayName: string | undefined): Fault[] {
  if (displayName === undefined) {
    return [];
  }
  return faultsOf('InvalidSpace', [
    ...checkNotBlank('displayName', displayName),
    ...checkMaxLength('displayName', displayName, SPACE_DISPLAY_NAME_MAX),
  ]);
}

function appFaults(props: SpaceAppProps): Fault[] {
  const { appType = StudioAppType.JUPYTER_LAB, idleTime, lifecycleConfig } = props;
  const configAppType = lifecycleConfig?.appType ?? appType;
  return [
    ...faultsOf(
      'InvalidIdleTime',
      checkRange('idleTime', knownMinutes(idleTime), IDLE_TIMEOUT_MIN_MINUTES, IDLE_TIMEOUT_MAX_MINUTES, 'minutes'),
    ),
    ...check(
      configAppType === appType,
      'InvalidSpace',
      `lifecycleConfig must be one for ${appType}, got one for ${configAppType}`,
    ),
    ...repositoryFaults(props, appType),
  ];
}

function repositoryFaults({ codeRepositoryUrls: urls }: SpaceAppProps, appType: StudioAppType): Fault[] {
  return [
    ...check(
      urls === undefined || appType === StudioAppType.JUPYTER_LAB,
      'InvalidSpace',
      `codeRepositoryUrls are offered by JupyterLab alone, got a space for ${appType}`,
    ),
    ...faultsOf('TooManyCodeRepositories', checkMaxItems('codeRepositoryUrls', urls, CODE_REPOSITORIES_MAX)),
    ...faultsOf('InvalidCodeRepository', knownItems(urls).flatMap(checkUrl)),
  ];
}

/** The characters that SageMaker admits leave no room for credentials. */
function checkUrl(url: string): string[] {
  const what = 'the address of a code repository';
  return [...checkFormat(what, url, STUDIO_REPOSITORY_URL), ...checkMaxLength(what, url, STUDIO_REPOSITORY_URL_MAX)];
}

function regionFaults(scope: IConstruct): Fault[] {
  const partition = knownPartition(scope);
  const message = `a space cannot be made by CloudFormation in ${Stack.of(scope).region}, got a stack of the partition ${partition}: let users make their spaces in Studio`;
  return check(!WITHOUT_SPACES.includes(partition ?? ''), 'UnsupportedRegion', message);
}

function ownerFaults({ domain, owner }: SpaceProps): Fault[] {
  const message = `owner must be a user profile of the domain of the space, got ${owner.node.path} of ${owner.domain.node.path} for ${domain.node.path}`;
  return check(!areDifferent(domain, owner.domain), 'ForeignOwner', message);
}

/** Two that are made here are two, whatever their ids will be; of an imported one there may be several constructs. */
function areDifferent(one: IDomain, other: IDomain): boolean {
  const made = [one, other].every(
    ({ node, domainId }) => node.defaultChild !== undefined && Token.isUnresolved(domainId),
  );
  return (made && one !== other) || knownToDiffer(one.domainId, other.domainId);
}
