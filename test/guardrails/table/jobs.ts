import { Duration } from 'aws-cdk-lib';
import { conditions, guardrails } from '../../../src';
import { endpointWithModels } from './approved-network';
import { action, among, any, never, unless } from './judges';
import { ACCOUNT, anywhere, FOREIGN, INSTANCE_TYPES, MODEL_ARN, SETTINGS } from './parameters';
import type { GuardrailRows } from './row';

const { Guardrail } = guardrails;

const DEBUG = 'sagemaker:EnableRemoteDebug';
const ISOLATION = 'sagemaker:NetworkIsolation';
const RUNTIME = 'sagemaker:MaxRuntimeInSeconds';
const TEAM_ARN = 'sagemaker:WorkteamArn';
const TEAM_TYPE = 'sagemaker:WorkteamType';
const TRAFFIC = 'sagemaker:InterContainerTrafficEncryption';

const RUNTIMES = ['1', '43200', '43201', '86400', '172800', '172801', '999999999'];
const WITHOUT_TYPES = action('CreateApp', 'CreateDomain', 'CreateEndpointConfig', 'CreateSpace', 'CreateUserProfile');

const TEAM = `arn:aws:sagemaker:us-west-2:${ACCOUNT}:workteam/private-crowd/approved`;
const TEAMS = {
  [TEAM_TYPE]: ['private-crowd', 'vendor-crowd', 'public-crowd'],
  [TEAM_ARN]: [TEAM, `${TEAM}-not`, `arn:aws:sagemaker:us-west-2:${FOREIGN}:workteam/private-crowd/approved`],
};
const flow = action('CreateFlowDefinition');
const privateOnly = unless(TEAM_TYPE, among('private-crowd'), flow);

export const JOBS: GuardrailRows = {
  networkIsolation: {
    notes: 'endpoints have the setting of their models, except where they are for inference components',
    compares: { Bool: [ISOLATION], Null: [INSTANCE_TYPES, MODEL_ARN, ISOLATION] },
    make: () => Guardrail.networkIsolation(),
    denies: unless(ISOLATION, among('true'), endpointWithModels),
    values: { [ISOLATION]: ['true', 'false'], ...SETTINGS },
  },
  interContainerEncryption: {
    compares: { Bool: [TRAFFIC], Null: [INSTANCE_TYPES, TRAFFIC] },
    make: () => Guardrail.interContainerEncryption(),
    denies: unless(TRAFFIC, among('true')),
    values: { [TRAFFIC]: ['true', 'false'], ...SETTINGS },
  },
  instanceTypes: {
    notes:
      'one of several included; apps, spaces, profiles, domains, endpoints and monitoring may name none; `ml.c5.*` does not include `ml.c5d.*`',
    compares: { 'ForAnyValue:StringNotLike': [INSTANCE_TYPES], Null: [INSTANCE_TYPES] },
    make: () => Guardrail.instanceTypes({ allowed: ['ml.m5.*', 'ml.c5.xlarge', 'ml.g5.*'] }),
    denies: unless(
      INSTANCE_TYPES,
      (type) => /^(ml\.(m5|g5)\..*|ml\.c5\.xlarge|system|default)$/.test(type),
      WITHOUT_TYPES,
    ),
    values: {
      [INSTANCE_TYPES]: {
        anyOf: [
          'ml.m5.large',
          'ml.g5.xlarge',
          'ml.p4d.24xlarge',
          'ml.g5x.large',
          'ml.c5.xlarge',
          'ml.c5.9xlarge',
          'system',
          'default',
        ],
      },
    },
  },
  maxRuntime: {
    notes: 'from a day on a job may leave it out, since SageMaker stops it after a day',
    compares: { Null: [INSTANCE_TYPES, RUNTIME], NumericGreaterThan: [RUNTIME] },
    make: () => Guardrail.maxRuntime({ duration: Duration.hours(12) }),
    denies: unless(RUNTIME, (seconds) => Number(seconds) <= 43_200),
    values: { [RUNTIME]: RUNTIMES, ...SETTINGS },
    variants: {
      'two days': {
        make: () => Guardrail.maxRuntime({ duration: Duration.days(2) }),
        denies: unless(RUNTIME, (seconds) => Number(seconds) <= 172_800, never),
        values: { [RUNTIME]: RUNTIMES, ...SETTINGS },
      },
    },
  },
  noRemoteDebug: {
    notes: 'off unless a request asks for it',
    compares: { Bool: [DEBUG] },
    make: () => Guardrail.noRemoteDebug(),
    denies: unless(DEBUG, among('false'), never),
    values: { [DEBUG]: ['true', 'false'] },
  },
  workteams: {
    notes: 'by type, by ARN or both; review workflows without people are allowed',
    compares: { ArnNotLike: [TEAM_ARN], Null: [TEAM_ARN, TEAM_TYPE], StringNotEquals: [TEAM_TYPE] },
    make: () =>
      Guardrail.workteams({
        types: [conditions.WorkteamType.PRIVATE],
        arns: [anywhere('workteam/private-crowd/approved')],
      }),
    denies: any(privateOnly, unless(TEAM_ARN, among(TEAM), flow)),
    values: TEAMS,
    variants: {
      'of a kind': {
        make: () => Guardrail.workteams({ types: [conditions.WorkteamType.PRIVATE] }),
        denies: privateOnly,
        values: TEAMS,
      },
    },
    short: 'of a kind',
  },
};
