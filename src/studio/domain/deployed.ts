import type { DeployedResource } from '../../private/adoption/deployed-resource';
import type { Fault } from '../../private/errors';
import type { DomainProps } from './props';

const TYPE = 'AWS::SageMaker::Domain';

/** Props whose change replaces a domain, and that nothing else needs. */
const REPLACING = ['domainName', 'authMode'];

export function deployedDomainFaults(props: DomainProps): Fault[] {
  const deployed = props.deployedState?._resource;
  if (!deployed) {
    return [];
  }
  return [
    ...deployed.faults(TYPE, props, REPLACING),
    ...deployed.differenceFaults('vpc', props.vpc.vpcId, 'VpcId'),
    ...deployed.differenceFaults('encryptionKey', props.encryptionKey?.keyRef.keyArn, 'KmsKeyId'),
  ];
}

/** What a deployed domain lacks and cannot get, for its warning. */
export function givenUpBy(deployed: DeployedResource | undefined): string {
  return deployed?.has('KmsKeyId') === false ? 'It has no customer managed key for home folders and spaces.' : '';
}
