import type { IConstruct } from 'constructs';
import type { DeployedResource } from '../private/adoption/deployed-resource';
import { check, type Fault } from '../private/errors';
import { warn } from '../private/warnings';
import { DirectInternetAccess, type NotebookInstanceProps } from './instance-props';

const TYPE = 'AWS::SageMaker::NotebookInstance';

/** Props whose change replaces a notebook instance, and that nothing else needs. */
const REPLACING = ['notebookInstanceName', 'vpc', 'vpcSubnets', 'platform', 'directInternetAccess'];

/** What is wrong with props for a notebook instance that is deployed, or for a new one without a VPC. */
export function deployedFaults(props: NotebookInstanceProps): Fault[] {
  const { deployedState, vpc, securityGroups, encryptionKey, volumeSize } = props;
  const deployed = deployedState?._resource;
  if (!deployed) {
    const missing = 'vpc must be given, got none: only a notebook instance with deployedState can do without';
    return check(vpc !== undefined, 'MissingVpc', missing);
  }
  const groups = securityGroups?.map(({ securityGroupId }) => securityGroupId);
  return [
    ...deployed.faults(TYPE, props, REPLACING),
    ...deployed.differenceFaults('securityGroups', groups, 'SecurityGroupIds'),
    ...deployed.differenceFaults('encryptionKey', encryptionKey?.keyRef.keyArn, 'KmsKeyId'),
    ...deployed.shrinkingFaults(volumeSize, 'VolumeSizeInGB'),
  ];
}

export function warnOfKeptNotebook(scope: IConstruct, deployed: DeployedResource): void {
  const missing = [
    deployed.has('KmsKeyId') ? undefined : 'no customer managed key for its volume',
    deployed.has('SubnetId') ? undefined : 'no VPC of yours',
    deployed.has('SubnetId') && !deployed.has('SecurityGroupIds') ? 'the default security group of its VPC' : undefined,
  ].filter((one) => one !== undefined);
  const weak = missing.length > 0 ? ` It has ${missing.join(', and ')}.` : '';
  warn(
    scope,
    'notebook.deployedState',
    `Kept: ${deployed.keptNames}.${weak} A new notebook instance, to which the data is copied, has the defaults of this library.`,
  );
  if (deployed.value('DirectInternetAccess') !== DirectInternetAccess.DISABLED) {
    warn(scope, 'notebook.directInternetAccess', 'It cannot be disabled without replacing the notebook instance.');
  }
}
