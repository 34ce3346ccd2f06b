import {
  arnOf,
  denying,
  except,
  must,
  off,
  omitted,
  oneLike,
  oneOf,
  only,
  onlyArns,
  type Place,
  row,
  type Specification,
  sent,
  set,
  together,
  upTo,
} from '../../specification';
import { absent, every, is, otherThan, present, someOther } from '../../terms';
import { KEY } from '../keys';

const DEFINITIONS = [
  'CreateDataQualityJobDefinition',
  'CreateModelBiasJobDefinition',
  'CreateModelExplainabilityJobDefinition',
  'CreateModelQualityJobDefinition',
];
const AUTOML = ['CreateAutoMLJob', 'CreateAutoMLJobV2'];
export const TRAINING = ['CreateHyperParameterTuningJob', 'CreateTrainingJob'];
const JOBS = [...DEFINITIONS, ...TRAINING, 'CreateProcessingJob'];
const SCHEDULES = ['CreateMonitoringSchedule', 'UpdateMonitoringSchedule'];

/** A schedule with instances has its own settings; another one refers to a job definition. */
const schedules = [sent(SCHEDULES, present(KEY.instanceTypes)), omitted(SCHEDULES, absent(KEY.instanceTypes))];
/** An endpoint configuration with models takes their settings; one without is for inference components. */
const endpoints = [
  sent(['CreateEndpointConfig'], absent(KEY.model)),
  omitted(['CreateEndpointConfig'], present(KEY.model)),
];

export function notebooks(at: Place): Record<string, Specification> {
  const create = 'CreateNotebookInstance';
  return {
    imdsV2Notebooks: must(oneOf(KEY.imds, '2'), sent([create])),
    noNotebookRootAccess: must(oneOf(KEY.rootAccess, 'Disabled'), sent([create])),
    noNotebookDirectInternet: denying({
      deny: [row([create], otherThan(KEY.directInternet, 'Disabled'))],
      allow: [row([create], is(KEY.directInternet, 'Disabled')), row(except(create))],
    }),
    notebookLifecycleConfigs: must(
      onlyArns(KEY.notebookScripts, at.anyRegion('notebook-instance-lifecycle-config/approved-*')),
    ),
  };
}

const SUBNETS = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'];
export const GROUPS = ['sg-0123456789abcdef0', 'sg-0123456789abcdef1'];
const IN_VPC = [
  ...JOBS,
  ...AUTOML,
  'CreateCluster',
  'CreateDomain',
  'CreateJob',
  'CreateModel',
  'CreateNotebookInstance',
];

export function network(): Record<string, Specification> {
  return {
    approvedNetwork: together(
      must(only(KEY.subnets, ...SUBNETS), sent(IN_VPC), ...endpoints, ...schedules),
      must(only(KEY.securityGroups, ...GROUPS), sent(IN_VPC), ...endpoints, ...schedules),
    ),
    'approvedNetwork, some actions': together(
      ...[only(KEY.subnets, ...SUBNETS), only(KEY.securityGroups, ...GROUPS)].map(({ good, bad, absent: missing }) =>
        denying({
          deny: [row(['CreateModel'], bad), row(['CreateModel'], missing)],
          allow: [row(['CreateModel'], good), row(except('CreateModel'))],
        }),
      ),
    ),
  };
}

const TYPES = ['ml.c5.xlarge', 'ml.m5.*', 'ml.g5.*', 'system', 'default'];
const WITH_TYPES = [...JOBS, 'CreateCluster', 'CreateNotebookInstance', 'CreateTransformJob'];

export function jobs(at: Place): Record<string, Specification> {
  const team = arnOf(KEY.workteam, at.anyRegion('workteam/private-crowd/approved'));
  const kind = must(oneOf(KEY.workteamType, 'private-crowd'), sent(['CreateLabelingJob']));
  return {
    networkIsolation: must(set(KEY.networkIsolation), sent([...JOBS, 'CreateModel']), ...endpoints, ...schedules),
    interContainerEncryption: must(set(KEY.interContainerEncryption), sent([...JOBS, ...AUTOML]), ...schedules),
    instanceTypes: must(only(KEY.instanceTypes, ...TYPES), sent(WITH_TYPES)),
    // SageMaker's default is one day, which is more than the limit.
    maxRuntime: must(upTo(KEY.maxRuntime, 43_200), sent(JOBS), ...schedules),
    'maxRuntime, two days': must(upTo(KEY.maxRuntime, 172_800)),
    noRemoteDebug: must(off(KEY.remoteDebug)),
    workteams: together(must(team, sent(['CreateLabelingJob'])), kind),
    'workteams, of a kind': kind,
  };
}

/** Instance types whose only volume is local storage, which takes no key. */
const LOCAL_STORAGE = [
  ...['c5d', 'c6gd', 'c6id', 'm5d', 'm6gd', 'm6id', 'r5d', 'r6gd', 'r6id', 'i3en', 'i4i'],
  ...['g4dn', 'g5', 'g6', 'g6e', 'gr6', 'p4d', 'p4de', 'p5', 'p5e', 'p5en', 'trn1', 'trn1n'],
].map((family) => `ml.${family}.*`);

export function encryption({ environment: { partition, region, account } }: Place): Record<string, Specification> {
  const keys = [`${region}:${account}:key/approved`, `*:${account}:key/mrk-*`].map(
    (key) => `arn:${partition}:kms:${key}`,
  );
  const always = [...AUTOML, 'CreateDomain', 'CreateNotebookInstance'];
  const volumes = [...JOBS, 'CreateEndpointConfig', 'CreateTransformJob'];
  return {
    volumeEncryption: must(
      oneLike(KEY.volumeKey, ...keys),
      sent(always),
      sent([...volumes, ...SCHEDULES], someOther(KEY.instanceTypes, ...LOCAL_STORAGE)),
      omitted([...volumes, ...SCHEDULES], every(KEY.instanceTypes, ...LOCAL_STORAGE)),
      sent(volumes, absent(KEY.instanceTypes)),
      omitted(SCHEDULES, absent(KEY.instanceTypes)),
      // A labeling job takes a key only where it labels automatically, which no key tells.
      omitted(['CreateLabelingJob']),
    ),
    'volumeEncryption, labeling included': must(
      oneLike(KEY.volumeKey, ...keys),
      sent([...always, 'CreateLabelingJob']),
      sent([...volumes, ...SCHEDULES], someOther(KEY.instanceTypes, ...LOCAL_STORAGE)),
      omitted([...volumes, ...SCHEDULES], every(KEY.instanceTypes, ...LOCAL_STORAGE)),
      sent(volumes, absent(KEY.instanceTypes)),
      omitted(SCHEDULES, absent(KEY.instanceTypes)),
    ),
    'volumeEncryption, every type': must(oneLike(KEY.volumeKey, ...keys), sent([...always, ...volumes]), ...schedules),
    outputEncryption: must(
      oneLike(KEY.outputKey, ...keys),
      sent([...JOBS, ...AUTOML, 'CreateJob', 'CreateLabelingJob', 'CreateTransformJob']),
      ...schedules,
    ),
  };
}
