import { hasLocalStorage } from '../../../private/local-storage';
import { literalOf } from '../../templates/values';
import { expectKey, expectTrue, type Subject } from '../expectations';
import type { Verdict } from '../verdict';

/** A key for the volumes of instances, which those with storage of their own cannot have. */
export function expectVolumeKey(job: Subject, resources: string): Verdict[] {
  const type = literalOf(job.get(`${resources}.InstanceType`));
  return type !== undefined && hasLocalStorage(type) ? [] : expectKey(job, `${resources}.VolumeKmsKeyId`);
}

/** Encryption of what instances send one another, where there are several. */
export function expectEncryptedTraffic(job: Subject, path: string, resources: string): Verdict[] {
  return literalOf(job.get(`${resources}.InstanceCount`)) === '1' ? [] : expectTrue(job, path);
}
