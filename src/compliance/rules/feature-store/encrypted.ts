import type { TemplateResource } from '../../templates/resource';
import { literalOf } from '../../templates/values';
import { cannotTell, type Verdict } from '../../verdict';
import { Severity } from '../attributes';
import type { RuleDefinition } from '../definition';
import { expectKey, leftOpen } from '../expectations';

const ENABLED = 'OnlineStoreConfig.EnableOnlineStore';
const STORAGE = 'OnlineStoreConfig.StorageType';
const ONLINE_KEY = 'OnlineStoreConfig.SecurityConfig.KmsKeyId';
const OFFLINE_KEY = 'OfflineStoreConfig.S3StorageConfig.KmsKeyId';

const COMMON = {
  severity: Severity.ERROR,
  rationale: 'Only a key of yours lets you say who may decrypt features, see who does, and take it away.',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/feature-store-security.html',
  types: ['AWS::SageMaker::FeatureGroup'],
};

export const offlineEncrypted: RuleDefinition = {
  ...COMMON,
  id: 'feature-group-offline-encrypted',
  title: 'Offline stores of feature groups must be encrypted with a customer managed key',
  remediation: `To keep the records, create a second feature group with a customer managed key as ${OFFLINE_KEY}, ingest them again, and then delete the first. Setting the key of the existing feature group replaces it, with its records.`,
  controls: { securityHub: ['SageMaker.17'], config: ['sagemaker-featuregroup-encryption-at-rest'] },
  check: (group) => (group.get('OfflineStoreConfig').kind === 'absent' ? [] : expectKey(group, OFFLINE_KEY)),
};

export const onlineEncrypted: RuleDefinition = {
  ...COMMON,
  id: 'feature-group-online-encrypted',
  title: 'Online stores with standard storage must be encrypted with a customer managed key',
  remediation: `To keep the records, create a second feature group with a customer managed key as ${ONLINE_KEY}, ingest them again, and then delete the first. Setting the key of the existing feature group replaces it, with its records.`,
  controls: {
    securityHub: ['SageMaker.18'],
    config: ['sagemaker-featuregroup-online-store-encryption'],
    nist: ['AU-9', 'CA-9(1)', 'CM-3(6)', 'SC-12(2)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
  },
  check: judgeOnlineStore,
};

/** There is no online store unless it is enabled, and its storage is the standard one unless it is said to be in memory. */
function judgeOnlineStore(group: TemplateResource): Verdict[] {
  const [enabled, storage] = [group.get(ENABLED), group.get(STORAGE)];
  if (enabled.kind === 'absent' || literalOf(enabled) === 'false' || literalOf(storage) === 'InMemory') {
    return [];
  }
  const open = leftOpen(enabled) ?? leftOpen(storage);
  const verdicts = expectKey(group, ONLINE_KEY);
  return open === undefined
    ? verdicts
    : verdicts.map((verdict) =>
        verdict.result === 'fail' ? cannotTell(verdict.path, `${verdict.text}, but ${open}`) : verdict,
      );
}
