import { Duration, Fn, Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { ConditionKey, Requirement, type WorkteamType } from '../../conditions';
import { absentAllowed, absentDenied } from '../../conditions/absence';
import { checkFormat, checkNotEmpty, knownItems } from '../../private/checks';
import { check, faultsOf, SecureSageMakerError } from '../../private/errors';
import { INSTANCE_TYPE_PATTERN } from '../../private/formats';
import type { ActionScopeOptions, InstanceTypesOptions, MaxRuntimeOptions, WorkteamsOptions } from '../options/jobs';
import { API_PAGE, CONDITION_KEYS_PAGE, type GuardrailDefinition, IDENTITY_POLICIES_PAGE } from './definition';
import { denyUnless, oneOf } from './deny';

/** What Studio calls the instances of its own servers. */
const STUDIO_INSTANCES = ['default', 'system'];

/** After which SageMaker stops a job that does not say. */
const DEFAULT_RUNTIME = Duration.days(1);

export function networkIsolation({ actions }: ActionScopeOptions): GuardrailDefinition {
  return {
    id: 'network-isolation',
    description: 'Jobs and models must have network isolation',
    controls: [5, 11, 12, 14, 20, 25].map((number) => `Security Hub SageMaker.${number}`).concat('Checkov CKV_AWS_370'),
    documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html',
    statements: denyUnless({ sid: 'NetworkIsolation', actions }, (options) =>
      Requirement.isTrue(ConditionKey.NETWORK_ISOLATION, options),
    ),
  };
}

export function interContainerEncryption({ actions }: ActionScopeOptions): GuardrailDefinition {
  return {
    id: 'inter-container-encryption',
    description: 'Jobs must encrypt the traffic between their containers',
    controls: [9, 10, 13, 15, 22].map((number) => `Security Hub SageMaker.${number}`).concat('Checkov CKV_AWS_369'),
    documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/dg/train-encrypt.html',
    statements: denyUnless({ sid: 'InterContainerEncryption', actions }, (options) =>
      Requirement.isTrue(ConditionKey.INTER_CONTAINER_TRAFFIC_ENCRYPTION, options),
    ),
  };
}

export function instanceTypes({ allowed, actions }: InstanceTypesOptions): GuardrailDefinition {
  const malformed = knownItems(allowed).flatMap((type) => checkFormat('an instance type', type, INSTANCE_TYPE_PATTERN));
  SecureSageMakerError.throwIfAny(
    undefined,
    faultsOf('InvalidInstanceType', [...checkNotEmpty('the allowed instance types', allowed), ...malformed]),
  );
  return {
    id: 'instance-types',
    description: 'SageMaker must use only approved instance types',
    documentationUrl: IDENTITY_POLICIES_PAGE,
    statements: denyUnless({ sid: 'InstanceTypes', actions }, (options) =>
      oneOf(ConditionKey.INSTANCE_TYPES, withStudio(allowed), options),
    ),
  };
}

/** A list that only a deployment knows cannot be added to, but joined and split again. */
function withStudio(types: string[]): string[] {
  return Token.isUnresolved(types)
    ? Fn.split(',', Fn.join(',', [...STUDIO_INSTANCES, Fn.join(',', types)]))
    : [...types, ...STUDIO_INSTANCES];
}

export function maxRuntime({ duration, actions }: MaxRuntimeOptions): GuardrailDefinition {
  const seconds = duration.toSeconds();
  const defaultIsShorter = !Token.isUnresolved(seconds) && seconds >= DEFAULT_RUNTIME.toSeconds();
  return {
    id: 'max-runtime',
    description: 'Jobs must not run longer than the maximum run time',
    documentationUrl: `${API_PAGE}/API_StoppingCondition.html`,
    statements: denyUnless(
      { sid: 'MaxRuntime', actions, absence: defaultIsShorter ? absentAllowed : absentDenied },
      (options) => Requirement.atMost(ConditionKey.MAX_RUNTIME_IN_SECONDS, seconds, options),
    ),
  };
}

export function noRemoteDebug(): GuardrailDefinition {
  return {
    id: 'no-remote-debug',
    description: 'Training jobs must not allow remote debugging',
    documentationUrl: 'https://docs.aws.amazon.com/sagemaker/latest/dg/train-remote-debugging.html',
    statements: denyUnless({ sid: 'NoRemoteDebug', absence: absentAllowed }, (options) =>
      Requirement.isFalse(ConditionKey.ENABLE_REMOTE_DEBUG, options),
    ),
  };
}

export function workteams({ types, arns }: WorkteamsOptions): GuardrailDefinition {
  SecureSageMakerError.throwIfAny(undefined, [
    ...check(
      types !== undefined || arns !== undefined,
      'InvalidGuardrail',
      'workteams needs types, arns or both, got neither',
    ),
    ...faultsOf('InvalidGuardrail', [...checkNotEmpty('types', types), ...checkNotEmpty('arns', arns)]),
  ]);
  return {
    id: 'workteams',
    description: 'Labeling jobs and human review workflows must use approved work teams',
    documentationUrl: CONDITION_KEYS_PAGE,
    statements: [...otherTypes(types), ...otherTeams(arns)],
  };
}

function otherTypes(types: WorkteamType[] | undefined): iam.PolicyStatement[] {
  if (!types) {
    return [];
  }
  return denyUnless({ sid: 'WorkteamTypes' }, (options) =>
    Requirement.isOneOf(ConditionKey.WORKTEAM_TYPE, types, options),
  );
}

function otherTeams(arns: string[] | undefined): iam.PolicyStatement[] {
  if (!arns) {
    return [];
  }
  return denyUnless({ sid: 'WorkteamArns' }, (options) => oneOf(ConditionKey.WORKTEAM_ARN, arns, options));
}
