import { guardrails } from '../../../src';
import { comesIn, FROM, urlNetwork } from './callers';
import { action, sageMaker, singleValue } from './judges';
import { ACCOUNT, anywhere } from './parameters';
import type { GuardrailRows, Request } from './row';

const { Guardrail } = guardrails;

const SOURCES = { NotIpAddress: ['aws:SourceIp'], StringNotEquals: ['aws:SourceVpc', 'aws:SourceVpce'] };
const GATED = 'sagemaker:DirectGatedModelAccess';

const HUB_USE = [
  'CreateHubContentPresignedUrls',
  'CreateHubContentReference',
  'DeleteHubContent',
  'DeleteHubContentReference',
  'DeployHubModel',
  'DescribeHubContent',
  'ImportHubContent',
  'ListHubContentVersions',
  'ListHubContents',
  'TrainHubModel',
  'UpdateHubContent',
  'UpdateHubContentReference',
];

/** Resources of hubs: approved ones and others. */
const HUBS = [
  'hub/approved',
  'hub-content/approved/Model/a/1',
  'hub/other',
  'hub/approved-not',
  'hub-content/other/Model/a/1',
];
const PUBLIC_HUB = 'arn:aws:sagemaker:us-west-2:aws:hub-content/SageMakerPublicHub/Model/a/1';

function ofApprovedHub({ resource }: Request): boolean {
  return /^arn:[^:]+:sagemaker:[^:]*:\d+:(hub\/approved|hub-content\/approved\/.*)$/.test(resource);
}

const MLFLOW = ['CallMlflowAppApi', 'CreatePresignedMlflowAppUrl', 'CreatePresignedMlflowTrackingServerUrl'];
const PARTNER_APPS = ['CallPartnerAppApi', 'CreatePartnerAppPresignedUrl'];

export const GENERATIVE_AI_ROWS: GuardrailRows = {
  approvedHubs: {
    notes:
      'name the hubs in `hubArns`; principals that add models to a hub need an exemption. It does not limit copied containers and artifacts',
    compares: {},
    make: () => Guardrail.approvedHubs({ hubArns: [anywhere('hub/approved')] }),
    denies: (request) => action(...HUB_USE)(request) && !ofApprovedHub(request),
    values: {},
    actions: sageMaker(...HUB_USE, 'DescribeHub', 'ListHubs', 'CreateModel'),
    resources: [...HUBS.map((name) => `arn:aws:sagemaker:us-west-2:${ACCOUNT}:${name}`), PUBLIC_HUB],
  },
  noGatedModels: {
    notes: 'exempt those who accepted the license of a model',
    compares: { StringEqualsIgnoreCase: [GATED] },
    make: () => Guardrail.noGatedModels(),
    denies: (request) =>
      action('CreateModel', 'CreateTrainingJob')(request) && singleValue(request, GATED)?.toLowerCase() === 'true',
    values: { [GATED]: ['true', 'True', 'false'] },
  },
  mlflowFromNetwork: {
    notes: 'see [below](#networks)',
    compares: SOURCES,
    make: () => Guardrail.mlflowFromNetwork(urlNetwork),
    denies: (request) =>
      (request.action.startsWith('sagemaker-mlflow:') || action(...MLFLOW)(request)) && !comesIn(request, urlNetwork),
    values: FROM,
    actions: [
      ...sageMaker(...MLFLOW, 'CreatePresignedDomainUrl', 'DescribeMlflowApp'),
      'sagemaker-mlflow:AccessUI',
      'sagemaker-mlflow:CreateRun',
    ],
  },
  partnerAppsFromNetwork: {
    notes: 'see [below](#networks)',
    compares: SOURCES,
    make: () => Guardrail.partnerAppsFromNetwork(urlNetwork),
    denies: (request) => action(...PARTNER_APPS)(request) && !comesIn(request, urlNetwork),
    values: FROM,
    actions: sageMaker(...PARTNER_APPS, 'CreatePresignedDomainUrl', 'DescribePartnerApp'),
  },
};
