import { ACTIONS, RESOURCE_TYPE_ACTIONS, RESOURCE_TYPE_ARNS } from '../../src/conditions/catalogue';
import { keyNamed } from '../../src/conditions/known-key';
import type { Requests } from '../../src/private/decisions/requests';

const PREFIX = 'sagemaker:';
const ANY_ARN = 'arn:?*:?*:*:*:?*';

/** By the names of the actions, patterns of the resources that they can be about. */
const RESOURCES: ReadonlyMap<string, readonly string[]> = new Map(
  ACTIONS.map((action) => {
    const types = Object.keys(RESOURCE_TYPE_ACTIONS).filter((type) => RESOURCE_TYPE_ACTIONS[type].includes(action));
    return [PREFIX + action, types.map((type) => RESOURCE_TYPE_ARNS[type].replace(/\$\{\w+\}/g, '?*'))];
  }),
);

/**
 * All requests: every action of SageMaker about its resources and what other services have, with any condition key, whether AWS
 * documents it for the action or not.
 */
export const ALL_REQUESTS: Requests = {
  actions: ACTIONS.map((action) => PREFIX + action),
  resourcesOf: (action) => {
    // Actions that the catalogue does not have can be about anything.
    const resources = RESOURCES.get(action) ?? ['*', ANY_ARN];
    return resources.length > 0 ? resources : ['*'];
  },
  hasKey: () => true,
  hasSeveralValues: (key) => keyNamed(key)?.multiValued ?? false,
};
