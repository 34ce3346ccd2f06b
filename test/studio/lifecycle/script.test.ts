import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aws, Stack } from 'aws-cdk-lib';
import { StudioLifecycleScript } from '../../../src/studio/lifecycle/script';
import { faultsOf } from '../../faults';

const METADATA_CALL = 'curl -s http://169.254.169.254/latest/meta-data/instance-id';

describe('StudioLifecycleScript', () => {
  test('is encoded for the template', () => {
    expect(StudioLifecycleScript.fromInline('#!/bin/bash\n')._base64).toBe('IyEvYmluL2Jhc2gK');
  });

  test('is read from a file with line ends of Linux', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'script-')), 'start.sh');
    writeFileSync(path, '#!/bin/bash\r\n');
    expect(StudioLifecycleScript.fromFile(path)._base64).toBe('IyEvYmluL2Jhc2gK');
  });

  test('leaves a text with tokens to the deployment', () => {
    const script = StudioLifecycleScript.fromInline(`echo ${Aws.REGION}`);
    expect(new Stack().resolve(script._base64)).toEqual({
      'Fn::Base64': { 'Fn::Join': ['', ['echo ', { Ref: 'AWS::Region' }]] },
    });
  });

  test('may have 16384 characters in Base64 and no more', () => {
    expect(faultsOf(() => StudioLifecycleScript.fromInline('a'.repeat(12_288)))).toEqual([]);
    expect(faultsOf(() => StudioLifecycleScript.fromInline('a'.repeat(12_289)))).toEqual([
      'ScriptTooLong: a lifecycle script must have at most 16384 characters in Base64, got 16388: let it fetch the rest',
    ]);
  });

  test('is refused where it is empty', () => {
    expect(faultsOf(() => StudioLifecycleScript.fromInline(' '))).toEqual([
      'InvalidLifecycleConfig: a lifecycle script must not be empty, got " "',
    ]);
  });

  test('is refused where it asks for metadata, which nothing answers in Studio', () => {
    const hint =
      'Studio answers no metadata request at all, take the region from AWS_REGION and credentials from the default chain of the SDK';
    expect(faultsOf(() => StudioLifecycleScript.fromInline(METADATA_CALL))).toEqual([
      `MetadataCallWithoutToken: a lifecycle script must not ask the instance metadata service without a session token, got '${METADATA_CALL}': ${hint}`,
    ]);
  });

  test('may do so once somebody says why', () => {
    expect(
      StudioLifecycleScript.fromInline(METADATA_CALL, { metadataCallsReviewed: 'proves that it fails' })
        .metadataCallsReviewed,
    ).toBe('proves that it fails');
    expect(faultsOf(() => StudioLifecycleScript.fromInline(METADATA_CALL, { metadataCallsReviewed: ' ' }))).toEqual([
      'MissingReason: the reason why metadata calls were reviewed must not be empty, got " "',
    ]);
  });
});
