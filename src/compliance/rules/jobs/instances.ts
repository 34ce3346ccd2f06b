import { hasLocalStorage } from '../../../private/local-storage';
import { literalOf } from '../../templates/values';
import type { Verdict } from '../../verdict';
import { expectKey, expectTrue, ifItMatters, type Subject } from '../expectations';

/** A key for the volumes of instances, which those with storage of their own cannot have. */
export function expectVolumeKey(job: Subject, resources: string): Verdict[] {
  const type = job.get(`${resources}.InstanceType`);
  const known = literalOf(type);
  return known !== undefined && hasLocalStorage(known)
    ? []
    : ifItMatters(expectKey(job, `${resources}.VolumeKmsKeyId`), type);
}

/** Encryption of what instances send one another, where there are several. */
export function expectEncryptedTraffic(job: Subject, path: string, resources: string): Verdict[] {
  const count = job.get(`${resources}.InstanceCount`);
  return literalOf(count) === '1' ? [] : ifItMatters(expectTrue(job, path), count);
}

/** A job without output needs no key for it. */
export function expectOutputKey(job: Subject, output: string): Verdict[] {
  return job.get(output).kind === 'absent' ? [] : expectKey(job, `${output}.KmsKeyId`);
}
