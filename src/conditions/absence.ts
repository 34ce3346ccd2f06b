import type { ConditionKey } from './condition-key';

export type Conditions = { [operator: string]: { [key: string]: string[] } };

/**
 * When a request without the key is denied: under any of the conditions. With no condition at all (`{}`) always, with an
 * empty list never.
 */
export type AbsenceRule = (key: ConditionKey, action: string) => readonly Conditions[];

const ALWAYS: readonly Conditions[] = [{}];
const NEVER: readonly Conditions[] = [];

/** A schedule that names a job definition has no settings of its own; one with settings of its own has instances. */
const INLINE_SCHEDULE: readonly Conditions[] = [{ Null: { 'sagemaker:InstanceTypes': ['false'] } }];

/** The settings of an endpoint with models are those of its models; one without is for inference components. */
const WITHOUT_MODEL: readonly Conditions[] = [{ Null: { 'sagemaker:ModelArn': ['true'] } }];

const SCHEDULES = ['CreateMonitoringSchedule', 'UpdateMonitoringSchedule'];
const OF_SCHEDULES = byAction(INLINE_SCHEDULE, ...SCHEDULES);

/** Requests that rightly leave out what other requests of the same kind must say. */
const EXCEPTIONS: Readonly<Record<string, Readonly<Record<string, readonly Conditions[]>>>> = {
  // Serverless endpoints, schedules by reference, and apps, spaces and profiles that take what their domain says name no type.
  'sagemaker:InstanceTypes': byAction(
    NEVER,
    'CreateApp',
    'CreateDomain',
    'CreateEndpointConfig',
    'CreateSpace',
    'CreateUserProfile',
    ...SCHEDULES,
  ),
  'sagemaker:NetworkIsolation': byAction(WITHOUT_MODEL, 'CreateEndpointConfig'),
  // Only automated labeling has volumes.
  'sagemaker:VolumeKmsKeyArn': byAction(NEVER, 'CreateLabelingJob'),
  'sagemaker:VpcSecurityGroupIds': {
    ...byAction(WITHOUT_MODEL, 'CreateEndpointConfig'),
    ...byAction(NEVER, 'CreateUserProfile'),
  },
  'sagemaker:VpcSubnets': byAction(WITHOUT_MODEL, 'CreateEndpointConfig'),
  // Human review flows can do without people.
  'sagemaker:WorkteamArn': byAction(NEVER, 'CreateFlowDefinition'),
  'sagemaker:WorkteamType': byAction(NEVER, 'CreateFlowDefinition'),
};

function byAction(rule: readonly Conditions[], ...actions: readonly string[]): Record<string, readonly Conditions[]> {
  return Object.fromEntries(actions.map((action) => [`sagemaker:${action}`, rule]));
}

/** What creates must say so. Updates leave out what they do not change; those of schedules replace all settings. */
export function absentDenied({ name }: Pick<ConditionKey, 'name'>, action: string): readonly Conditions[] {
  return EXCEPTIONS[name]?.[action] ?? OF_SCHEDULES[action] ?? (action.startsWith('sagemaker:Update') ? NEVER : ALWAYS);
}

/** For what is off, or harmless, unless a request asks for it. */
export function absentAllowed(): readonly Conditions[] {
  return NEVER;
}

/** For what no request can do without. */
export function absentDeniedAlways(): readonly Conditions[] {
  return ALWAYS;
}
