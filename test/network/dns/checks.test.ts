import { Aws, CfnParameter, Stack } from 'aws-cdk-lib';
import { duplicateZoneFaults, normalizedZone, zoneFaults } from '../../../src/network/dns/checks';

const codes = (zone: string) => zoneFaults('the zone', zone).map(({ code }) => code);

describe('a zone to forward', () => {
  test.each([
    '.',
    '',
    'com',
    'com.',
    'cn',
    'amazonaws.com',
    'AmazonAWS.com.',
    'amazonaws.com.cn',
    'com.cn',
    'c2s.ic.gov',
    'amazonaws.eu',
    'aws',
    'sagemaker.aws',
    'sagemaker.com.cn',
    'eu-central-1.amazonaws.com',
    'us-gov-west-1.sagemaker.aws',
    'execute-api.eu-central-1.amazonaws.com',
    'execute-api.cn-north-1.amazonaws.com.cn',
    'vpce.amazonaws.com',
    'a2z.com',
    'console.aws.a2z.com',
    'api.aws',
    `execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`,
    `${Aws.REGION}.amazonaws.com`,
  ])('is refused where it is %s', (zone) => {
    expect(codes(zone)).toEqual(['BroadDnsZone']);
  });

  test.each([
    'studio.eu-central-1.sagemaker.aws',
    'studio.cn-north-1.sagemaker.com.cn',
    'api.sagemaker.eu-central-1.amazonaws.com',
    'a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com',
    'a1b2c3d4e5-vpce-0123456789abcdef0.execute-api.eu-central-1.amazonaws.com',
    'sts.amazonaws.com',
    'corp',
    'corp.example',
    'Corp.Example.',
    '_msdcs.corp.example',
    '16.172.in-addr.arpa',
    'eu-central-1.experiments.sagemaker.aws',
    `studio.${Aws.REGION}.sagemaker.aws`,
    `a1b2c3d4e5.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`,
    new CfnParameter(new Stack(), 'Zone').valueAsString,
  ])('is accepted where it is %s', (zone) => {
    expect(codes(zone)).toEqual([]);
  });

  test.each([
    'corp..example',
    '-corp.example',
    '*.corp.example',
    'corp example',
    'corp.example"; }',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(127)}bc`,
  ])('is malformed where it is %s', (zone) => {
    expect(codes(zone)).toEqual(['InvalidDnsZone']);
  });

  test('is shown without tokens', () => {
    expect(zoneFaults('the zone', `execute-api.${Aws.REGION}.amazonaws.com`)).toEqual([
      {
        code: 'BroadDnsZone',
        message:
          "the zone would take names of others with it, got 'execute-api.<unknown>.amazonaws.com': forward the most specific name, such as studio.eu-central-1.sagemaker.aws or that of one API",
      },
    ]);
  });
});

describe('zones', () => {
  test('are the same in other case and with the dot of the root', () => {
    expect(['Corp.Example.', 'corp.example', '.'].map(normalizedZone)).toEqual(['corp.example', 'corp.example', '.']);
  });

  test('may be named once', () => {
    expect(duplicateZoneFaults('rules', ['a.example', 'b.example'])).toEqual([]);
    expect(duplicateZoneFaults('rules', ['a.example', 'b.example', 'A.example.', 'a.example'])).toEqual([
      { code: 'ConflictingProps', message: "rules must name each zone once, got 'a.example' twice" },
    ]);
  });
});
