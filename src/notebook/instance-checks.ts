import { type Size, SizeRoundingBehavior, Token } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { parseSageMakerArn } from '../private/arn';
import { checkMaxItems, checkName, checkRange } from '../private/checks';
import { type Fault, faultsOf } from '../private/errors';
import {
  NOTEBOOK_ADDITIONAL_REPOSITORIES_MAX,
  NOTEBOOK_NAME_MAX,
  NOTEBOOK_SECURITY_GROUPS_MAX,
  NOTEBOOK_VOLUME_MAX_GIB,
  NOTEBOOK_VOLUME_MIN_GIB,
} from '../private/limits';
import type { NotebookInstanceAttributes, NotebookInstanceProps } from './instance-props';

export function notebookFaults({
  notebookInstanceName,
  volumeSize,
  securityGroups,
  additionalCodeRepositories,
  encryptionKey,
}: NotebookInstanceProps): Fault[] {
  const volume = volumeSize && gibibytes(volumeSize);
  const noGroup =
    'securityGroups must name at least one, or be left out for one of its own, got none: SageMaker would take the default one of the VPC';
  const alias = 'encryptionKey must be a key, got an alias: IAM allows nothing by the ARN of an alias';
  return [
    ...nameFaults(notebookInstanceName),
    ...faultsOf(
      'InvalidVolumeSize',
      checkRange('volumeSize', volume, NOTEBOOK_VOLUME_MIN_GIB, NOTEBOOK_VOLUME_MAX_GIB, 'GiB'),
    ),
    ...faultsOf('ConflictingProps', securityGroups?.length === 0 ? [noGroup] : []),
    ...faultsOf('InvalidResourceArn', encryptionKey && isAlias(encryptionKey) ? [alias] : []),
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
  const wrong =
    parseSageMakerArn(arn)?.resourceType === 'notebook-instance'
      ? []
      : [`notebookInstanceArn must be ${expected}, got '${arn}'`];
  return faultsOf('InvalidResourceArn', wrong);
}

export function attributeFaults({
  notebookInstanceName,
  notebookInstanceArn: arn,
}: NotebookInstanceAttributes): Fault[] {
  return [
    ...nameFaults(notebookInstanceName),
    ...(arn === undefined || Token.isUnresolved(arn) ? [] : literalArnFaults(arn)),
  ];
}

/** A fraction is kept, so that it can be told what is wrong with it. */
export function gibibytes(size: Size): number {
  return size.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
}

function isAlias(key: kms.IKeyRef): boolean {
  return 'aliasName' in key || key.keyRef.keyArn.includes(':alias/');
}

function nameFaults(name: string | undefined): Fault[] {
  return faultsOf('InvalidNotebookName', checkName('notebookInstanceName', name, NOTEBOOK_NAME_MAX));
}
