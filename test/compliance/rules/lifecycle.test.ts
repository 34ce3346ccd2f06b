import { Rule } from '../../../src/compliance';
import { secretsIn } from '../../../src/compliance/rules/secrets';
import { type Json, type RuleCase, ruleCases, templateOf, verdictsOn } from '../support';

const NOTEBOOK_CONFIG = 'AWS::SageMaker::NotebookInstanceLifecycleConfig';
const STUDIO_CONFIG = 'AWS::SageMaker::StudioLifecycleConfig';
const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };
const OPEN = { Ref: 'Open' };

function encoded(script: string): string {
  return Buffer.from(script).toString('base64');
}

function substituted(script: string): Json {
  return { 'Fn::Base64': { 'Fn::Sub': script } };
}

/** The same cases for both kinds of lifecycle configurations, by what they have as their script. */
function forBoth(rule: Rule, cases: readonly (Omit<RuleCase, 'properties'> & { readonly script: unknown })[]): void {
  const of = (properties: (script: unknown) => Json) =>
    cases.map(({ script, ...row }): RuleCase => ({ ...row, properties: properties(script) }));
  ruleCases(
    rule,
    NOTEBOOK_CONFIG,
    of((script) => ({ OnCreate: [{ Content: encoded('pip list') }], OnStart: [{ Content: script }] })),
  );
  ruleCases(
    rule,
    STUDIO_CONFIG,
    of((script) => ({ StudioLifecycleConfigContent: script })),
  );
}

const ASKING = 'curl -s http://169.254.169.254/latest/meta-data/instance-id';

forBoth(Rule.LIFECYCLE_SCRIPT_METADATA_CALLS, [
  {
    name: 'a script that asks for a token for seven hours',
    script: encoded('curl -X PUT http://x/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: 25200"'),
    is: 'fail',
  },
  { name: 'a call by the decimal address', script: encoded('curl http://2852039166/latest/user-data'), is: 'fail' },
  { name: 'a script that does not ask', script: encoded('#!/bin/bash\necho hello\n'), is: 'pass' },
  {
    name: 'a script that sends a token',
    script: encoded(`curl -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/`),
    is: 'pass',
  },
  { name: 'a script that asks without', script: encoded(`#!/bin/bash\n${ASKING}\n`), is: 'fail' },
  {
    name: 'a script that asks without and names a resource',
    script: substituted(`aws s3 ls s3://\${Bucket}\n${ASKING}`),
    besides: { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } },
    is: 'fail',
  },
  { name: 'a script with names of the environment', script: substituted('echo ${AWS::Region} ${!HOME}'), is: 'pass' },
  { name: 'a script with a parameter', script: substituted('echo ${Open}'), besides: PARAMETERS, is: 'cannot tell' },
  {
    name: 'a script with a parameter that asks without',
    script: substituted(`echo \${Open}\n${ASKING}`),
    besides: PARAMETERS,
    is: 'fail',
  },
  {
    name: 'a header that is a parameter',
    script: substituted('curl ${Open} http://169.254.169.254/latest/'),
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  { name: 'a script that is a parameter', script: OPEN, besides: PARAMETERS, is: 'cannot tell' },
]);

// Put together, so that nothing here looks like a secret itself.
const KEY_ID = ['AKIA', 'QWERTYUIOP234567'].join('');
const SECRET_KEY = 'abcdefghij'.repeat(4);
const HEX = 'a1b2c3d4e5'.repeat(4);

forBoth(Rule.LIFECYCLE_SCRIPT_NO_SECRETS, [
  { name: 'a script without', script: encoded('aws secretsmanager get-secret-value --secret-id git'), is: 'pass' },
  { name: 'a key', script: encoded(`#!/bin/bash\nexport AWS_ACCESS_KEY_ID=${KEY_ID}\n`), is: 'fail' },
  { name: 'a password in a URL', script: encoded('git clone https://bot:hunter2@git.example.com/repo'), is: 'fail' },
  { name: 'a variable in a URL', script: encoded('git clone https://bot:$TOKEN@git.example.com/repo'), is: 'pass' },
  {
    name: 'a key behind the name of a resource',
    script: substituted(`aws s3 ls \${Bucket}; export ID=${KEY_ID}`),
    besides: { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } },
    is: 'fail',
  },
  {
    name: 'a resource in the place of a password',
    script: substituted('https://bot:${Bucket}@example.com'),
    besides: { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } },
    is: 'pass',
  },
  {
    name: 'a secret that CloudFormation puts there',
    script: { 'Fn::Base64': 'export TOKEN={{resolve:secretsmanager:git:SecretString:token}}' },
    is: 'fail',
  },
  {
    name: 'a parameter that CloudFormation puts there',
    script: { 'Fn::Base64': 'export STAGE={{resolve:ssm:/stage}}' },
    is: 'cannot tell',
  },
  { name: 'a parameter', script: substituted('export TOKEN=${Open}'), besides: PARAMETERS, is: 'cannot tell' },
]);

test.each([
  [NOTEBOOK_CONFIG, { OnCreate: [{}], OnStart: [] }],
  [STUDIO_CONFIG, {}],
])('%s without script is not judged', (type, properties) => {
  expect(
    verdictsOn(templateOf({ Resources: { Config: { Type: type, Properties: properties } } }), {
      rules: [Rule.LIFECYCLE_SCRIPT_NO_SECRETS],
    }),
  ).toEqual([]);
});

describe('secrets', () => {
  const FOUND: readonly (readonly [name: string, text: string])[] = [
    ['the id of an AWS access key', `id: ${KEY_ID}`],
    ['the id of an AWS access key', `"${KEY_ID.replace('AKIA', 'ASIA')}"`],
    ['an AWS secret access key', `aws_secret_access_key=${SECRET_KEY}`],
    ['an AWS secret access key', `export AWS_SECRET_ACCESS_KEY="${SECRET_KEY}"`],
    ['an AWS secret access key', `aws configure set aws_secret_access_key ${SECRET_KEY}`],
    ['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${HEX}\n`],
    ['a private key', `-----BEGIN OPENSSH PRIVATE KEY-----\\n${HEX}`],
    ['a token of GitHub', `ghp_${HEX}`],
    ['a token of GitHub', `github_pat_${HEX.slice(0, 22)}_${HEX}${HEX.slice(0, 19)}`],
    ['a token of GitLab', `glpat-${HEX.slice(0, 20)}`],
    ['a token of Hugging Face', `HF_TOKEN=hf_${HEX.slice(0, 34)}`],
    ['a token of PyPI', `pypi-AgEIcHlwaS5vcmc${HEX}${HEX}`],
    ['a token of Slack', `xoxb-${'1'.repeat(12)}-${HEX.slice(0, 24)}`],
    ['a webhook of Slack', `https://hooks.slack.com/services/T${'A'.repeat(8)}/B${'A'.repeat(8)}/${HEX.slice(0, 24)}`],
    ['a password in a URL', 'pip install --index-url https://user:s3cr3t!@pypi.example.com/simple'],
    ['a password in a URL', 'postgresql://:hunter2@db.example.com/x'],
  ];

  test.each(FOUND)('has %s in %s', (name, text) => {
    expect(secretsIn(`#!/bin/bash\n${text}\n`)).toEqual([{ name, line: 2 }]);
  });

  test.each([
    ['AKIAIOSFODNN7EXAMPLE'],
    ['aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
    ['aws_secret_access_key=$SECRET'],
    ['arn:aws:iam::111122223333:role/AKIA'],
    ['grep -q "BEGIN PRIVATE KEY" file'],
    ['-----BEGIN PUBLIC KEY-----'],
    ['-----BEGIN PRIVATE KEY-----\n$KEY\n'],
    ['https://user:password@example.com'],
    ['https://user:${PASSWORD}@example.com'],
    ['https://user:`cat key`@example.com'],
    ['https://user:%s@example.com'],
    ['http://localhost:8888/lab'],
    ['git@github.com:org/repo.git'],
    ['https://host:443/a@b'],
    ['sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [`commit ${HEX}`],
  ])('are not seen in %s', (text) => {
    expect(secretsIn(text)).toEqual([]);
  });
});

test('long scripts are searched in no time', () => {
  const LENGTH = 16_384;
  const headers = `-----BEGIN PRIVATE KEY-----\n${'a: b   \n'.repeat(LENGTH / 8)}`;
  const texts = [
    headers,
    `aws_secret_access_key${' '.repeat(LENGTH)}`,
    'http://a:b'.repeat(LENGTH / 10),
    `x://${'a'.repeat(LENGTH)}`,
  ];
  const begun = performance.now();
  expect(texts.flatMap(secretsIn)).toEqual([]);
  expect(performance.now() - begun).toBeLessThan(1000);
});

ruleCases(Rule.CODE_REPOSITORY_NO_CREDENTIALS, 'AWS::SageMaker::CodeRepository', [
  {
    name: 'an address alone',
    properties: { GitConfig: { RepositoryUrl: 'https://github.com/org/repo.git' } },
    is: 'pass',
  },
  {
    name: 'a repository of the stack',
    properties: { GitConfig: { RepositoryUrl: { 'Fn::GetAtt': ['Repo', 'CloneUrlHttp'] } } },
    besides: { Resources: { Repo: { Type: 'AWS::CodeCommit::Repository' } } },
    is: 'pass',
  },
  {
    name: 'a password',
    properties: { GitConfig: { RepositoryUrl: 'https://bot:hunter2@github.com/org/repo.git' } },
    is: 'fail',
    saying: ['GitConfig.RepositoryUrl must hold no credentials, got a password in a URL'],
  },
  {
    name: 'a token alone',
    properties: { GitConfig: { RepositoryUrl: `https://${HEX}@github.com/org/repo.git` } },
    is: 'fail',
    saying: ['GitConfig.RepositoryUrl must hold no credentials, got a token'],
  },
  {
    name: 'the name of a user',
    properties: { GitConfig: { RepositoryUrl: 'https://bot@git.example.com/repo.git' } },
    is: 'pass',
  },
  { name: 'a parameter', properties: { GitConfig: { RepositoryUrl: OPEN } }, besides: PARAMETERS, is: 'cannot tell' },
]);

ruleCases(Rule.CODE_REPOSITORY_NO_CREDENTIALS, 'AWS::SageMaker::NotebookInstance', [
  {
    name: 'names of repositories',
    properties: { DefaultCodeRepository: 'shared', AdditionalCodeRepositories: ['https://github.com/org/repo.git'] },
    is: 'pass',
  },
  {
    name: 'a password in one of several',
    properties: { AdditionalCodeRepositories: ['shared', 'https://bot:hunter2@github.com/org/repo.git'] },
    is: 'fail',
  },
  { name: 'a parameter', properties: { DefaultCodeRepository: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);

function repositories(...urls: unknown[]): Json {
  return {
    DefaultUserSettings: {
      JupyterLabAppSettings: { CodeRepositories: urls.map((RepositoryUrl) => ({ RepositoryUrl })) },
    },
  };
}

ruleCases(Rule.CODE_REPOSITORY_NO_CREDENTIALS, 'AWS::SageMaker::Domain', [
  { name: 'an address alone', properties: repositories('https://github.com/org/repo.git'), is: 'pass' },
  { name: 'a password', properties: repositories('https://bot:hunter2@github.com/org/repo.git'), is: 'fail' },
  { name: 'a parameter', properties: repositories(OPEN), besides: PARAMETERS, is: 'cannot tell' },
]);
