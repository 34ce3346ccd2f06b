import type { Json } from '../support';
import { type AgreementTemplate, TEMPLATES } from './templates';

const SAGEMAKER = { Service: 'sagemaker.amazonaws.com' };
const ACCOUNT = '111122223333';
const FULL_ACCESS = 'iam::aws:policy/AmazonSageMakerFullAccess';

function template(name: string, Type: string, Properties: Json, sections: Json = {}): AgreementTemplate {
  return { name, json: { ...sections, Resources: { Subject: { Type, Properties } } } };
}

/** Sets one property of a notebook instance or domain that meets all rules. */
function subject(type: string, secure: Json): (name: string, properties: Json) => AgreementTemplate {
  const parameters = { Parameters: { Given: { Type: 'String' }, Groups: { Type: 'CommaDelimitedList' } } };
  return (name, properties) => {
    const all = Object.entries({ ...secure, ...properties }).filter(([, value]) => value !== undefined);
    return template(name, type, Object.fromEntries(all), parameters);
  };
}

const notebook = subject('AWS::SageMaker::NotebookInstance', {
  InstanceType: 'ml.t3.medium',
  RoleArn: `arn:aws:iam::${ACCOUNT}:role/notebook`,
  DirectInternetAccess: 'Disabled',
  RootAccess: 'Disabled',
  PlatformIdentifier: 'notebook-al2023-v1',
  SubnetId: 'subnet-0123456789abcdef0',
  SecurityGroupIds: ['sg-0123456789abcdef0'],
  KmsKeyId: 'alias/notebooks',
  InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
});

const imds = (version: unknown) => ({
  InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: version },
});

const NOTEBOOKS = [
  notebook('a notebook that meets all rules', {}),
  notebook('a notebook with IMDSv1', imds('1')),
  notebook('a notebook with IMDSv2 as a number', imds(2)),
  notebook('a notebook with an IMDS version by a parameter', imds({ Ref: 'Given' })),
  notebook('a notebook with an empty IMDS configuration', { InstanceMetadataServiceConfiguration: {} }),
  notebook('a notebook with a blank subnet', { SubnetId: ' ' }),
  notebook('a notebook with a blank security group', { SecurityGroupIds: ['sg-0123456789abcdef0', ''] }),
  notebook('a notebook with security groups by a parameter', { SecurityGroupIds: { Ref: 'Groups' } }),
  notebook('a notebook with the ARN of a key of AWS', { KmsKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/aws/ebs` }),
  notebook('a notebook with an accelerator', { AcceleratorTypes: ['ml.eia2.medium'] }),
  notebook('a notebook with no accelerators', { AcceleratorTypes: [] }),
];

const idle = (LifecycleManagement?: string, IdleTimeoutInMinutes?: unknown, MaxIdleTimeoutInMinutes?: unknown) => ({
  AppLifecycleManagement: {
    IdleSettings: { LifecycleManagement, IdleTimeoutInMinutes, MaxIdleTimeoutInMinutes },
  },
});
const USER_SETTINGS = {
  JupyterLabAppSettings: idle('ENABLED', 60),
  CodeEditorAppSettings: idle('ENABLED', 480, 480),
};

const domain = subject('AWS::SageMaker::Domain', {
  DomainName: 'science',
  AuthMode: 'SSO',
  VpcId: 'vpc-0123456789abcdef0',
  SubnetIds: ['subnet-0123456789abcdef0'],
  AppNetworkAccessType: 'VpcOnly',
  KmsKeyId: 'alias/studio',
  DefaultUserSettings: USER_SETTINGS,
  DomainSettings: { ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME' },
  Tags: [{ Key: 'owner', Value: 'science' }],
});

function users(name: string, settings: Json): AgreementTemplate {
  return domain(name, { DefaultUserSettings: { ...USER_SETTINGS, ...settings } });
}

const DOMAINS = [
  domain('a domain that meets all rules', {}),
  domain('a domain without key', { KmsKeyId: undefined }),
  domain('a domain with the key of AWS', { KmsKeyId: 'alias/aws/elasticfilesystem' }),
  domain('a domain with IAM users', { AuthMode: 'IAM' }),
  domain('a domain that allows Docker', {
    DomainSettings: {
      ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME',
      DockerSettings: { EnableDockerAccess: 'ENABLED' },
    },
  }),
  domain('a domain that denies Docker', {
    DomainSettings: {
      ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME',
      DockerSettings: { EnableDockerAccess: 'DISABLED' },
    },
  }),
  domain('a domain without source identity', { DomainSettings: { ExecutionRoleIdentityConfig: 'DISABLED' } }),
  domain('a domain without tags', { Tags: undefined }),
  domain('a domain with tags of AWS', { Tags: [{ Key: 'aws:cloudformation:stack-name', Value: 'studio' }] }),
  domain('a domain with tags of both kinds', {
    Tags: [
      { Key: 'aws:cloudformation:stack-name', Value: 'studio' },
      { Key: 'owner', Value: 'science' },
    ],
  }),
  users('a domain that shares output', { SharingSettings: { NotebookOutputOption: 'Allowed' } }),
  users('a domain that shares no output', { SharingSettings: { NotebookOutputOption: 'Disabled' } }),
  users('a domain with a POSIX user', { CustomPosixUserConfig: { Uid: 10_000, Gid: 1001 } }),
  users('a domain with settings of Studio Classic', { JupyterServerAppSettings: {} }),
  users('a domain that opens Studio Classic', { DefaultLandingUri: 'app:JupyterServer:' }),
  users('a domain that opens Studio', { DefaultLandingUri: 'studio::' }),
  users('a domain that never shuts down', { JupyterLabAppSettings: {} }),
  users('a domain that does not shut down', { JupyterLabAppSettings: idle('DISABLED', 60) }),
  users('a domain that shuts down late', { JupyterLabAppSettings: idle('ENABLED', 481) }),
  users('a domain whose users may shut down late', { CodeEditorAppSettings: idle('ENABLED', 60, 600) }),
  users('a domain that shuts down after a text', { JupyterLabAppSettings: idle('ENABLED', '60') }),
  users('a domain that shuts down by a parameter', { JupyterLabAppSettings: idle('ENABLED', { Ref: 'Given' }) }),
  domain('a domain whose spaces do not shut down', {
    DefaultSpaceSettings: { JupyterLabAppSettings: idle('DISABLED') },
  }),
  domain('a domain whose spaces shut down early', {
    DefaultSpaceSettings: { JupyterLabAppSettings: idle(undefined, 60) },
  }),
];

interface Statement {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly Condition?: Json;
}

function statement(parts: Statement = {}): Statement {
  return { Effect: 'Allow', Principal: SAGEMAKER, Action: 'sts:AssumeRole', ...parts };
}

function conditioned(operator: string, key: string, value: unknown): Statement {
  return statement({ Condition: { [operator]: { [key]: value } } });
}

function trust(name: string, ...Statement: readonly Statement[]): AgreementTemplate {
  const document = { Version: '2012-10-17', Statement };
  return template(name, 'AWS::IAM::Role', { AssumeRolePolicyDocument: document });
}

function role(name: string, ManagedPolicyArns: unknown, Parameters: Json = {}): AgreementTemplate {
  const AssumeRolePolicyDocument = { Version: '2012-10-17', Statement: [CLOSED] };
  return template(name, 'AWS::IAM::Role', { AssumeRolePolicyDocument, ManagedPolicyArns }, { Parameters });
}

const CLOSED = conditioned('StringEquals', 'aws:SourceAccount', { Ref: 'AWS::AccountId' });
const ARN = `arn:aws:sagemaker:*:${ACCOUNT}:*`;
const joined = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });

const ROLES = [
  trust('a role for the own account', CLOSED),
  trust('a role for an account', conditioned('StringEquals', 'aws:SourceAccount', ACCOUNT)),
  trust('a role for an account in other letters', conditioned('StringEquals', 'aws:sourceaccount', ACCOUNT)),
  trust(
    'a role for the account of the resource',
    conditioned('StringEquals', 'aws:SourceAccount', '${aws:ResourceAccount}'),
  ),
  trust('a role for any account', conditioned('StringLike', 'aws:SourceAccount', '*')),
  trust('a role for one account and any other', conditioned('StringLike', 'aws:SourceAccount', [ACCOUNT, '*'])),
  trust('a role for an account by a parameter', conditioned('StringEquals', 'aws:SourceAccount', { Ref: 'Given' })),
  trust('a role for all but an account', conditioned('StringNotEquals', 'aws:SourceAccount', ACCOUNT)),
  trust('a role for an account, if there is one', conditioned('StringEqualsIfExists', 'aws:SourceAccount', ACCOUNT)),
  trust('a role without condition', statement()),
  trust('a role with a statement without condition', CLOSED, statement()),
  {
    ...template('a role with one statement that is no list', 'AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: statement() },
    }),
  },
  trust(
    'a role for two services',
    statement({ Principal: { Service: ['lambda.amazonaws.com', 'sagemaker.amazonaws.com'] } }),
  ),
  trust('a role for geospatial jobs', statement({ Principal: { Service: 'sagemaker-geospatial.amazonaws.com' } })),
  trust('a role for everybody as well', CLOSED, statement({ Principal: '*' })),
  trust('a role for every account as well', CLOSED, statement({ Principal: { AWS: '*' } })),
  trust('a role for users as well', CLOSED, statement({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } })),
  trust(
    'a role for all but a service as well',
    CLOSED,
    statement({ Principal: undefined, NotPrincipal: { Service: 'ec2.amazonaws.com' } }),
  ),
  trust('a role with session tags', CLOSED, statement({ Action: 'sts:TagSession' })),
  trust('a role with session tags and more', CLOSED, statement({ Action: ['sts:TagSession', 'sts:AssumeRole'] })),
  trust('a role with all actions of STS', statement({ Action: 'sts:*' })),
  trust('a role that denies as well', CLOSED, statement({ Effect: 'Deny', Action: 'sts:TagSession' })),
  trust('a role that only a denial closes', statement(), {
    ...conditioned('StringNotEquals', 'aws:SourceAccount', ACCOUNT),
    Effect: 'Deny',
  }),
  trust('a role for ARNs of an account', conditioned('ArnLike', 'aws:SourceArn', ARN)),
  trust('a role for ARNs of any account', conditioned('ArnLike', 'aws:SourceArn', 'arn:aws:sagemaker:*:*:*')),
  trust(
    'a role for texts of an account',
    conditioned('StringLike', 'aws:SourceArn', `arn:aws:sagemaker:eu-west-1:${ACCOUNT}:*`),
  ),
  trust('a role for texts with a wildcard before the account', conditioned('StringLike', 'aws:SourceArn', ARN)),
  trust(
    'a role for joined ARNs',
    conditioned(
      'ArnLike',
      'aws:SourceArn',
      joined('arn:', { Ref: 'AWS::Partition' }, ':sagemaker:*:', { Ref: 'AWS::AccountId' }, ':*'),
    ),
  ),
  trust('a role for an organization', conditioned('StringEquals', 'aws:SourceOrgID', 'o-a1b2c3d4e5')),
  trust(
    'a role for a path of an organization',
    conditioned('ForAnyValue:StringLike', 'aws:SourceOrgPaths', 'o-a1b2c3d4e5/r-ab12/*'),
  ),
  trust('a role for any organization', conditioned('ForAnyValue:StringLike', 'aws:SourceOrgPaths', '*')),
  trust('a role for another service', statement({ Principal: { Service: 'lambda.amazonaws.com' } })),
  role('a role with full access', [`arn:aws:${FULL_ACCESS}`]),
  role('a role with joined full access', [joined('arn:', { Ref: 'AWS::Partition' }, `:${FULL_ACCESS}`)]),
  role('a role with read access', [
    joined('arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/AmazonSageMakerReadOnly'),
  ]),
  role('a role with no policies', []),
  role('a role with a policy by a parameter', [{ Ref: 'Given' }], { Given: { Type: 'String' } }),
];

/** All templates of the agreement table, and those that only the rules of this library judge. */
export const GUARD_TEMPLATES: readonly AgreementTemplate[] = [...TEMPLATES, ...NOTEBOOKS, ...DOMAINS, ...ROLES];
