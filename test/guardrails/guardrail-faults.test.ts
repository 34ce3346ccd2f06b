import { CfnParameter, Duration, Fn, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { conditions, guardrails } from '../../src';
import { codesOf, faultsOf } from '../faults';

const { Guardrail } = guardrails;
const { FileSystemType } = conditions;

const SUBNET = 'subnet-0123456789abcdef0';
const GROUP = 'sg-0123456789abcdef0';
const EFS = { id: 'fs-0123456789abcdef0', type: FileSystemType.EFS, directories: ['/train'] };

describe('a guardrail is refused', () => {
  test.each<[string, () => unknown, string[]]>([
    [
      'for VPCs without subnets and with a malformed group',
      () => Guardrail.approvedNetwork({ subnetIds: [], securityGroupIds: ['sg12345'] }),
      [
        'InvalidGuardrail: subnetIds must have at least one item, got none',
        'InvalidGuardrail: a security group must be an id such as sg-0123456789abcdef0, got "sg12345"',
      ],
    ],
    [
      'for VPCs with a malformed subnet',
      () => Guardrail.approvedNetwork({ subnetIds: ['subnet-a1234'], securityGroupIds: [GROUP] }),
      ['InvalidGuardrail: a subnet must be an id such as subnet-0123456789abcdef0, got "subnet-a1234"'],
    ],
    [
      'with the alias of a key',
      () => Guardrail.volumeEncryption({ keyArns: ['arn:aws:kms:eu-central-1:111122223333:alias/data'] }),
      [
        'InvalidGuardrail: a key must be the ARN of a key (…:kms:<region>:<account>:key/<id>), not an alias or id, got "arn:aws:kms:eu-central-1:111122223333:alias/data"',
      ],
    ],
    [
      'without keys',
      () => Guardrail.outputEncryption({ keyArns: [] }),
      ['InvalidGuardrail: keyArns must have at least one item, got none'],
    ],
    [
      'with what is no instance type',
      () => Guardrail.instanceTypes({ allowed: ['m5.large', 'ml.*'] }),
      [
        'InvalidInstanceType: an instance type must be a name such as ml.m5.xlarge or a pattern such as ml.c5.*, got "m5.large"',
        'InvalidInstanceType: an instance type must be a name such as ml.m5.xlarge or a pattern such as ml.c5.*, got "ml.*"',
      ],
    ],
    [
      'without work teams',
      () => Guardrail.workteams({}),
      ['InvalidGuardrail: workteams needs types, arns or both, got neither'],
    ],
    [
      'with an empty list of work teams',
      () => Guardrail.workteams({ arns: [] }),
      ['InvalidGuardrail: arns must have at least one item, got none'],
    ],
    [
      'with a file system twice',
      () => Guardrail.fileSystems({ fileSystems: [EFS, { ...EFS, directories: ['/other'] }] }),
      [
        'InvalidGuardrail: a file system must be given once, got fs-0123456789abcdef0 several times: name all its directories together',
      ],
    ],
    [
      'with a malformed file system and a relative directory',
      () =>
        Guardrail.fileSystems({ fileSystems: [{ ...EFS, id: 'fs-1', directories: ['train'] }], securityGroupIds: [] }),
      [
        'InvalidGuardrail: securityGroupIds must have at least one item, got none',
        'InvalidGuardrail: a file system must be an id such as fs-0123456789abcdef0, got "fs-1"',
        'InvalidGuardrail: a directory of fs-1 must be an absolute path, got "train"',
      ],
    ],
    [
      'without directories',
      () => Guardrail.fileSystems({ fileSystems: [{ ...EFS, directories: [] }] }),
      [`InvalidGuardrail: directories of ${EFS.id} must have at least one item, got none`],
    ],
    [
      'without a way in',
      () => Guardrail.presignedUrlsFromNetwork({}),
      ['InvalidGuardrail: presignedUrlsFromNetwork needs vpcEndpointIds, vpcIds or cidrs, got none of them'],
    ],
    [
      'with one endpoint for two services',
      () => Guardrail.notebookUrlsFromNetwork({ vpcEndpointIds: ['vpce-0123456789abcdef0'] }),
      [
        'InvalidGuardrail: notebookUrlsFromNetwork needs the endpoint through which URLs are made and the one through which they are used, got vpce-0123456789abcdef0 alone',
      ],
    ],
    [
      'with malformed sources',
      () =>
        Guardrail.apiFromNetwork({
          vpcEndpointIds: ['vpce-api'],
          vpcIds: ['vpc-1'],
          cidrs: ['10.0.0.0/8', '203.0.113.0'],
          serviceRoleArns: ['*'],
        }),
      [
        'InvalidGuardrail: a VPC endpoint must be an id such as vpce-0123456789abcdef0, got "vpce-api"',
        'InvalidGuardrail: a VPC must be an id such as vpc-0123456789abcdef0, got "vpc-1"',
        "InvalidCidr: an address range must be public, since SageMaker sees no others, got '10.0.0.0/8': name the endpoints or VPCs of these clients",
        "InvalidCidr: an address range must be in CIDR notation, got '203.0.113.0'",
        'InvalidGuardrail: a service role must be the ARN of an IAM role or user, with wildcards but not of them alone, such as …:iam::*:role/Platform*, got "*"',
      ],
    ],
    [
      'with principals that are everybody',
      () => Guardrail.presignedUrlsByPrincipals({ principalArns: ['arn:aws:iam::*:role/*'] }),
      [
        'InvalidGuardrail: a principal must be the ARN of an IAM role or user, with wildcards but not of them alone, such as …:iam::*:role/Platform*, got "arn:aws:iam::*:role/*"',
      ],
    ],
    [
      'for every domain',
      () => Guardrail.domainIsolation({ domainArn: 'arn:aws:sagemaker:*:111122223333:domain/*' }),
      [
        'InvalidResourceArn: the domain must be the ARN of a Studio domain, without wildcards, got "arn:aws:sagemaker:*:111122223333:domain/*"',
      ],
    ],
    [
      'without tags',
      () => Guardrail.requireTags({ tags: [] }),
      ['InvalidGuardrail: tags must have at least one item, got none'],
    ],
    [
      'for every tag',
      () => Guardrail.protectTags({ keys: ['*'] }),
      ['InvalidGuardrail: a tag key must be a key of up to 128 characters without wildcards, got "*"'],
    ],
    [
      'with a malformed region',
      () => Guardrail.approvedRegions({ regions: ['Frankfurt'] }),
      ['InvalidRegion: a region must be the name of a region such as eu-central-1, got "Frankfurt"'],
    ],
    [
      'with a malformed organization and account',
      () => Guardrail.confusedDeputyProtection({ organizationId: 'org', thirdPartyAccountIds: ['42'] }),
      [
        'InvalidOrganization: the organization must be an id such as o-a1b2c3d4e5, got "org"',
        'InvalidAccountId: a third-party account must be an account id of twelve digits, got "42"',
      ],
    ],
    [
      'for exemptions that nobody can take',
      () => Guardrail.protectExemptions({ exemptions: [guardrails.Exemption.accounts(['111122223333'])] }),
      [
        'InvalidGuardrail: protectExemptions needs exemptions of principals or by tag, got none: nobody can become one of the others',
      ],
    ],
    [
      'with actions that do not carry its key',
      () => Guardrail.networkIsolation({ actions: ['sagemaker:CreateTransformJob'] }),
      [expect.stringContaining('UnsupportedAction: ')],
    ],
  ])('%s', (_name, act, expected) => {
    expect(faultsOf(act)).toEqual(expected);
  });

  test.each([
    [
      'private IPv4',
      ['127.0.0.0/8', '172.16.0.0/12', '172.31.1.0/24', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16'],
    ],
    ['private IPv6', ['fd00::/8', 'fe80::/10', '::1/128']],
  ])('with a range of %s', (_name, cidrs) => {
    expect(codesOf(() => Guardrail.presignedUrlsFromNetwork({ cidrs }))).toEqual(cidrs.map(() => 'InvalidCidr'));
  });

  test('but not with public ranges', () => {
    const cidrs = ['172.32.0.0/16', '100.128.0.0/16', '192.0.2.0/24', '2001:db8::/32', '11.0.0.0/8'];
    expect(codesOf(() => Guardrail.presignedUrlsFromNetwork({ cidrs }))).toEqual([]);
  });
});

describe('a guardrail of one’s own is refused', () => {
  test('with all its faults at once', () => {
    const allows = new iam.PolicyStatement({ actions: ['sagemaker:CreateModel'], resources: ['*'] });
    const nothing = new iam.PolicyStatement({ effect: iam.Effect.DENY });
    expect(
      faultsOf(() => Guardrail.custom({ id: 'My Guardrail', description: ' ', statements: [allows, nothing] })),
    ).toEqual([
      'InvalidGuardrail: the id of a guardrail must be lower case words with hyphens between them, got "My Guardrail"',
      'InvalidGuardrail: the description of a guardrail must not be empty, got " "',
      'InvalidGuardrail: a statement of My Guardrail must deny, got one that allows sagemaker:CreateModel',
      expect.stringContaining('InvalidGuardrail: a statement of My Guardrail is incomplete: '),
    ]);
  });

  test('without anything to deny', () => {
    expect(faultsOf(() => Guardrail.custom({ id: 'empty', description: 'Nothing' }))).toEqual([
      'InvalidGuardrail: empty needs requirements or statements, got neither',
    ]);
  });
});

describe('values that are not known yet', () => {
  const stack = new Stack();
  const text = new CfnParameter(stack, 'Text').valueAsString;
  const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
  const list = Fn.split(',', text);

  test.each<[string, () => guardrails.Guardrail]>([
    ['ids of subnets and groups', () => Guardrail.approvedNetwork({ subnetIds: list, securityGroupIds: [text] })],
    ['keys', () => Guardrail.volumeEncryption({ keyArns: [text] })],
    ['instance types', () => Guardrail.instanceTypes({ allowed: [text] })],
    ['a run time', () => Guardrail.maxRuntime({ duration: Duration.seconds(number) })],
    ['file systems', () => Guardrail.fileSystems({ fileSystems: [{ ...EFS, id: text, directories: [text] }] })],
    [
      'sources',
      () => Guardrail.apiFromNetwork({ vpcEndpointIds: [text], vpcIds: list, cidrs: [text], serviceRoleArns: [text] }),
    ],
    ['a single endpoint', () => Guardrail.presignedUrlsFromNetwork({ vpcEndpointIds: list })],
    ['principals', () => Guardrail.presignedUrlsByPrincipals({ principalArns: [text] })],
    ['a domain', () => Guardrail.domainIsolation({ domainArn: text })],
    ['tag keys', () => Guardrail.protectTags({ keys: [text] })],
    ['regions', () => Guardrail.approvedRegions({ regions: [text] })],
    [
      'an organization',
      () => Guardrail.confusedDeputyProtection({ organizationId: text, thirdPartyAccountIds: [text] }),
    ],
    ['images with their versions', () => Guardrail.studioImages({ arns: [text], versionArns: [text] })],
  ])('are taken as they are: %s', (_name, make) => {
    const json = stack.resolve(
      make()
        .statements()
        .map((statement) => statement.toStatementJson()),
    );
    expect(JSON.stringify(json)).toMatch(/"Ref":"(Text|Number)"/); // unanchored: anywhere in the statements
  });

  test('but the versions of an image do not follow from an unknown ARN', () => {
    expect(codesOf(() => Guardrail.studioImages({ arns: [text] }))).toEqual(['InvalidGuardrail']);
  });

  test('and an unknown run time may be less than a day, so that it must be named', () => {
    const [statement] = Guardrail.maxRuntime({
      duration: Duration.seconds(number),
      actions: ['sagemaker:CreateTrainingJob'],
    }).statements();
    expect(stack.resolve(statement.toStatementJson().Condition)).toEqual({
      NumericGreaterThanIfExists: { 'sagemaker:MaxRuntimeInSeconds': [{ Ref: 'Number' }] },
    });
  });
});

test('a subnet may be left out where the actions have none', () => {
  const actions = ['sagemaker:CreateUserProfile'];
  const sids = Guardrail.approvedNetwork({ subnetIds: [SUBNET], securityGroupIds: [GROUP], actions })
    .statements()
    .map(({ sid }) => sid);
  expect(sids).toEqual(['ApprovedNetworkSecurityGroups']);
});
