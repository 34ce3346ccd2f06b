import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnParameter, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { notebook } from '../../src';
import { codesOf, faultsOf } from '../faults';
import { propertiesOf, testStack, warningsOf } from './setup';

const { LifecycleConfig, LifecycleScript } = notebook;

const V1 = 'curl http://169.254.169.254/latest/meta-data/';
const HINT = 'ask for a token first (PUT /latest/api/token) and send it as X-aws-ec2-metadata-token';

function contentOf(stack: Stack, script: notebook.LifecycleScript): unknown {
  new LifecycleConfig(stack, 'Config', { onStart: script });
  const { OnStart } = propertiesOf(Template.fromStack(stack), 'AWS::SageMaker::NotebookInstanceLifecycleConfig');
  return (OnStart as { Content: unknown }[])[0].Content;
}

function decoded(content: unknown): string {
  return Buffer.from(String(content), 'base64').toString('utf-8');
}

describe('LifecycleScript as text', () => {
  test('is in the template as Base64 of its UTF-8 bytes', () => {
    const text = '#!/bin/bash\necho "grüße"\n';
    expect(decoded(contentOf(testStack(), LifecycleScript.fromInline(text)))).toBe(text);
  });

  test.each(['', ' ', '\n\t\n'])('is refused where it is %j', (text) => {
    expect(faultsOf(() => LifecycleScript.fromInline(text))).toEqual([
      `InvalidLifecycleConfig: a lifecycle script must not be empty, got ${JSON.stringify(text)}`,
    ]);
  });

  test('may have exactly 16384 characters in Base64', () => {
    const content = contentOf(testStack(), LifecycleScript.fromInline('#'.repeat(12_288)));
    expect(content).toHaveLength(16_384);
  });

  test('is refused one character beyond', () => {
    expect(faultsOf(() => LifecycleScript.fromInline('#'.repeat(12_289)))).toEqual([
      'ScriptTooLong: a lifecycle script must have at most 16384 characters in Base64, got 16388: let it fetch the rest',
    ]);
  });

  test('is measured in bytes, not in letters', () => {
    expect(codesOf(() => LifecycleScript.fromInline(`#${'ü'.repeat(6144)}`))).toEqual(['ScriptTooLong']);
  });

  test('is left to the deployment where it is a token', () => {
    const stack = testStack();
    const { valueAsString } = new CfnParameter(stack, 'Script');
    expect(contentOf(stack, LifecycleScript.fromInline(valueAsString))).toEqual({ 'Fn::Base64': { Ref: 'Script' } });
  });

  test('is put together by the deployment where it holds a token', () => {
    const stack = testStack();
    const { valueAsString } = new CfnParameter(stack, 'Name');
    const content = contentOf(stack, LifecycleScript.fromInline(`#!/bin/bash\necho ${valueAsString}`));
    expect(content).toEqual({ 'Fn::Base64': { 'Fn::Join': ['', ['#!/bin/bash\necho ', { Ref: 'Name' }]] } });
  });

  test('is checked around a token', () => {
    const { valueAsString } = new CfnParameter(testStack(), 'Name');
    expect(codesOf(() => LifecycleScript.fromInline(`${V1}\necho ${valueAsString}`))).toEqual([
      'MetadataCallWithoutToken',
    ]);
  });

  test.each([
    ['in a call', (token: string) => `curl ${token} http://169.254.169.254/latest/`],
    ['in a variable of a call', (token: string) => `OPTIONS="${token}"\ncurl $OPTIONS http://169.254.169.254/latest/`],
  ])('is not refused for what a token %s may hold', (_, script) => {
    const { valueAsString } = new CfnParameter(testStack(), 'Name');
    expect(codesOf(() => LifecycleScript.fromInline(script(valueAsString)))).toEqual([]);
  });
});

describe('LifecycleScript from a file', () => {
  test('has the line ends of Linux', () => {
    // Written here, since a checkout would change the line ends of a file in the repository.
    const file = join(mkdtempSync(join(tmpdir(), 'lifecycle-')), 'windows.sh');
    writeFileSync(file, '#!/bin/bash\r\nset -e\r\necho started\r\n');
    const script = LifecycleScript.fromFile(file);
    expect(decoded(contentOf(testStack(), script))).toBe('#!/bin/bash\nset -e\necho started\n');
  });

  test('is checked as text is', () => {
    expect(codesOf(() => LifecycleScript.fromFile(join(__dirname, 'fixtures', 'imds-v1.sh')))).toEqual([
      'MetadataCallWithoutToken',
    ]);
  });

  test('is checked unless it was reviewed', () => {
    const script = LifecycleScript.fromFile(join(__dirname, 'fixtures', 'imds-v1.sh'), {
      metadataCallsReviewed: 'shown in tests',
    });
    expect(script.metadataCallsReviewed).toBe('shown in tests');
  });

  test('must exist', () => {
    expect(() => LifecycleScript.fromFile(join(__dirname, 'fixtures', 'missing.sh'))).toThrow('ENOENT');
  });
});

describe('LifecycleScript with metadata calls', () => {
  test('is refused with each call that sends no token', () => {
    expect(faultsOf(() => LifecycleScript.fromInline(`${V1}\nwget 169.254.169.254\n`))).toEqual([
      `MetadataCallWithoutToken: a lifecycle script must not ask the instance metadata service without a session token, got '${V1}': ${HINT}`,
      `MetadataCallWithoutToken: a lifecycle script must not ask the instance metadata service without a session token, got 'wget 169.254.169.254': ${HINT}`,
    ]);
  });

  test('is refused with a token lifetime of more than six hours', () => {
    const request = (seconds: number) =>
      `T=$(curl -X PUT http://169.254.169.254/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: ${seconds}")`;
    expect(faultsOf(() => LifecycleScript.fromInline(request(21_601)))).toEqual([
      `MetadataCallWithoutToken: a lifecycle script must ask for a session token for at most 21600 seconds, because it gets none otherwise, got '${request(21_601)}'`,
    ]);
    expect(() => LifecycleScript.fromInline(request(21_600))).not.toThrow();
  });

  test('is refused with its length and its calls at once', () => {
    expect(codesOf(() => LifecycleScript.fromInline(`${V1}\n${'#'.repeat(12_289)}`))).toEqual([
      'ScriptTooLong',
      'MetadataCallWithoutToken',
    ]);
  });

  test('passes after a review, which leaves a warning', () => {
    const stack = testStack();
    const script = LifecycleScript.fromInline(V1, { metadataCallsReviewed: 'the answer is not used' });
    expect(decoded(contentOf(stack, script))).toBe(V1);
    expect(warningsOf(stack)).toEqual([
      'cdk-secure-sagemaker:notebook.lifecycleConfigRunsAsRoot',
      'cdk-secure-sagemaker:notebook.metadataCallsReviewed',
    ]);
  });

  test.each(['', ' \n'])('is refused after a review with the reason %j', (metadataCallsReviewed) => {
    const reason = JSON.stringify(metadataCallsReviewed);
    expect(faultsOf(() => LifecycleScript.fromInline(V1, { metadataCallsReviewed }))).toEqual([
      `MissingReason: the reason why metadata calls were reviewed must not be empty, got ${reason}`,
    ]);
  });

  test('is refused for its length even after a review', () => {
    const text = `${V1}\n${'#'.repeat(12_289)}`;
    expect(codesOf(() => LifecycleScript.fromInline(text, { metadataCallsReviewed: 'shown in tests' }))).toEqual([
      'ScriptTooLong',
    ]);
  });
});
