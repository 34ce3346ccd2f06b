import * as ts from 'typescript';
import * as formats from '../../src/private/formats';
import { nodesOf, placeOf, readSources } from '../contract/source';

type Name = keyof typeof formats;

const FORMATS: Record<Name, formats.Format> = formats;

/** Texts that have the format, and texts that differ from such a text in one way. */
const SAMPLES: Record<Name, { readonly accepts: readonly string[]; readonly rejects: readonly string[] }> = {
  ACCOUNT_ID: { accepts: ['111122223333'], rejects: ['11112222333', '1111222233334', '11112222333a'] },
  REGION: { accepts: ['eu-central-1', 'us-gov-west-1', 'us-isob-east-1'], rejects: ['eu-central', 'EU-central-1'] },
  PARTITION: { accepts: ['aws', 'aws-cn', 'aws-us-gov'], rejects: ['aws-', 'amazon', 'AWS'] },
  ARN: { accepts: ['arn:aws:s3:::bucket', 'arn:*:iam::*:role/x'], rejects: ['arn:aws:s3', 'urn:aws:s3:::bucket'] },
  ACTION_PATTERN: { accepts: ['s3:Get*', 'iam:PassRole'], rejects: ['PassRole', 'iam:Pass Role', 'IAM:PassRole'] },
  SAGEMAKER_ACTION_PATTERN: { accepts: ['sagemaker:Invoke*'], rejects: ['s3:GetObject', 'sagemaker:'] },
  STATEMENT_ID: { accepts: ['Sid1', ''], rejects: ['Sid-1', 'Sid 1'] },
  HOOK_ALIAS: {
    accepts: ['Acme::Guard::SageMaker', 'a1::b2::c3'],
    rejects: ['Acme::Guard', 'AWS1::Guard::SageMaker', 'Acme::Guard::S', 'Acme::Guard::Sage-Maker'],
  },
  HOOK_STACK_NAME: { accepts: ['dev-*', '*', 'Stack1'], rejects: ['1-dev', 'my_stack', ''] },
  ORGANIZATION_ID: { accepts: ['o-a1b2c3d4e5'], rejects: ['o-a1b2c3d4e', 'o-A1B2C3D4E5', 'r-a1b2c3d4e5'] },
  ORGANIZATION_TARGET: {
    accepts: ['r-ab12', 'ou-ab12-11111111', '111122223333'],
    rejects: ['r-abc', 'ou-ab12', '11112222333'],
  },
  SHARE_PRINCIPAL: {
    accepts: [
      '111122223333',
      'arn:aws:organizations::111122223333:organization/o-a1b2c3d4e5',
      'arn:aws-cn:organizations::111122223333:ou/o-a1b2c3d4e5/ou-ab12-11111111',
    ],
    rejects: ['o-a1b2c3d4e5', 'arn:aws:organizations::111122223333:ou/o-a1b2c3d4e5'],
  },
  ORGANIZATION_PATH: {
    accepts: ['o-a1b2c3d4e5/r-ab12/', 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*'],
    rejects: ['o-a1b2c3d4e5', 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111'],
  },
  ROLE_NAME: { accepts: ['Team+a=b,c.d@e_f-g'], rejects: ['', 'Team/A', 'a'.repeat(65)] },
  ROLE_ARN: {
    accepts: ['arn:aws:iam::111122223333:role/A', 'arn:aws-us-gov:iam::111122223333:role/path/A'],
    rejects: [
      'arn:aws:iam::111122223333:role/A*',
      'arn:aws:iam::111122223333:role/pa$th/A',
      'arn:aws:iam::111122223333:user/A',
      'arn:aws:iam:::role/A',
    ],
  },
  ROLE_ARN_PATTERN: {
    accepts: ['arn:aws:iam::111122223333:role/Sage*'],
    rejects: ['arn:aws:iam::111122223333:role/*', 'arn:aws:iam::*:role/A'],
  },
  PRINCIPAL_ARN_PATTERN: {
    accepts: ['arn:aws:iam::*:role/Platform*', 'arn:*:iam::111122223333:user/x'],
    rejects: ['arn:aws:iam::*:role/*', 'arn:aws:iam::*:root'],
  },
  MANAGED_POLICY_NAME: { accepts: ['Team+a=b,c.d@e_f-g'], rejects: ['', 'Team/A', 'a'.repeat(127)] },
  IAM_PATH: {
    accepts: ['/', '/team/', '/team/ml-1/'],
    rejects: ['', 'team/', '/team', '/te am/', '/team*/', '//', `/${'a'.repeat(511)}/`],
  },
  SESSION_NAME: { accepts: ['ab', 'user@example.com'], rejects: ['a', 'user name', 'a'.repeat(65)] },
  KEY_ARN: {
    accepts: ['arn:aws:kms:eu-central-1:111122223333:key/1234'],
    rejects: ['arn:aws:kms:eu-central-1:111122223333:alias/x', '1234'],
  },
  SUBNET_ID: { accepts: ['subnet-01234567', 'subnet-0123456789abcdef0'], rejects: ['subnet-0', 'subnet-0123456g'] },
  SECURITY_GROUP_ID: { accepts: ['sg-01234567', 'sg-0123456789abcdef0'], rejects: ['sg-0', 'sg-0123456g'] },
  VPC_ID: { accepts: ['vpc-01234567', 'vpc-0123456789abcdef0'], rejects: ['vpc-0', 'vpce-0123456789abcdef0'] },
  VPC_ENDPOINT_ID: { accepts: ['vpce-0123456789abcdef0'], rejects: ['vpce-0', 'vpc-0123456789abcdef0'] },
  PREFIX_LIST_ID: { accepts: ['pl-02cd2c6b'], rejects: ['pl-02', 'pl-02cd2c6g'] },
  INBOUND_ENDPOINT_ID: { accepts: ['rslvr-in-0123456789abcdef0'], rejects: ['rslvr-out-0123456789abcdef0'] },
  RESOLVER_NAME: { accepts: ["Team's resolver_1-a"], rejects: ['12', 'a/b'] },
  DNS_LABEL: { accepts: ['a', '_acme', 'a-b'], rejects: ['-a', 'a-', 'A', 'a.b'] },
  FILE_SYSTEM_ID: { accepts: ['fs-01234567', 'fs-0123456789abcdef0'], rejects: ['fs-1', 'fs-0123456g'] },
  API_ID: { accepts: ['a1b2c3d4e5'], rejects: ['A1', 'a-b', ''] },
  REGIONAL_WEB_ACL_ARN: {
    accepts: ['arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/name/id-1'],
    rejects: ['arn:aws:wafv2:us-east-1:111122223333:global/webacl/name/id-1'],
  },
  SAGEMAKER_NAME: { accepts: ['a', 'a--b'], rejects: ['-a', 'a-', 'a_b', 'a.b', ''] },
  FEATURE_GROUP_NAME: { accepts: ['a_b', 'a-b'], rejects: ['_a', 'a_', 'a.b'] },
  NOTEBOOK_NAME_PATTERN: { accepts: ['team-*', '?'], rejects: ['team_a', ''] },
  NOTEBOOK_PLATFORM: { accepts: ['notebook-al2023-v1'], rejects: ['notebook-al2023', 'al2023-v1'] },
  NOTEBOOK_INSTANCE_TYPE: { accepts: ['ml.t3.medium', 'ml.p4d.24xlarge'], rejects: ['t3.medium', 'ml.t3', 'ml.t3.*'] },
  STUDIO_INSTANCE_TYPE: { accepts: ['ml.t3.medium', 'ml.geospatial.interactive'], rejects: ['ml.t3', 'ml.t3.*'] },
  INSTANCE_TYPE_PATTERN: { accepts: ['ml.c5.*', 'ml.?5.xlarge'], rejects: ['m5.large', 'ml.c5'] },
  NOTEBOOK_REPOSITORY_URL: {
    accepts: ['https://git.example.com/~team/repo.git', 'https://git.example.com'],
    rejects: ['http://git.example.com/repo', 'https://me@git.example.com/repo'],
  },
  STUDIO_REPOSITORY_URL: {
    accepts: ['https://git.example.com/team/repo.git', 'https://git.example.com/'],
    rejects: ['https://git.example.com/~team/repo.git', 'https://me@git.example.com/repo'],
  },
  TAG_TEXT: { accepts: ['cost center', 'Größe', 'a:b/c=d+e-@'], rejects: ['', 'a,b', 'a*', 'a&b'] },
  DOMAIN_ID: { accepts: ['d-a1b2c3d4e5f6', 'd-ab--c1'], rejects: ['d-', 'd-ab-', 'd-AB', 'ab'] },
  DOMAIN_ARN: {
    accepts: [
      'arn:aws:sagemaker:eu-central-1:111122223333:domain/d-a1b2c3d4e5f6',
      'arn:aws-cn:sagemaker:cn-north-1:111122223333:domain/d-ab--c1',
    ],
    rejects: [
      'arn:aws:sagemaker:eu-central-1:111122223333:domain/d-ab-',
      'arn:aws:sagemaker:eu-central-1:111122223333:domain/d-*',
    ],
  },
  IMAGE_NAME: { accepts: ['my.image-1'], rejects: ['my..image', '-image', 'my_image'] },
  IMAGE_DIGEST: {
    accepts: [`sha256:${'0f'.repeat(32)}`],
    rejects: [`sha256:${'0f'.repeat(31)}`, `image@sha256:${'0f'.repeat(32)}`],
  },
  IMAGE_ALIAS: { accepts: ['stable_1.0-x'], rejects: ['.stable', 'a b'] },
  IMAGE_LABEL: { accepts: ['Python 3.12', 'TensorFlow2.1.1'], rejects: ['Python', '3.12'] },
  LANDING_URI: {
    accepts: ['studio::path', 'app:JupyterLab:', 'app:RStudioServerPro:'],
    rejects: ['https://example.com', 'studio::a b'],
  },
  OIDC_ISSUER: {
    accepts: ['https://id.example.com/realm', 'HTTPS://id.example.com'],
    rejects: ['http://id.example.com', 'https://id.example.com?a=b', 'https://me@id.example.com'],
  },
  KEY_SET_URL: {
    accepts: ['https://id.example.com/keys?tenant=a'],
    rejects: ['http://id.example.com', 'https://id.example.com#keys'],
  },
  TOKEN_ENDPOINT: {
    accepts: ['https://idp.example.com/oauth2/token', 'https://idp.example.com:8443/adfs/oauth2/token/'],
    rejects: ['http://idp.example.com/token', 'HTTPS://idp.example.com/token', 'https://idp.example.com/token?x=1'],
  },
  API_URL: {
    accepts: ['https://a1b2-vpce-0a1b.execute-api.eu-west-1.amazonaws.com/v1', 'https://studio.corp.example'],
    rejects: ['https://studio.corp.example/', 'http://studio.corp.example', 'https://studio.corp.example/v1?x=1'],
  },
  GUID: {
    accepts: ['0d4f6ad2-1f6b-4f4e-9a4e-0123456789ab'],
    rejects: ['common', '0D4F6AD2-1F6B-4F4E-9A4E-0123456789AB', '0d4f6ad21f6b4f4e9a4e0123456789ab', ''],
  },
  HOST_NAME: {
    accepts: ['login.example.com', 'a-b.example', 'example.xn--p1ai'],
    rejects: [
      'https://login.example.com',
      'login.example.com/',
      'localhost',
      'Login.example.com',
      '-a.example',
      '10.0.0.1',
    ],
  },
  OKTA_ISSUER: {
    accepts: ['https://example.okta.com/oauth2/default', 'https://login.example.com/oauth2/aus1a2b3c4'],
    rejects: [
      'https://example.okta.com',
      'https://example.okta.com/oauth2/default/',
      'http://example.okta.com/oauth2/default',
    ],
  },
  WEB_ORIGIN: {
    accepts: ['https://portal.example.com', 'https://localhost:8443'],
    rejects: ['https://portal.example.com/', 'http://portal.example.com', 'https://Portal.example.com'],
  },
};

describe.each(Object.entries(SAMPLES) as [Name, (typeof SAMPLES)[Name]][])('the format %s', (name, samples) => {
  const { pattern, expected } = FORMATS[name];

  test('accepts what AWS accepts, and nothing that differs in one way', () => {
    expect(samples.accepts.filter((text) => !pattern.test(text))).toEqual([]);
    expect(samples.rejects.filter((text) => pattern.test(text))).toEqual([]);
  });

  test('says what is expected, without a capital letter or full stop', () => {
    expect(expected).toMatch(/^['a-z].*[^.]$/);
  });
});

const TEXTS = [...new Set(Object.values(SAMPLES).flatMap(({ accepts, rejects }) => [...accepts, ...rejects]))];
const HOME = 'private/formats.ts';

/** Which of the sample texts a regular expression accepts, as one text. */
function acceptedBy(pattern: RegExp): string {
  return TEXTS.map((text) => (pattern.test(text) ? '1' : '0')).join('');
}

const KNOWN = new Map(Object.keys(SAMPLES).map((name) => [acceptedBy(FORMATS[name as Name].pattern), name]));

function literalsOutside(): { place: string; pattern: RegExp }[] {
  return readSources()
    .filter(({ path }) => path !== HOME)
    .flatMap((file) =>
      nodesOf(file.ast)
        .filter(ts.isRegularExpressionLiteral)
        .map((node) => {
          const end = node.text.lastIndexOf('/');
          return { place: placeOf(file, node), pattern: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)) };
        }),
    );
}

test('the samples tell every format from every other', () => {
  expect(KNOWN.size).toBe(Object.keys(SAMPLES).length);
});

test('no regular expression elsewhere decides the samples as a format does', () => {
  const copies = literalsOutside().flatMap(({ place, pattern }) => {
    const name = pattern.global || pattern.sticky ? undefined : KNOWN.get(acceptedBy(pattern));
    return name ? [`${place} decides like ${name}`] : [];
  });
  expect(copies).toEqual([]);
});
