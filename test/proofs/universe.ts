import { ACTIONS } from '../../src/conditions/catalogue';
import type { Requests } from '../../src/private/decisions/requests';
import { SAGEMAKER_REQUESTS } from '../../src/witness/sage-maker-requests';

const PREFIX = 'sagemaker:';
const ANY_ARN = 'arn:?*:?*:*:*:?*';

/** By the names of the actions, patterns of the resources that they can be about. */
const RESOURCES: ReadonlyMap<string, readonly string[]> = new Map(
  ACTIONS.map((name) => [PREFIX + name, SAGEMAKER_REQUESTS.resourcesOf(PREFIX + name)]),
);

/**
 * All requests: every action of SageMaker about its resources and what other services have, with any condition key, whether AWS
 * documents it for the action or not.
 */
export const ALL_REQUESTS: Requests = {
  actions: ACTIONS.map((action) => PREFIX + action),
  // Actions that the catalogue does not have can be about anything.
  resourcesOf: (action) => RESOURCES.get(action) ?? ['*', ANY_ARN],
  hasKey: () => true,
  hasSeveralValues: SAGEMAKER_REQUESTS.hasSeveralValues,
};
