import { CfnParameter } from 'aws-cdk-lib';
import { notebook } from '../../src';
import { faultsOf } from '../faults';
import { testStack } from './setup';

const { Platform } = notebook;

describe('Platform', () => {
  test('offers the only platform that is not retired', () => {
    expect(Platform.AL2023_V1.identifier).toBe('notebook-al2023-v1');
  });

  test('takes a platform that is newer than the library', () => {
    expect(Platform.of('notebook-al2023-v2').identifier).toBe('notebook-al2023-v2');
  });

  test('refuses Amazon Linux 1 and says when it ended', () => {
    expect(faultsOf(() => Platform.of('notebook-al1-v1'))).toEqual([
      "InvalidPlatform: the platform must be notebook-al2023-v1 or newer, got 'notebook-al1-v1': Amazon Linux 1 reached its end of life on 2024-03-31",
    ]);
  });

  test.each(['notebook-al2-v1', 'notebook-al2-v2', 'notebook-al2-v3'])(
    'refuses %s and says since when it cannot be created',
    (identifier) => {
      const reason = 'Amazon Linux 2 notebook instances cannot be created or restarted since 2026-07-01';
      expect(faultsOf(() => Platform.of(identifier))).toEqual([
        `InvalidPlatform: the platform must be notebook-al2023-v1 or newer, got '${identifier}': ${reason}`,
      ]);
    },
  );

  test.each(['', 'al2023', 'notebook-al2023', 'notebook-al2023-v1 ', 'notebook-AL2023-v1', 'x-notebook-al2023-v1'])(
    'refuses the malformed %j',
    (identifier) => {
      expect(faultsOf(() => Platform.of(identifier))).toEqual([
        `InvalidPlatform: the platform must be an identifier such as notebook-al2023-v1, got ${JSON.stringify(identifier)}`,
      ]);
    },
  );

  test('leaves a token to the deployment', () => {
    const { valueAsString } = new CfnParameter(testStack(), 'Platform');
    expect(Platform.of(valueAsString).identifier).toBe(valueAsString);
  });
});
