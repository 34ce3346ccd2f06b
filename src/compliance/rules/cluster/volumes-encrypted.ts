import type { Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectKey, forEachItem, type Subject } from '../expectations';
import { CLUSTER, GROUPS } from './groups';

export const volumesEncrypted: RuleDefinition = {
  id: 'cluster-volumes-encrypted',
  severity: Severity.ERROR,
  title: 'Additional volumes of HyperPod clusters must be encrypted with a customer managed key',
  rationale:
    'Only a key of yours lets you say who may decrypt what the instances keep, see who does, and take it away.',
  remediation:
    'Set EbsVolumeConfig.VolumeKmsKeyId of InstanceStorageConfigs to a customer managed key, which the role of the instance group may use.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ClusterEbsVolumeConfig.html',
  controls: {},
  types: [CLUSTER],
  check: (cluster) =>
    GROUPS.flatMap((path) =>
      forEachItem(cluster, path, (group) => forEachItem(group, 'InstanceStorageConfigs', judgeStorage)),
    ),
};

/** Storage may be a file system, which has a key of its own. */
function judgeStorage(storage: Subject): Verdict[] {
  return storage.get('EbsVolumeConfig').kind === 'absent' ? [] : expectKey(storage, 'EbsVolumeConfig.VolumeKmsKeyId');
}
