import { guardrails } from '../../../src';
import { action, sageMaker, singleValue } from './judges';
import { anyAccount, PRINCIPAL_ARN, role } from './parameters';
import type { GuardrailRows, Oracle, Request } from './row';

const { Guardrail } = guardrails;

const SOURCE_IP = 'aws:SourceIp';
const SOURCE_VPC = 'aws:SourceVpc';
const SOURCE_VPCE = 'aws:SourceVpce';
const VIA_SERVICE = 'aws:ViaAWSService';

const ENDPOINTS = ['vpce-0123456789abcdef0', 'vpce-0123456789abcdef1'];
const VPCS = ['vpc-0123456789abcdef0'];
const CIDRS = ['203.0.113.0/24'];

export const FROM = {
  [SOURCE_IP]: ['203.0.113.7', '198.51.100.7', '10.0.0.7'],
  [SOURCE_VPC]: [...VPCS, 'vpc-00000000000000bad'],
  [SOURCE_VPCE]: [...ENDPOINTS, 'vpce-00000000000000bad'],
};
const CALLERS = ['Portal', 'Portal2', 'x/Portal', 'Pipelines-1', 'team/Pipelines', 'caller'].map((name) => role(name));

/** Calls of SageMaker and of other services. */
export const CALLS = [
  ...sageMaker('CreateTrainingJob', 'InvokeEndpoint', 'ListModels', 'DescribeModel', 'CreatePresignedDomainUrl'),
  's3:GetObject',
  'ec2:DescribeVpcs',
];

/** One way in is enough. Each range here is that of the first three numbers. */
export function comesIn(
  request: Request,
  { vpcEndpointIds = [], vpcIds = [], cidrs = [] }: guardrails.FromNetworkOptions,
): boolean {
  const prefixes = cidrs.map((cidr) => cidr.replace(/\d+\/24$/, '')); // unanchored: the end
  return (
    vpcEndpointIds.includes(singleValue(request, SOURCE_VPCE) ?? '') ||
    vpcIds.includes(singleValue(request, SOURCE_VPC) ?? '') ||
    prefixes.some((prefix) => singleValue(request, SOURCE_IP)?.startsWith(prefix))
  );
}

function callsFrom(network: guardrails.FromNetworkOptions, isServiceRole: (arn: string) => boolean): Oracle {
  return {
    denies: (request) =>
      request.action.startsWith('sagemaker:') &&
      !comesIn(request, network) &&
      singleValue(request, VIA_SERVICE) !== 'true' &&
      !isServiceRole(singleValue(request, PRINCIPAL_ARN) ?? ''),
    values: { ...FROM, [VIA_SERVICE]: ['true', 'false', 'false'], [PRINCIPAL_ARN]: CALLERS },
    actions: CALLS,
  };
}

const [NOTEBOOK_URL, URLS] = [
  'CreatePresignedNotebookInstanceUrl',
  [
    'CreateHubContentPresignedUrls',
    'CreatePartnerAppPresignedUrl',
    'CreatePresignedDomainUrl',
    'CreatePresignedMlflowAppUrl',
    'CreatePresignedMlflowTrackingServerUrl',
    'CreatePresignedNotebookInstanceUrl',
  ],
];
const URL_ACTIONS = sageMaker(...URLS, 'DescribeNotebookInstance', 'StartNotebookInstance');

export const urlNetwork = { vpcEndpointIds: ENDPOINTS, cidrs: CIDRS };
const apiNetwork = { vpcEndpointIds: ENDPOINTS, vpcIds: VPCS, cidrs: CIDRS };

export const CALLER_ROWS: GuardrailRows = {
  presignedUrlsFromNetwork: {
    notes: 'see [below](#networks)',
    compares: { NotIpAddress: [SOURCE_IP], StringNotEquals: [SOURCE_VPC, SOURCE_VPCE] },
    make: () => Guardrail.presignedUrlsFromNetwork(urlNetwork),
    denies: (request) => action(...URLS)(request) && !comesIn(request, urlNetwork),
    values: FROM,
    actions: URL_ACTIONS,
  },
  presignedUrlsByPrincipals: {
    compares: { ArnNotLike: [PRINCIPAL_ARN] },
    make: () => Guardrail.presignedUrlsByPrincipals({ principalArns: [anyAccount('role/Portal*')] }),
    denies: (request) =>
      action(...URLS)(request) &&
      !/^arn:aws:iam::\d{12}:role\/Portal.*$/.test(singleValue(request, PRINCIPAL_ARN) ?? ''),
    values: { [PRINCIPAL_ARN]: CALLERS },
    actions: URL_ACTIONS,
  },
  apiFromNetwork: {
    notes:
      'the runtime and the console included; calls by AWS services with the credentials of the caller are allowed; name the `serviceRoleArns`',
    compares: {
      ArnNotLike: [PRINCIPAL_ARN],
      BoolIfExists: [VIA_SERVICE],
      NotIpAddress: [SOURCE_IP],
      StringNotEquals: [SOURCE_VPC, SOURCE_VPCE],
    },
    make: () => Guardrail.apiFromNetwork({ ...apiNetwork, serviceRoleArns: [anyAccount('role/Pipelines*')] }),
    ...callsFrom(apiNetwork, (arn) => /^arn:aws:iam::\d{12}:role\/Pipelines.*$/.test(arn)),
    variants: {
      'no service roles': {
        make: () => Guardrail.apiFromNetwork({ vpcIds: VPCS }),
        ...callsFrom({ vpcIds: VPCS }, () => false),
      },
    },
  },
  notebookUrlsFromNetwork: {
    notes: 'see [below](#networks)',
    compares: { NotIpAddress: [SOURCE_IP], StringNotEquals: [SOURCE_VPC, SOURCE_VPCE] },
    make: () => Guardrail.notebookUrlsFromNetwork({ cidrs: CIDRS }),
    denies: (request) => action(NOTEBOOK_URL)(request) && !comesIn(request, { cidrs: CIDRS }),
    values: FROM,
    actions: URL_ACTIONS,
  },
};
