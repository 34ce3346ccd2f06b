import * as iam from 'aws-cdk-lib/aws-iam';
import { conditions, guardrails } from '../../../src';
import { action, any, never, sageMaker, unless } from './judges';
import type { GuardrailRows } from './row';

const { ConditionKey, Requirement, WhenAbsent } = conditions;
const { Guardrail } = guardrails;

const KEEP_ALIVE = 'sagemaker:KeepAlivePeriod';

const noBearerTokens = new iam.PolicyStatement({
  sid: 'NoBearerTokens',
  effect: iam.Effect.DENY,
  actions: ['sagemaker:CallWithBearerToken'],
  resources: ['*'],
});

export const CUSTOM: GuardrailRows = {
  custom: {
    compares: { NumericGreaterThan: [KEEP_ALIVE] },
    make: () =>
      Guardrail.custom({
        id: 'short-warm-pools',
        description: 'Warm pools must be short, and nobody must call with bearer tokens',
        requirements: [Requirement.atMost(ConditionKey.KEEP_ALIVE_PERIOD, 3600, { whenAbsent: WhenAbsent.ALLOW })],
        statements: [noBearerTokens],
      }),
    denies: any(
      unless(KEEP_ALIVE, (seconds) => Number(seconds) <= 3600, never),
      action('CallWithBearerToken'),
    ),
    values: { [KEEP_ALIVE]: ['0', '3600', '3601', '86400'] },
    actions: sageMaker('CallWithBearerToken'),
  },
};
