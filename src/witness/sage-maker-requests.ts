import { ACTIONS, RESOURCE_TYPE_ACTIONS, RESOURCE_TYPE_ARNS } from '../conditions/catalogue';
import { keyNamed } from '../conditions/known-key';
import type { Requests } from '../private/decisions/requests';

const PREFIX = 'sagemaker:';
/** Calls that policies of roles name, beside those of SageMaker. */
const ROLE_ACTIONS = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession', 'iam:PassRole'];
/** Keys that SageMaker sets for its own calls. No action of the reference has them. */
const ALWAYS = ['sagemaker:domainid', 'sagemaker:userprofilename'];
const ANY_ARN = 'arn:?*:?*:*:*:?*';

/** The requests that SageMaker's reference describes. About other services it is assumed that every request may have every key. */
export const SAGEMAKER_REQUESTS: Requests = {
  actions: [...ACTIONS.map((action) => PREFIX + action), ...ROLE_ACTIONS],
  resourcesOf: (action) => {
    const name = nameOf(action);
    if (name === undefined) {
      return action.startsWith('sts:') || action.startsWith('iam:') ? ['arn:?*:iam::?*:role/?*'] : ['*', ANY_ARN];
    }
    const types = Object.keys(RESOURCE_TYPE_ACTIONS).filter((type) => RESOURCE_TYPE_ACTIONS[type].includes(name));
    const arns = types.map((type) => RESOURCE_TYPE_ARNS[type].replace(/\$\{\w+\}/g, '?*'));
    return arns.length > 0 ? arns : ['*'];
  },
  hasKey: (action, key) => {
    const name = nameOf(action);
    const supportedBy = keyNamed(key)?.supportedBy;
    return ALWAYS.includes(key) || name === undefined || supportedBy === undefined || supportedBy.has(name);
  },
  hasSeveralValues: (key) => keyNamed(key)?.multiValued ?? false,
};

/** The name of a real action of SageMaker. */
function nameOf(action: string): string | undefined {
  const name = action.startsWith(PREFIX) ? action.slice(PREFIX.length) : undefined;
  return name !== undefined && ACTIONS.includes(name) ? name : undefined;
}
