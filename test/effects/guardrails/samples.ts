import { Aws, Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { conditions, guardrails } from '../../../src';

const { AuthMode, ConditionKey, FileSystemAccessMode, FileSystemType, Requirement, WhenAbsent, WorkteamType } =
  conditions;
const { Exemption, Guardrail } = guardrails;

export const SUBNETS = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'];
export const SECURITY_GROUPS = ['sg-0123456789abcdef0', 'sg-0123456789abcdef1'];
export const ENDPOINTS = ['vpce-0123456789abcdef0', 'vpce-0123456789abcdef1'];
export const VPCS = ['vpc-0123456789abcdef0'];
export const CIDRS = ['203.0.113.0/24'];
/** One of each partition in which the cases run. */
export const REGIONS = ['us-west-2', 'cn-north-1', 'us-gov-west-1'];

const KEYS = [
  `arn:${Aws.PARTITION}:kms:${Aws.REGION}:${Aws.ACCOUNT_ID}:key/approved`,
  `arn:${Aws.PARTITION}:kms:*:${Aws.ACCOUNT_ID}:key/mrk-*`,
];

const FILE_SYSTEMS: conditions.FileSystemAccess[] = [
  { id: 'fs-0123456789abcdef0', type: FileSystemType.EFS, directories: ['/train', '/train/*'] },
  {
    id: 'fs-0123456789abcdef1',
    type: FileSystemType.FSX_LUSTRE,
    accessMode: FileSystemAccessMode.READ_WRITE,
    directories: ['/scratch'],
  },
];

function anywhere(resource: string): string {
  return `arn:${Aws.PARTITION}:sagemaker:*:${Aws.ACCOUNT_ID}:${resource}`;
}

function anyAccount(principal: string): string {
  return `arn:${Aws.PARTITION}:iam::*:${principal}`;
}

/** Each kind of exemption, by the name of its factory. */
export const EXEMPTIONS = {
  principals: () => Exemption.principals([anyAccount('role/Platform*'), anyAccount('user/break-glass')]),
  principalTag: () => Exemption.principalTag('Guardrails', ['off', 'none']),
  accounts: () => Exemption.accounts(['111122223333']),
  serviceLinkedRoles: () => Exemption.serviceLinkedRoles(),
  callsByServices: () => Exemption.callsByServices(),
} as const satisfies Record<string, () => guardrails.Exemption>;

const customStatement = new iam.PolicyStatement({
  sid: 'NoBearerTokens',
  effect: iam.Effect.DENY,
  actions: ['sagemaker:CallWithBearerToken'],
  resources: ['*'],
});

/** Guardrails with parameters, each named after its factory, with what is special about it behind a comma. */
export const SAMPLES = {
  imdsV2Notebooks: () => Guardrail.imdsV2Notebooks(),
  noNotebookRootAccess: () => Guardrail.noNotebookRootAccess(),
  noNotebookDirectInternet: () => Guardrail.noNotebookDirectInternet(),
  notebookLifecycleConfigs: () =>
    Guardrail.notebookLifecycleConfigs({ arns: [anywhere('notebook-instance-lifecycle-config/approved-*')] }),
  studioLifecycleConfigs: () =>
    Guardrail.studioLifecycleConfigs({ arns: [anywhere('studio-lifecycle-config/approved-*')] }),
  studioImages: () =>
    Guardrail.studioImages({ arns: [anywhere('image/approved')], versionArns: [anywhere('image-version/approved/*')] }),
  approvedNetwork: () => Guardrail.approvedNetwork({ subnetIds: SUBNETS, securityGroupIds: SECURITY_GROUPS }),
  'approvedNetwork, some actions': () =>
    Guardrail.approvedNetwork({
      subnetIds: SUBNETS,
      securityGroupIds: SECURITY_GROUPS,
      actions: ['sagemaker:CreateModel'],
    }),
  networkIsolation: () => Guardrail.networkIsolation(),
  interContainerEncryption: () => Guardrail.interContainerEncryption(),
  volumeEncryption: () => Guardrail.volumeEncryption({ keyArns: KEYS }),
  'volumeEncryption, every type': () => Guardrail.volumeEncryption({ keyArns: KEYS, instanceTypesWithoutKey: [] }),
  outputEncryption: () => Guardrail.outputEncryption({ keyArns: KEYS }),
  instanceTypes: () => Guardrail.instanceTypes({ allowed: ['ml.m5.*', 'ml.c5.xlarge', 'ml.g5.*'] }),
  maxRuntime: () => Guardrail.maxRuntime({ duration: Duration.hours(12) }),
  'maxRuntime, two days': () => Guardrail.maxRuntime({ duration: Duration.days(2) }),
  noRemoteDebug: () => Guardrail.noRemoteDebug(),
  noRemoteAccess: () => Guardrail.noRemoteAccess(),
  fileSystems: () => Guardrail.fileSystems({ fileSystems: FILE_SYSTEMS, securityGroupIds: SECURITY_GROUPS }),
  'fileSystems, required': () => Guardrail.fileSystems({ fileSystems: FILE_SYSTEMS, required: true }),
  'fileSystems, one of them': () => Guardrail.fileSystems({ fileSystems: FILE_SYSTEMS.slice(0, 1) }),
  workteams: () =>
    Guardrail.workteams({ types: [WorkteamType.PRIVATE], arns: [anywhere('workteam/private-crowd/approved')] }),
  'workteams, of a kind': () => Guardrail.workteams({ types: [WorkteamType.PRIVATE] }),
  vpcOnlyDomains: () => Guardrail.vpcOnlyDomains(),
  domainAuthMode: () => Guardrail.domainAuthMode({ mode: AuthMode.SSO }),
  ownSpaces: () => Guardrail.ownSpaces(),
  presignedUrlsFromNetwork: () => Guardrail.presignedUrlsFromNetwork({ vpcEndpointIds: ENDPOINTS, cidrs: CIDRS }),
  presignedUrlsByPrincipals: () => Guardrail.presignedUrlsByPrincipals({ principalArns: [anyAccount('role/Portal*')] }),
  apiFromNetwork: () =>
    Guardrail.apiFromNetwork({
      vpcEndpointIds: ENDPOINTS,
      vpcIds: VPCS,
      cidrs: CIDRS,
      serviceRoleArns: [anyAccount('role/Pipelines*')],
    }),
  'apiFromNetwork, no service roles': () => Guardrail.apiFromNetwork({ vpcIds: VPCS }),
  notebookUrlsFromNetwork: () => Guardrail.notebookUrlsFromNetwork({ cidrs: CIDRS }),
  domainIsolation: () =>
    Guardrail.domainIsolation({
      domainArn: `arn:${Aws.PARTITION}:sagemaker:${Aws.REGION}:${Aws.ACCOUNT_ID}:domain/d-own`,
    }),
  requireTags: () => Guardrail.requireTags({ tags: [{ key: 'CostCenter' }, { key: 'Team', values: ['ml-*'] }] }),
  'requireTags, any value': () => Guardrail.requireTags({ tags: [{ key: 'CostCenter' }] }),
  protectTags: () => Guardrail.protectTags({ keys: ['Team', 'CostCenter'] }),
  tagOnlyOnCreate: () => Guardrail.tagOnlyOnCreate(),
  noResourceSharing: () => Guardrail.noResourceSharing(),
  approvedRegions: () => Guardrail.approvedRegions({ regions: REGIONS }),
  protectExemptions: () =>
    Guardrail.protectExemptions({ exemptions: [EXEMPTIONS.principals(), EXEMPTIONS.principalTag()] }),
  'protectExemptions, of a role': () =>
    Guardrail.protectExemptions({ exemptions: [Exemption.principals([anyAccount('role/Platform*')])] }),
  confusedDeputyProtection: () =>
    Guardrail.confusedDeputyProtection({ organizationId: 'o-a1b2c3d4e5', thirdPartyAccountIds: ['444455556666'] }),
  custom: () =>
    Guardrail.custom({
      id: 'short-warm-pools',
      description: 'Warm pools are short and nobody calls with bearer tokens',
      requirements: [Requirement.atMost(ConditionKey.KEEP_ALIVE_PERIOD, 3600, { whenAbsent: WhenAbsent.ALLOW })],
      statements: [customStatement],
    }),
} as const satisfies Record<string, () => guardrails.Guardrail>;

export type SampleName = keyof typeof SAMPLES;

export const SAMPLE_NAMES = Object.keys(SAMPLES) as SampleName[];

/** The only one for resource control policies. */
export const FOR_RESOURCES: SampleName = 'confusedDeputyProtection';

/** Built-in guardrails for callers, one of each factory, as an organization that wants all of them would give them. */
export const ALL_FOR_CALLERS: readonly SampleName[] = [
  ...SAMPLE_NAMES.filter(
    (name) =>
      !name.includes(',') &&
      ![FOR_RESOURCES, 'custom', 'fileSystems', 'protectExemptions', 'requireTags', 'workteams'].includes(name),
  ),
  ...([
    'fileSystems, one of them',
    'protectExemptions, of a role',
    'requireTags, any value',
    'workteams, of a kind',
  ] as const),
];
