import { Rule } from '../../../src/compliance';
import { settingsOf } from '../../../src/compliance/rules/setting-defaults';
import { type Json, type RuleCase, ruleCases, templateOf, verdictsOn } from '../support';

const DOMAIN = 'AWS::SageMaker::Domain';
const USER_PROFILE = 'AWS::SageMaker::UserProfile';
const SPACE = 'AWS::SageMaker::Space';
const PARAMETERS = { Parameters: { Open: { Type: 'String' } } };
const OPEN = { Ref: 'Open' };
const CONDITIONS = { ...PARAMETERS, Conditions: { IsProd: { 'Fn::Equals': [OPEN, 'prod'] } } };

function eitherWay(then: unknown, otherwise: unknown): Json {
  return { 'Fn::If': ['IsProd', then, otherwise] };
}

ruleCases(Rule.DOMAIN_VPC_ONLY, DOMAIN, [
  { name: 'VpcOnly', properties: { AppNetworkAccessType: 'VpcOnly' }, is: 'pass' },
  { name: 'PublicInternetOnly', properties: { AppNetworkAccessType: 'PublicInternetOnly' }, is: 'fail' },
  { name: 'not said, which is PublicInternetOnly', properties: {}, is: 'fail' },
  { name: 'a parameter', properties: { AppNetworkAccessType: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);

ruleCases(Rule.DOMAIN_CUSTOMER_KEY, DOMAIN, [
  {
    name: 'a key of the stack',
    properties: { KmsKeyId: { Ref: 'Key' } },
    besides: { Resources: { Key: { Type: 'AWS::KMS::Key' } } },
    is: 'pass',
  },
  { name: 'no key', properties: {}, is: 'fail', saying: ['KmsKeyId must be a key, got nothing'] },
  { name: 'the key of AWS', properties: { KmsKeyId: 'alias/aws/elasticfilesystem' }, is: 'fail' },
  {
    name: 'a key where a condition holds',
    properties: { KmsKeyId: eitherWay('alias/studio', { Ref: 'AWS::NoValue' }) },
    besides: CONDITIONS,
    is: 'fail',
  },
  { name: 'a parameter', properties: { KmsKeyId: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);

function sharing(option: unknown): Json {
  return { SharingSettings: { NotebookOutputOption: option } };
}

function outputCases(settings: string): RuleCase[] {
  return [
    { name: 'disabled', properties: { [settings]: sharing('Disabled') }, is: 'pass' },
    { name: 'not said, which is disabled', properties: { [settings]: {} }, is: 'pass' },
    { name: 'allowed', properties: { [settings]: sharing('Allowed') }, is: 'fail' },
    {
      name: 'allowed in one case',
      properties: { [settings]: sharing(eitherWay('Disabled', 'Allowed')) },
      besides: CONDITIONS,
      is: 'fail',
    },
    { name: 'a parameter', properties: { [settings]: sharing(OPEN) }, besides: PARAMETERS, is: 'cannot tell' },
  ];
}

ruleCases(Rule.STUDIO_OUTPUT_SHARING, DOMAIN, outputCases('DefaultUserSettings'));
ruleCases(Rule.STUDIO_OUTPUT_SHARING, USER_PROFILE, outputCases('UserSettings'));

function docker(settings: Json): Json {
  return { DomainSettings: { DockerSettings: settings } };
}

ruleCases(Rule.DOMAIN_NO_DOCKER, DOMAIN, [
  { name: 'disabled', properties: docker({ EnableDockerAccess: 'DISABLED' }), is: 'pass' },
  { name: 'not said, which is disabled', properties: {}, is: 'pass' },
  { name: 'enabled', properties: docker({ EnableDockerAccess: 'ENABLED' }), is: 'fail' },
  {
    name: 'enabled in one case',
    properties: docker({ EnableDockerAccess: eitherWay('ENABLED', 'DISABLED') }),
    besides: CONDITIONS,
    is: 'fail',
  },
  { name: 'a parameter', properties: docker({ EnableDockerAccess: OPEN }), besides: PARAMETERS, is: 'cannot tell' },
]);

const HERE = { account: '111122223333', region: 'eu-west-1' };

function trusting(...accounts: unknown[]): Json {
  return docker({ EnableDockerAccess: 'ENABLED', VpcOnlyTrustedAccounts: accounts });
}

ruleCases(Rule.DOMAIN_DOCKER_ACCOUNTS, DOMAIN, [
  { name: 'the own account', properties: trusting({ Ref: 'AWS::AccountId' }), is: 'pass' },
  { name: 'the own account as a number in text', properties: trusting('111122223333'), environment: HERE, is: 'pass' },
  {
    name: 'another account',
    properties: trusting({ Ref: 'AWS::AccountId' }, '444455556666'),
    environment: HERE,
    is: 'fail',
  },
  {
    name: 'another account that is trusted',
    properties: trusting('444455556666'),
    environment: HERE,
    options: { settings: settingsOf({ trustedDockerAccounts: ['444455556666'] }) },
    is: 'pass',
  },
  { name: 'an account in a stack of any account', properties: trusting('444455556666'), is: 'cannot tell' },
  { name: 'a parameter', properties: trusting(OPEN), besides: PARAMETERS, environment: HERE, is: 'cannot tell' },
  {
    name: 'no access at all',
    properties: docker({ EnableDockerAccess: 'DISABLED', VpcOnlyTrustedAccounts: ['444455556666'] }),
    is: 'not judged',
  },
]);

ruleCases(Rule.DOMAIN_SOURCE_IDENTITY, DOMAIN, [
  {
    name: 'the name of the profile',
    properties: { DomainSettings: { ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME' } },
    is: 'pass',
  },
  { name: 'disabled', properties: { DomainSettings: { ExecutionRoleIdentityConfig: 'DISABLED' } }, is: 'fail' },
  { name: 'not said, which is disabled', properties: {}, is: 'fail' },
  {
    name: 'a parameter',
    properties: { DomainSettings: { ExecutionRoleIdentityConfig: OPEN } },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

function idle(settings: unknown): Json {
  return { AppLifecycleManagement: { IdleSettings: settings } };
}

function idleDefaults(
  jupyterLab: unknown,
  codeEditor: unknown = { LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 60 },
): Json {
  return { DefaultUserSettings: { JupyterLabAppSettings: idle(jupyterLab), CodeEditorAppSettings: idle(codeEditor) } };
}

ruleCases(Rule.STUDIO_IDLE_SHUTDOWN, DOMAIN, [
  {
    name: 'soon enough',
    properties: idleDefaults({ LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 120 }),
    is: 'pass',
  },
  {
    name: 'as late as can be, in text',
    properties: idleDefaults({ LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: '480' }),
    is: 'pass',
  },
  {
    name: 'too late',
    properties: idleDefaults({ LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 481 }),
    is: 'fail',
  },
  {
    name: 'as late as users like',
    properties: idleDefaults({
      LifecycleManagement: 'ENABLED',
      IdleTimeoutInMinutes: 60,
      MaxIdleTimeoutInMinutes: 525600,
    }),
    is: 'fail',
  },
  { name: 'no time', properties: idleDefaults({ LifecycleManagement: 'ENABLED' }), is: 'fail' },
  { name: 'disabled', properties: idleDefaults({ LifecycleManagement: 'DISABLED' }), is: 'fail' },
  {
    name: 'not said of one application',
    properties: idleDefaults({ LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 60 }, { Ref: 'AWS::NoValue' }),
    is: 'fail',
  },
  {
    name: 'not said at all',
    properties: {},
    is: 'fail',
    saying: ['JupyterLab', 'CodeEditor'].map(
      (app) =>
        `DefaultUserSettings.${app}AppSettings.AppLifecycleManagement.IdleSettings.LifecycleManagement must be "ENABLED", got nothing`,
    ),
  },
  {
    name: 'late, where that is allowed',
    properties: idleDefaults({ LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 600 }),
    options: { settings: settingsOf({ maximumIdleMinutes: 600 }) },
    is: 'pass',
  },
  {
    name: 'a parameter',
    properties: idleDefaults({ LifecycleManagement: OPEN }),
    besides: PARAMETERS,
    is: 'cannot tell',
  },
  {
    name: 'a parameter for the time',
    properties: idleDefaults({ LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: OPEN }),
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

function ownIdle(settings: unknown): Json {
  return { UserSettings: { JupyterLabAppSettings: idle(settings) } };
}

ruleCases(Rule.STUDIO_IDLE_SHUTDOWN, USER_PROFILE, [
  { name: 'what the domain says', properties: {}, is: 'not judged' },
  { name: 'a shorter time', properties: ownIdle({ IdleTimeoutInMinutes: 60 }), is: 'pass' },
  { name: 'a longer time', properties: ownIdle({ IdleTimeoutInMinutes: 1440 }), is: 'fail' },
  { name: 'disabled', properties: ownIdle({ LifecycleManagement: 'DISABLED' }), is: 'fail' },
  { name: 'a parameter', properties: ownIdle({ LifecycleManagement: OPEN }), besides: PARAMETERS, is: 'cannot tell' },
]);

ruleCases(Rule.STUDIO_IDLE_SHUTDOWN, SPACE, [
  {
    name: 'a shorter time',
    properties: { SpaceSettings: { CodeEditorAppSettings: idle({ IdleTimeoutInMinutes: 60 }) } },
    is: 'pass',
  },
  {
    name: 'a longer time',
    properties: { SpaceSettings: { CodeEditorAppSettings: idle({ IdleTimeoutInMinutes: 1440 }) } },
    is: 'fail',
  },
  {
    name: 'a parameter',
    properties: { SpaceSettings: { CodeEditorAppSettings: idle({ IdleTimeoutInMinutes: OPEN }) } },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

ruleCases(Rule.SPACE_NO_REMOTE_ACCESS, SPACE, [
  { name: 'disabled', properties: { SpaceSettings: { RemoteAccess: 'DISABLED' } }, is: 'pass' },
  { name: 'not said, which is disabled', properties: {}, is: 'pass' },
  { name: 'enabled', properties: { SpaceSettings: { RemoteAccess: 'ENABLED' } }, is: 'fail' },
  {
    name: 'a parameter',
    properties: { SpaceSettings: { RemoteAccess: OPEN } },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

const DIGEST = 'a'.repeat(64);
const REPOSITORY = { Resources: { Repository: { Type: 'AWS::ECR::Repository' } } };

ruleCases(Rule.IMAGE_VERSION_PINNED, 'AWS::SageMaker::ImageVersion', [
  {
    name: 'a digest',
    properties: { BaseImage: `111122223333.dkr.ecr.eu-west-1.amazonaws.com/lab@sha256:${DIGEST}` },
    is: 'pass',
  },
  {
    name: 'a digest behind a repository of the stack',
    properties: { BaseImage: { 'Fn::Sub': `\${Repository.RepositoryUri}@sha256:${DIGEST}` } },
    besides: REPOSITORY,
    is: 'pass',
  },
  {
    name: 'an asset of CDK, whose tag is a digest',
    properties: {
      BaseImage: { 'Fn::Sub': `\${AWS::AccountId}.dkr.ecr.eu-west-1.\${AWS::URLSuffix}/assets:${DIGEST}` },
    },
    is: 'pass',
  },
  { name: 'a tag', properties: { BaseImage: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/lab:latest' }, is: 'fail' },
  {
    name: 'a repository alone',
    properties: { BaseImage: { 'Fn::GetAtt': ['Repository', 'RepositoryUri'] } },
    besides: REPOSITORY,
    is: 'fail',
  },
  {
    name: 'a tag that is a parameter',
    properties: { BaseImage: { 'Fn::Sub': 'example.com/lab:${Open}' } },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

ruleCases(Rule.STUDIO_NO_CLASSIC, 'AWS::SageMaker::App', [
  { name: 'an application of today', properties: { AppType: 'JupyterLab' }, is: 'pass' },
  { name: 'a server of Classic', properties: { AppType: 'JupyterServer' }, is: 'fail' },
  { name: 'a kernel of Classic', properties: { AppType: 'KernelGateway' }, is: 'fail' },
  { name: 'a parameter', properties: { AppType: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);

ruleCases(Rule.STUDIO_NO_CLASSIC, 'AWS::SageMaker::StudioLifecycleConfig', [
  { name: 'for an application of today', properties: { StudioLifecycleConfigAppType: 'CodeEditor' }, is: 'pass' },
  { name: 'for Classic', properties: { StudioLifecycleConfigAppType: 'KernelGateway' }, is: 'fail' },
  { name: 'a parameter', properties: { StudioLifecycleConfigAppType: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);

ruleCases(Rule.STUDIO_NO_CLASSIC, 'AWS::SageMaker::AppImageConfig', [
  { name: 'for JupyterLab', properties: { JupyterLabAppImageConfig: {} }, is: 'pass' },
  { name: 'for kernels of Classic', properties: { KernelGatewayImageConfig: { KernelSpecs: [] } }, is: 'fail' },
  { name: 'a parameter', properties: { KernelGatewayImageConfig: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
]);

ruleCases(Rule.STUDIO_NO_CLASSIC, DOMAIN, [
  {
    name: 'settings of today',
    properties: { DefaultUserSettings: { JupyterLabAppSettings: {}, DefaultLandingUri: 'studio::' } },
    is: 'pass',
  },
  { name: 'settings of servers', properties: { DefaultUserSettings: { JupyterServerAppSettings: {} } }, is: 'fail' },
  {
    name: 'settings of kernels in shared spaces',
    properties: { DefaultSpaceSettings: { KernelGatewayAppSettings: {} } },
    is: 'fail',
  },
  {
    name: 'a landing page of Classic',
    properties: { DefaultUserSettings: { DefaultLandingUri: 'app:JupyterServer:' } },
    is: 'fail',
  },
  {
    name: 'settings of kernels in one case',
    properties: { DefaultUserSettings: { KernelGatewayAppSettings: eitherWay({}, { Ref: 'AWS::NoValue' }) } },
    besides: CONDITIONS,
    is: 'fail',
  },
  {
    name: 'a parameter',
    properties: { DefaultUserSettings: { KernelGatewayAppSettings: OPEN } },
    besides: PARAMETERS,
    is: 'cannot tell',
  },
]);

function uid(value: unknown): Json {
  return { DomainId: { Ref: 'Domain' }, UserSettings: { CustomPosixUserConfig: { Uid: value, Gid: 2000 } } };
}

function withOther(properties: Json): RuleCase['besides'] {
  const Resources = {
    Domain: { Type: DOMAIN },
    Elsewhere: { Type: DOMAIN },
    Other: { Type: USER_PROFILE, Properties: properties },
  };
  return { ...PARAMETERS, Resources };
}

ruleCases(Rule.STUDIO_POSIX_USERS, USER_PROFILE, [
  {
    name: 'none, which SageMaker then chooses',
    properties: { DomainId: { Ref: 'Domain' } },
    besides: withOther(uid(10000)),
    is: 'not judged',
  },
  { name: 'of its own', properties: uid(10001), besides: withOther(uid(10000)), is: 'pass' },
  { name: 'that of another', properties: uid(10000), besides: withOther(uid(10000)), is: 'fail' },
  { name: 'that of another, in text', properties: uid('10000'), besides: withOther(uid(10000)), is: 'fail' },
  {
    name: 'that of another in another domain',
    properties: uid(10000),
    besides: withOther({ ...uid(10000), DomainId: { Ref: 'Elsewhere' } }),
    is: 'pass',
  },
  { name: 'a parameter', properties: uid(OPEN), besides: withOther(uid(10000)), is: 'cannot tell' },
]);

test('studio-posix-users of a domain is left out, or that of all users', () => {
  const domain = (settings: Json) =>
    templateOf({ Resources: { Domain: { Type: DOMAIN, Properties: { DefaultUserSettings: settings } } } });
  const options = { rules: [Rule.STUDIO_POSIX_USERS] };
  expect(verdictsOn(domain({}), options)).toEqual([]);
  expect(verdictsOn(domain({ CustomPosixUserConfig: { Uid: 10000, Gid: 2000 } }), options)).toEqual([
    'Domain studio-posix-users fail: DefaultUserSettings.CustomPosixUserConfig.Uid must be left out: it would be that of all users',
  ]);
});

ruleCases(Rule.DOMAIN_SINGLE_SIGN_ON, DOMAIN, [
  { name: 'SSO', properties: { AuthMode: 'SSO' }, is: 'pass' },
  { name: 'IAM', properties: { AuthMode: 'IAM' }, is: 'fail', saying: ['AuthMode must be "SSO", got "IAM"'] },
  { name: 'no mode', properties: {}, is: 'fail' },
  { name: 'a parameter', properties: { AuthMode: OPEN }, besides: PARAMETERS, is: 'cannot tell' },
  {
    name: 'a condition with one other branch',
    properties: { AuthMode: eitherWay('SSO', 'IAM') },
    besides: CONDITIONS,
    is: 'fail',
  },
]);
