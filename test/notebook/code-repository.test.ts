import { CfnParameter, SecretValue } from 'aws-cdk-lib';
import { CfnCodeRepository } from 'aws-cdk-lib/aws-sagemaker';
import { notebook } from '../../src';
import { faultsOf } from '../faults';
import { testStack } from './setup';

const { CodeRepository } = notebook;

const CREDENTIALS =
  'InvalidCodeRepository: the address of a code repository must not hold credentials: put them into a secret of a SageMaker code repository';

describe('CodeRepository by address', () => {
  test.each([
    'https://github.com/aws/aws-cdk',
    'https://github.com/aws/aws-cdk.git',
    'https://git.example.com:8443/team/repository@v1',
  ])('takes %s', (url) => {
    expect(CodeRepository.fromUrl(url).nameOrUrl).toBe(url);
  });

  test.each([
    'https://user:password@github.com/a/b',
    'https://token@github.com/a/b',
    'https://x-access-token:ghp@github.com',
    'https://a@b@c.com/d',
    'http://user:password@github.com/a',
  ])('refuses credentials in %s without repeating them', (url) => {
    expect(faultsOf(() => CodeRepository.fromUrl(url))).toEqual([CREDENTIALS]);
  });

  test.each([
    'http://github.com/a/b',
    'git@github.com:a/b.git',
    'ssh://github.com/a/b',
    'github.com/a/b',
    'https://',
    'https:///a',
    'https://github.com/a b',
    '',
  ])('refuses %j, which is no HTTPS address', (url) => {
    const message = `the address of a code repository must be an HTTPS URL, got ${JSON.stringify(url)}`;
    expect(faultsOf(() => CodeRepository.fromUrl(url))).toEqual([`InvalidCodeRepository: ${message}`]);
  });

  test('takes 1024 characters and no more', () => {
    const longest = `https://example.com/${'a'.repeat(1004)}`;
    expect(CodeRepository.fromUrl(longest).nameOrUrl).toHaveLength(1024);
    expect(faultsOf(() => CodeRepository.fromUrl(`${longest}a`))).toEqual([
      'InvalidCodeRepository: the address of a code repository must have at most 1024 characters, got 1025',
    ]);
  });

  test('tells of credentials and length together', () => {
    const url = `https://user@example.com/${'a'.repeat(1000)}`;
    expect(faultsOf(() => CodeRepository.fromUrl(url))).toEqual([
      CREDENTIALS,
      'InvalidCodeRepository: the address of a code repository must have at most 1024 characters, got 1025',
    ]);
  });

  test('leaves a token to the deployment', () => {
    const { valueAsString } = new CfnParameter(testStack(), 'Url');
    expect(CodeRepository.fromUrl(valueAsString).nameOrUrl).toBe(valueAsString);
  });
});

describe('CodeRepository by name', () => {
  test.each(['a', 'Team-Repository-1', 'a--b', 'a'.repeat(63)])('takes %s', (name) => {
    expect(CodeRepository.fromCodeRepositoryName(name).nameOrUrl).toBe(name);
  });

  test.each(['', '-a', 'a-', 'a_b', 'a/b', 'a\n'])('refuses %j', (name) => {
    const message = `the name of a code repository must be letters, digits and inner hyphens, got ${JSON.stringify(name)}`;
    expect(faultsOf(() => CodeRepository.fromCodeRepositoryName(name))).toEqual([`InvalidCodeRepository: ${message}`]);
  });

  test('refuses more than 63 characters', () => {
    expect(faultsOf(() => CodeRepository.fromCodeRepositoryName('a'.repeat(64)))).toEqual([
      'InvalidCodeRepository: the name of a code repository must have at most 63 characters, got 64',
    ]);
  });

  test('takes the name of a resource of SageMaker, with its secret', () => {
    const stack = testStack();
    const repository = new CfnCodeRepository(stack, 'Repository', {
      gitConfig: {
        repositoryUrl: 'https://github.com/a/b',
        secretArn: SecretValue.secretsManager('git').unsafeUnwrap(),
      },
    });
    expect(stack.resolve(CodeRepository.fromCodeRepositoryName(repository.attrCodeRepositoryName).nameOrUrl)).toEqual({
      'Fn::GetAtt': ['Repository', 'CodeRepositoryName'],
    });
  });
});
