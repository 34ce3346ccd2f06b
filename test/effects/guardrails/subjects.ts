import { guardrails } from '../../../src';
import { allowing, managedPolicies, organizationPolicies, type Policy, type Subject } from '../policies';
import type { LintRules } from '../policy-lint';
import { ALL_FOR_CALLERS, EXEMPTIONS, FOR_RESOURCES, SAMPLE_NAMES, SAMPLES, type SampleName } from './samples';

function sageMaker(...names: string[]): string[] {
  return names.map((name) => `sagemaker:${name}`);
}

/** Keys of which a single value is compared, which a negated operator takes for another one where the key is absent. */
const COMPARED = sageMaker(
  ...[
    'AppNetworkAccessType',
    'AuthMode',
    'DirectInternetAccess',
    'FileSystemAccessMode',
    'FileSystemDirectoryPath',
    'FileSystemId',
    'FileSystemType',
  ],
  ...['MinimumInstanceMetadataServiceVersion', 'RemoteAccess', 'RootAccess', 'SpaceSharingType', 'WorkteamType'],
);
const DOMAIN_TAGS = ['aws:RequestTag/sagemaker:domain-arn', 'aws:ResourceTag/sagemaker:domain-arn'];
const KEYS_OF_KMS = sageMaker('OutputKmsKeyArn', 'VolumeKmsKeyArn');
const NETWORK = sageMaker('VpcSecurityGroupIds', 'VpcSubnets');

/** Which operator guardrails may use on which key. */
export const GUARDRAILS_RULES: LintRules = {
  operators: {
    ArnNotLike: ['aws:PrincipalArn', ...sageMaker('OwnerUserProfileArn', 'WorkteamArn')],
    Bool: [
      'aws:PrincipalIsAWSService',
      ...sageMaker('EnableRemoteDebug', 'InterContainerTrafficEncryption', 'NetworkIsolation'),
    ],
    BoolIfExists: ['aws:ViaAWSService'],
    'ForAnyValue:ArnNotLike': sageMaker(
      'ImageArns',
      'ImageVersionArns',
      'NotebookInstanceLifecycleConfigArns',
      'StudioLifecycleConfigArns',
    ),
    'ForAnyValue:StringEqualsIgnoreCase': ['aws:TagKeys'],
    'ForAnyValue:StringLike': ['aws:TagKeys'],
    'ForAnyValue:StringNotEquals': NETWORK,
    'ForAnyValue:StringNotLike': sageMaker('InstanceTypes'),
    NotIpAddress: ['aws:SourceIp'],
    Null: [
      ...COMPARED,
      ...DOMAIN_TAGS,
      ...KEYS_OF_KMS,
      ...NETWORK,
      ...['aws:RequestTag/CostCenter', 'aws:SourceAccount'],
      ...sageMaker('InstanceTypes', 'InterContainerTrafficEncryption', 'MaxRuntimeInSeconds', 'ModelArn'),
      ...sageMaker('NetworkIsolation', 'OwnerUserProfileArn', 'TaggingAction', 'WorkteamArn'),
    ],
    NumericGreaterThan: sageMaker('KeepAlivePeriod', 'MaxRuntimeInSeconds'),
    StringEquals: sageMaker('FileSystemId'),
    StringLike: ['ram:RequestedResourceType', ...sageMaker('FileSystemDirectoryPath')],
    StringNotEquals: [
      ...COMPARED,
      ...DOMAIN_TAGS,
      ...['aws:PrincipalAccount', 'aws:PrincipalTag/Guardrails', 'aws:RequestedRegion'],
      ...['aws:SourceAccount', 'aws:SourceOrgID', 'aws:SourceVpc', 'aws:SourceVpce'],
    ],
    StringNotLike: [...KEYS_OF_KMS, 'aws:RequestTag/Team', 'sagemaker:FileSystemDirectoryPath'],
  },
};

function inServiceControlPolicy(names: readonly SampleName[], exemptions?: guardrails.Exemption[]): Subject {
  return {
    policies: (template) => [...organizationPolicies('scp')(template), allowing('identity')],
    build: (stack) => {
      new guardrails.ServiceControlPolicy(stack, 'Policy', {
        guardrails: names.map((name) => SAMPLES[name]()),
        exemptions,
      });
    },
  };
}

const inResourceControlPolicy: Subject = {
  policies: (template) => [...organizationPolicies('rcp')(template), allowing('resource')],
  build: (stack) => {
    new guardrails.ResourceControlPolicy(stack, 'Policy', { guardrails: [SAMPLES[FOR_RESOURCES]()] });
  },
};

/** What the renderers have in common is shown with these. */
const RENDERED: readonly SampleName[] = ['imdsV2Notebooks', 'approvedNetwork', 'instanceTypes', 'protectTags'];

const asPermissionsBoundary: Subject = {
  policies: (template) => [
    ...managedPolicies(template).map((policy): Policy => ({ ...policy, kind: 'boundary' })),
    allowing('identity'),
  ],
  build: (stack) => {
    new guardrails.PermissionsBoundaryPolicy(stack, 'Boundary', {
      guardrails: RENDERED.map((name) => SAMPLES[name]()),
    });
  },
};

const asGuardrailPolicy: Subject = {
  policies: (template) => [...managedPolicies(template), allowing('identity')],
  build: (stack) => {
    new guardrails.GuardrailPolicy(stack, 'Policy', { guardrails: RENDERED.map((name) => SAMPLES[name]()) });
  },
};

const singles = SAMPLE_NAMES.map((name): [string, Subject] => [
  `Guardrail.${name}`,
  name === FOR_RESOURCES ? inResourceControlPolicy : inServiceControlPolicy([name]),
]);

const exempting = Object.entries(EXEMPTIONS).map(([name, exemption]): [string, Subject] => [
  `Exemption.${name} from Guardrail.imdsV2Notebooks`,
  inServiceControlPolicy(['imdsV2Notebooks'], [exemption()]),
]);

export const EVERY_GUARDRAIL = 'ServiceControlPolicy with every guardrail';

export const GUARDRAILS_SUBJECTS: Readonly<Record<string, Subject>> = {
  ...Object.fromEntries(singles),
  'ServiceControlPolicy with some guardrails': inServiceControlPolicy(RENDERED),
  'PermissionsBoundaryPolicy with some guardrails': asPermissionsBoundary,
  'GuardrailPolicy with some guardrails': asGuardrailPolicy,
  ...Object.fromEntries(exempting),
  'several exemptions from Guardrail.apiFromNetwork': inServiceControlPolicy(
    ['apiFromNetwork'],
    [EXEMPTIONS.principals(), EXEMPTIONS.principalTag()],
  ),
  [EVERY_GUARDRAIL]: inServiceControlPolicy(ALL_FOR_CALLERS),
};
