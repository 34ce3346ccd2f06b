import { Lazy, Size, type Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { studio } from '../../../src';
import { codesOf, errorOf, faultsOf } from '../../faults';
import { domainIn, templateOf, testStack } from './setup';

const { DockerAccess, StudioInstanceType } = studio;

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
      'InvalidCodeRepository: a code repository of jupyterLab must be an HTTPS URL of letters, digits, and the characters .-_/, without credentials, got "https://user:secret@example.com/x"',
    ],
    [
      'three file systems, of which the schema of a user profile in CloudFormation takes more',
      () => ({ customFileSystems: Array.from({ length: 3 }, () => ({ bind: () => ({}) })) }),
      'TooManyItems: customFileSystems must have at most 2 items, got 3',
    ],
    [
      'a repository with more characters than CloudFormation takes',
      () => ({ jupyterLab: { codeRepositoryUrls: [`https://git.example.com/${'a'.repeat(233)}`] } }),
      'InvalidCodeRepository: a code repository of jupyterLab must have at most 256 characters, got 257',
    ],
    [
      'more lifecycle configurations than CloudFormation takes',
      () => ({ jupyterLab: { lifecycleConfigs: Array.from({ length: 31 }, lifecycleConfig) } }),
      'TooManyItems: jupyterLab.lifecycleConfigs with defaultLifecycleConfig must have at most 30 items, got 31',
    ],
    [
      'a tag with more characters than CloudFormation takes',
      () => ({ immutableTags: { team: 'a'.repeat(129) } }),
      'InvalidTag: immutableTags.team must have at most 128 characters, got 129',
    ],
    [
      'a tag with a character that SageMaker refuses',
      () => ({ immutableTags: { team: 'a,b' } }),
      'InvalidTag: immutableTags.team must be made of letters, digits, spaces and _.:/=+-@, got "a,b"',
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
    const config = new studio.StudioLifecycleConfig(stack, 'Scripts', {
      appType: studio.StudioAppType.CODE_EDITOR,
      script: studio.StudioLifecycleScript.fromInline('#!/bin/bash\necho start\n'),
    });
    expect(codesOf(() => domainIn(stack, { jupyterLab: { lifecycleConfigs: [config] } }))).toEqual(['MixedAppTypes']);
    expect(codesOf(() => domainIn(testStack(), { jupyterLab: { defaultLifecycleConfig: config } }))).toEqual([
      'MixedAppTypes',
    ]);
  });
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

function lifecycleConfig(): studio.IStudioLifecycleConfig {
  return studio.StudioLifecycleConfig.fromStudioLifecycleConfigName(testStack(), 'Config', 'config');
}
