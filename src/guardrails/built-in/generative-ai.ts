import { ConditionKey } from '../../conditions';
import { checkFormat, checkNotEmpty, knownItems } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { ARN } from '../../private/formats';
import { isPlaceholder } from '../../private/life-cycle/unknown';
import type { FromNetworkOptions } from '../options/callers';
import type { ApprovedHubsOptions } from '../options/generative-ai';
import { outside, sourceFaults } from './callers';
import type { GuardrailDefinition } from './definition';
import { deny } from './deny';

/** Operations on hub content and hub models. */
const HUB_USE = ['sagemaker:*HubContent*', 'sagemaker:*HubModel'];

export function approvedHubs(options: ApprovedHubsOptions): GuardrailDefinition {
  SecureSageMakerError.throwIfAny(undefined, hubFaults(options));
  const { hubArns, hubContentArns = hubArns.map((arn) => contentOf(arn)!) } = options;
  return {
    id: 'approved-hubs',
    description: 'JumpStart models and notebooks must come from approved hubs',
    documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/dg/jumpstart-curated-hubs.html',
    statements: [deny({ sid: 'ApprovedHubs', actions: HUB_USE, notResources: [...hubArns, ...hubContentArns] })],
  };
}

/** The ARN pattern of a hub's content. */
function contentOf(hubArn: string): string | undefined {
  if (isPlaceholder(hubArn)) {
    return hubArn;
  }
  const parts = /^((?:[^:]+:){5})hub\/(.+)$/.exec(hubArn);
  return parts ? `${parts[1]}hub-content/${parts[2]}/*` : undefined;
}

function hubFaults({ hubArns, hubContentArns }: ApprovedHubsOptions): Fault[] {
  const malformed = knownItems(hubArns).flatMap((arn) => checkFormat('a hub', arn, ARN));
  const underivable = hubContentArns || malformed.length > 0 ? [] : hubArns.filter((arn) => !contentOf(arn));
  return faultsOf('InvalidGuardrail', [
    ...checkNotEmpty('hubArns', hubArns),
    ...checkNotEmpty('hubContentArns', hubContentArns),
    ...malformed,
    ...underivable.map(
      (arn) => `hubContentArns is needed where the content does not follow from the ARN of a hub, got ${arn}`,
    ),
  ]);
}

export function noGatedModels(): GuardrailDefinition {
  const key = ConditionKey.DIRECT_GATED_MODEL_ACCESS;
  return {
    id: 'no-gated-models',
    description: 'Training jobs and models must not use gated models directly',
    documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/dg/jumpstart-foundation-models-choose.html',
    statements: [
      deny({
        sid: 'NoGatedModels',
        actions: key.actions,
        conditions: { StringEqualsIgnoreCase: { [key.name]: ['true'] } },
      }),
    ],
  };
}

export function mlflowFromNetwork(sources: FromNetworkOptions): GuardrailDefinition {
  SecureSageMakerError.throwIfAny(undefined, sourceFaults('mlflowFromNetwork', sources));
  return {
    id: 'mlflow-from-network',
    description: 'MLflow must be used from approved networks',
    documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/dg/mlflow-interface-endpoint.html',
    statements: [
      deny({
        sid: 'MlflowFromNetwork',
        actions: ['sagemaker-mlflow:*', 'sagemaker:CallMlflowAppApi', 'sagemaker:CreatePresignedMlflow*'],
        conditions: outside(sources),
      }),
    ],
  };
}

export function partnerAppsFromNetwork(sources: FromNetworkOptions): GuardrailDefinition {
  SecureSageMakerError.throwIfAny(undefined, sourceFaults('partnerAppsFromNetwork', sources));
  return {
    id: 'partner-apps-from-network',
    description: 'Partner AI apps must be used from approved networks',
    documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/dg/partner-apps.html',
    statements: [
      deny({
        sid: 'PartnerAppsFromNetwork',
        actions: ['sagemaker:CallPartnerAppApi', 'sagemaker:CreatePartnerAppPresignedUrl'],
        conditions: outside(sources),
      }),
    ],
  };
}
