import { actions, denying, elsewhereThan, except, on, type Place, row, type Specification } from '../../specification';
import { noneInAnyCase, someInAnyCase } from '../../terms';
import { KEY } from '../keys';
import { fromRanges, throughAny, throughEndpoints } from './callers';

/** Whatever is done with the content of hubs, or to use their models. */
const HUB_USE = ['*HubContent*', '*HubModel'];
const CREATION = ['CreateModel', 'CreateTrainingJob'];
const NETWORK = [throughEndpoints, fromRanges];
const MLFLOW = ['sagemaker-mlflow:*', 'CallMlflowAppApi', 'CreatePresignedMlflow*'];

export function generativeAi(at: Place): Record<string, Specification> {
  const hubs = ['hub/approved', 'hub-content/approved/*'].map((resource) => at.anyRegion(resource));
  return {
    approvedHubs: denying({
      deny: [elsewhereThan(hubs, row(HUB_USE))],
      allow: [on(hubs, row(HUB_USE)), row(except(HUB_USE))],
    }),
    noGatedModels: denying({
      deny: [row(CREATION, someInAnyCase(KEY.gatedModel, 'true'))],
      allow: [row(CREATION, noneInAnyCase(KEY.gatedModel, 'true')), row(except(CREATION))],
    }),
    mlflowFromNetwork: throughAny(MLFLOW, NETWORK, actions('*', 'sagemaker-mlflow:*')),
    partnerAppsFromNetwork: throughAny(['CallPartnerAppApi', 'CreatePartnerAppPresignedUrl'], NETWORK),
  };
}
