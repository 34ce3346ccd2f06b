import { Duration, Lazy, Size, type Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { CfnDomain } from 'aws-cdk-lib/aws-sagemaker';
import { conditions, studio } from '../../../src';
import { codesOf, errorOf, faultsOf } from '../../faults';
import { domainIn, endpoints, isolatedVpc, templateOf, testStack } from './setup';

const { DockerAccess, IdleShutdown, StudioInstanceType } = studio;

function faultsOfDomain(props: (stack: Stack) => Partial<studio.DomainProps>): string[] {
  const stack = testStack();
  return faultsOf(() => domainIn(stack, props(stack)));
}

const group = (stack: Stack, index = 0) => ec2.SecurityGroup.fromSecurityGroupId(stack, `Group${index}`, `sg-${index}`);

describe('a domain refuses', () => {
  test.each<[string, (stack: Stack) => Partial<studio.DomainProps>, string]>([
    [
      'a name with a dot',
      () => ({ domainName: 'a.b' }),
      `InvalidStudioName: domainName must be letters, digits and inner hyphens, got "a.b"`,
    ],
    [
      'a long name',
      () => ({ domainName: 'x'.repeat(64) }),
      'InvalidStudioName: domainName must have at most 63 characters, got 64',
    ],
    [
      'no security group',
      () => ({ securityGroups: [] }),
      'ConflictingProps: securityGroups must name at least one, or be left out for one of its own, got none',
    ],
    [
      'six security groups',
      (stack) => ({ securityGroups: [0, 1, 2, 3, 4, 5].map((index) => group(stack, index)) }),
      'TooManySecurityGroups: securityGroups must have at most 5 items, got 6',
    ],
    [
      'an alias',
      (stack) => ({ encryptionKey: kms.Alias.fromAliasName(stack, 'Alias', 'alias/studio') }),
      'InvalidResourceArn: encryptionKey must be a key, got an alias: IAM allows nothing by the ARN of an alias',
    ],
    [
      'accounts that are none',
      () => ({ docker: DockerAccess.enabled({ trustedAccounts: ['12'] }) }),
      'InvalidAccountId: an account of docker.trustedAccounts must be an account id of twelve digits, got "12"',
    ],
    [
      'many accounts',
      () => ({
        docker: DockerAccess.enabled({
          trustedAccounts: Array.from({ length: 21 }, (_, n) => `${n}`.padStart(12, '1')),
        }),
      }),
      'TooManyItems: docker.trustedAccounts must have at most 20 items, got 21',
    ],
    [
      'trusted accounts outside of a VPC',
      () => ({
        docker: DockerAccess.enabled({ trustedAccounts: ['111122223333'] }),
        networkAccess: studio.AppNetworkAccess.PUBLIC_INTERNET,
      }),
      'ConflictingProps: docker.trustedAccounts must be left out with AppNetworkAccess.PUBLIC_INTERNET, where SageMaker trusts every account',
    ],
    [
      'small volumes',
      () => ({ storage: { defaultSize: Size.gibibytes(4) } }),
      'InvalidVolumeSize: storage.defaultSize must be a whole number from 5 to 16384 GiB, got 4',
    ],
    [
      'volumes that begin larger than they may be',
      () => ({ storage: { defaultSize: Size.gibibytes(20), maximumSize: Size.gibibytes(10) } }),
      'InvalidVolumeSize: storage.defaultSize must be at most storage.maximumSize, got 20 and 10 GiB',
    ],
    [
      'a landing page of nothing',
      () => ({ webPortal: { landingPage: 'https://example.com' } }),
      'InvalidLandingPage: webPortal.landingPage must be a page such as studio::relative/path or app:JupyterLab:, got "https://example.com"',
    ],
    [
      'a repository with credentials',
      () => ({ jupyterLab: { codeRepositoryUrls: ['https://user:secret@example.com/x'] } }),
      'InvalidCodeRepository: a code repository of jupyterLab must be an HTTPS URL without credentials, got "https://user:secret@example.com/x"',
    ],
    [
      'eleven file systems',
      () => ({ customFileSystems: Array.from({ length: 11 }, () => ({ bind: () => ({}) })) }),
      'TooManyItems: customFileSystems must have at most 10 items, got 11',
    ],
  ])('%s', (_, props, fault) => {
    expect(faultsOfDomain(props)).toEqual([fault]);
  });

  test('everything at once, with its path', () => {
    const error = errorOf(() =>
      domainIn(testStack(), { domainName: '-', securityGroups: [], storage: { maximumSize: Size.gibibytes(1) } }),
    );
    expect(error.faults.map(({ code }) => code)).toEqual([
      'InvalidStudioName',
      'ConflictingProps',
      'InvalidVolumeSize',
    ]);
    expect(error.constructPath).toBe('Stack/Domain');
  });

  test('a lifecycle configuration of another application', () => {
    const stack = testStack();
    const config = Object.assign(Object.create(stack.node.scope ?? stack), {
      node: stack.node,
      appType: studio.StudioAppType.CODE_EDITOR,
    });
    expect(codesOf(() => domainIn(stack, { jupyterLab: { lifecycleConfigs: [config] } }))).toEqual(['MixedAppTypes']);
    expect(codesOf(() => domainIn(testStack(), { jupyterLab: { defaultLifecycleConfig: config } }))).toEqual([
      'MixedAppTypes',
    ]);
  });
});

describe('the subnets of a domain', () => {
  test('must lie in two availability zones', () => {
    const stack = testStack();
    expect(faultsOf(() => domainIn(stack, { vpc: isolatedVpc(stack, ['us-west-2a']) }))).toEqual([
      'TooFewZones: the subnets of a domain must lie in at least two availability zones, got 1 in us-west-2a',
    ]);
  });

  test('must lie in two availability zones, also where zones are known to the deployment alone', () => {
    const stack = testStack();
    const vpc = new ec2.Vpc(stack, 'Own', {
      maxAzs: 1,
      natGateways: 0,
      subnetConfiguration: [{ name: 'a', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });
    expect(codesOf(() => domainIn(stack, { vpc }))).toEqual(['TooFewZones']);
    expect(codesOf(() => new studio.Domain(stack, 'Two', { vpc: new ec2.Vpc(stack, 'Other', { maxAzs: 2 }) }))).toEqual(
      [],
    );
  });

  test('may lie in zones that nobody tells', () => {
    const stack = testStack();
    const subnets = ['subnet-a', 'subnet-b'].map((id) => ec2.Subnet.fromSubnetId(stack, id, id));
    expect(codesOf(() => domainIn(stack, { vpcSubnets: { subnets } }))).toEqual([]);
  });

  test('must not be public', () => {
    const stack = testStack();
    const vpc = new ec2.Vpc(stack, 'Own', { maxAzs: 2 });
    expect(codesOf(() => domainIn(stack, { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } }))).toEqual([
      'PublicSubnet',
      'PublicSubnet',
    ]);
  });

  test('must exist', () => {
    const stack = testStack();
    const vpc = new ec2.Vpc(stack, 'Own', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'a', subnetType: ec2.SubnetType.PUBLIC }],
    });
    expect(codesOf(() => domainIn(stack, { vpc }))).toEqual(['NoPrivateSubnet']);
  });

  test('must be few', () => {
    const zones = Array.from({ length: 17 }, (_, index) => `us-west-2${'abcdefghijklmnopq'[index]}`);
    const stack = testStack();
    expect(codesOf(() => domainIn(stack, { vpc: isolatedVpc(stack, zones) }))).toEqual(['TooManyItems']);
  });

  test('are private ones where there are no isolated ones', () => {
    const stack = testStack();
    domainIn(stack, { vpc: new ec2.Vpc(stack, 'Own', { maxAzs: 2 }) });
    const domain = Object.values(templateOf(stack).findResources('AWS::SageMaker::Domain'))[0];
    expect(domain.Properties.SubnetIds.map(({ Ref }: { Ref: string }) => Ref)).toEqual([
      expect.stringContaining('PrivateSubnet1'),
      expect.stringContaining('PrivateSubnet2'),
    ]);
  });
});

describe('the idle time', () => {
  const minutes = (count: number) => Duration.minutes(count);

  test.each([
    [59, 'the idle time must be a whole number from 60 to 525600 minutes, got 59'],
    [525_601, 'the idle time must be a whole number from 60 to 525600 minutes, got 525601'],
  ])('must not be %p minutes', (count, message) => {
    expect(faultsOf(() => IdleShutdown.after(minutes(count)))).toContain(`InvalidIdleTime: ${message}`);
  });

  test('must lie between its bounds', () => {
    expect(faultsOf(() => IdleShutdown.after(minutes(90), { minimum: minutes(100), maximum: minutes(120) }))).toEqual([
      'InvalidIdleTime: the idle time must lie between its bounds, got 90 for 100 to 120',
    ]);
    expect(codesOf(() => IdleShutdown.after(minutes(90), { maximum: minutes(80) }))).toEqual(['InvalidIdleTime']);
  });

  test('may be one of its bounds, or known to the deployment alone', () => {
    expect(codesOf(() => IdleShutdown.after(minutes(60), { maximum: minutes(60) }))).toEqual([]);
    expect(codesOf(() => IdleShutdown.after(minutes(525_600)))).toEqual([]);
    expect(codesOf(() => IdleShutdown.after(minutes(Token.asNumber(Lazy.any({ produce: () => 90 })))))).toEqual([]);
  });
});

test('an instance type must be one', () => {
  expect(faultsOf(() => StudioInstanceType.of('t3.medium'))).toEqual([
    'InvalidInstanceType: a Studio instance type must be an instance type such as ml.t3.medium, got "t3.medium"',
  ]);
});

test('tokens break no check of a domain', () => {
  const stack = testStack();
  const token = (value: unknown) => Token.asString(Lazy.any({ produce: () => value }));
  const size = Size.gibibytes(Token.asNumber(Lazy.any({ produce: () => 7 })));
  domainIn(stack, {
    domainName: token('team'),
    storage: { defaultSize: size, maximumSize: size },
    docker: DockerAccess.enabled({ trustedAccounts: Token.asList(Lazy.any({ produce: () => ['111122223333'] })) }),
    webPortal: { landingPage: token('studio::') },
    jupyterLab: {
      codeRepositoryUrls: [token('https://example.com')],
      defaultInstanceType: StudioInstanceType.of(token('ml.t3.medium')),
    },
  });
  templateOf(stack).hasResourceProperties('AWS::SageMaker::Domain', {
    DomainName: 'team',
    DomainSettings: { DockerSettings: { VpcOnlyTrustedAccounts: ['111122223333'] } },
    DefaultUserSettings: {
      SpaceStorageSettings: { DefaultEbsStorageSettings: { DefaultEbsVolumeSizeInGb: 7, MaximumEbsVolumeSizeInGb: 7 } },
    },
  });
});

describe('a presigned URL', () => {
  const both =
    'MissingEndpoint: endpoints must hold those of sagemaker.api, where the URL is made, and of studio, where it is used, got';

  test('needs two endpoints', () => {
    const stack = testStack();
    const domain = domainIn(stack);
    const [api] = endpoints(stack);
    expect(faultsOf(() => domain.grants.presignedUrl(domain, { endpoints: [] }))).toEqual([`${both} 0 of both`]);
    expect(faultsOf(() => domain.grants.presignedUrl(domain, { endpoints: [api] }))).toEqual([`${both} 1 of both`]);
    expect(faultsOf(() => domain.grants.ownAppUrl(domain, { endpoints: [api, api] }))).toEqual([`${both} 1 of both`]);
  });

  test('needs those of both services, where they can be told', () => {
    const stack = testStack();
    const vpc = new ec2.Vpc(stack, 'Own', { maxAzs: 2 });
    const domain = domainIn(stack, { vpc });
    const endpoint = (id: string, service: ec2.InterfaceVpcEndpointAwsService) =>
      vpc.addInterfaceEndpoint(id, { service });
    const { SAGEMAKER_API, SAGEMAKER_STUDIO, SAGEMAKER_RUNTIME } = ec2.InterfaceVpcEndpointAwsService;
    const [api, runtime, open] = [
      endpoint('Api', SAGEMAKER_API),
      endpoint('Runtime', SAGEMAKER_RUNTIME),
      endpoint('Open', SAGEMAKER_STUDIO),
    ];
    expect(faultsOf(() => domain.grants.presignedUrl(domain, { endpoints: [api, runtime] }))).toEqual([
      `${both} none for studio`,
    ]);
    expect(faultsOf(() => domain.grants.presignedUrl(domain, { endpoints: [runtime, open] }))).toEqual([
      `${both} none for sagemaker.api`,
    ]);
    expect(codesOf(() => domain.grants.presignedUrl(domain, { endpoints: [api, open] }))).toEqual([]);
    const ftp = new ec2.CfnVPCEndpoint(stack, 'Ftp', { vpcId: vpc.vpcId, serviceName: 'com.amazonaws.us-west-2.ftp' });
    expect(faultsOf(() => domain.grants.presignedUrl(domain, { endpoints: [ftp, open] }))).toEqual([
      `${both} none for sagemaker.api`,
    ]);
  });

  test('cannot be made for a domain with single sign-on', () => {
    const stack = testStack();
    const domain = domainIn(stack, { authMode: conditions.AuthMode.SSO });
    expect(faultsOf(() => domain.grants.presignedUrl(domain, { endpoints: endpoints(stack) }))).toEqual([
      'ConflictingProps: presigned URLs need a domain with AuthMode.IAM, got Stack/Domain with AuthMode.SSO',
    ]);
  });

  test('cannot be made for a domain of another construct with single sign-on', () => {
    const stack = testStack();
    const domain = domainIn(stack, { authMode: conditions.AuthMode.SSO }).node.defaultChild as CfnDomain;
    const grants = studio.DomainGrants.fromDomain(domain);
    expect(codesOf(() => grants.presignedUrl(new iam.AnyPrincipal(), { endpoints: endpoints(stack) }))).toEqual([
      'ConflictingProps',
    ]);
  });
});
