import type { IConstruct } from 'constructs';
import { parseSageMakerArn } from '../private/arn';
import { checkMaxItems, checkName, checkRange } from '../private/checks';
import { check, type Fault, faultsOf } from '../private/errors';
import { foreignFaults, used, usedIdentity, usedIn } from '../private/life-cycle/foreign';
import { isPlaceholder, isUnknown } from '../private/life-cycle/unknown';
import {
  NOTEBOOK_ADDITIONAL_REPOSITORIES_MAX,
  NOTEBOOK_NAME_MAX,
  NOTEBOOK_SECURITY_GROUPS_MAX,
  NOTEBOOK_VOLUME_MAX_GIB,
  NOTEBOOK_VOLUME_MIN_GIB,
} from '../private/limits';
import { knownGibibytes } from '../private/units';
import { volumeKeyFaults } from '../private/volume-key';
import type { NotebookInstanceAttributes, NotebookInstanceProps } from './instance-props';

export function notebookFaults({
  notebookInstanceName,
  volumeSize,
  securityGroups,
  additionalCodeRepositories,
  encryptionKey,
}: NotebookInstanceProps): Fault[] {
  const noGroup =
    'securityGroups must name at least one, or be left out for one of its own, got none: SageMaker would take the default one of the VPC';
  return [
    ...nameFaults(notebookInstanceName),
    ...faultsOf(
      'InvalidVolumeSize',
      checkRange('volumeSize', knownGibibytes(volumeSize), NOTEBOOK_VOLUME_MIN_GIB, NOTEBOOK_VOLUME_MAX_GIB, 'GiB'),
    ),
    ...check(securityGroups?.length !== 0, 'ConflictingProps', noGroup),
    ...volumeKeyFaults(encryptionKey),
    ...faultsOf('TooManySecurityGroups', checkMaxItems('securityGroups', securityGroups, NOTEBOOK_SECURITY_GROUPS_MAX)),
    ...faultsOf(
      'TooManyCodeRepositories',
      checkMaxItems('additionalCodeRepositories', additionalCodeRepositories, NOTEBOOK_ADDITIONAL_REPOSITORIES_MAX),
    ),
  ];
}

/** Also for callers that need a literal ARN to take the name from. */
export function literalArnFaults(arn: string): Fault[] {
  const expected =
    'the literal ARN of a notebook instance such as arn:<partition>:sagemaker:eu-central-1:111122223333:notebook-instance/name';
  const fits = isPlaceholder(arn) || parseSageMakerArn(arn)?.resourceType === 'notebook-instance';
  return check(fits, 'InvalidResourceArn', `notebookInstanceArn must be ${expected}, got '${arn}'`);
}

export function attributeFaults({ notebookInstanceName, notebookInstanceArn }: NotebookInstanceAttributes): Fault[] {
  if (notebookInstanceArn === undefined || isUnknown(notebookInstanceArn)) {
    return nameFaults(notebookInstanceName);
  }
  return [...nameFaults(notebookInstanceName), ...literalArnFaults(notebookInstanceArn)];
}

function nameFaults(name: string | undefined): Fault[] {
  return faultsOf('InvalidNotebookName', checkName('notebookInstanceName', name, NOTEBOOK_NAME_MAX));
}

/** A notebook instance uses resources of its own region. Keys can belong to other accounts, and roles cannot. */
export function foreignNotebookFaults(scope: IConstruct, props: NotebookInstanceProps): Fault[] {
  const { encryptionKey, role, lifecycleConfig, vpc, securityGroups = [] } = props;
  return foreignFaults(scope, [
    used('encryptionKey', encryptionKey?.keyRef.keyArn),
    usedIdentity('role', role, role?.roleArn),
    ...usedIn('lifecycleConfig', [lifecycleConfig], true),
    ...usedIn('vpc', [vpc]),
    ...usedIn('securityGroups', securityGroups),
  ]);
}
