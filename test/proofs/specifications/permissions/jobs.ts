import { allowing, on, type Place, type Row, row, type Specification } from '../../specification';
import {
  absent,
  arnLike,
  every,
  everyIfSent,
  is,
  isTrue,
  like,
  notTrue,
  present,
  type Term,
  unlike,
} from '../../terms';
import { KEY, requestTag, resourceTag } from '../keys';
import { ofTypes, passingRole, readingLogs, taggingOnCreate, watching } from './common';

const CREATES = ['CreateHyperParameterTuningJob', 'CreateTrainingJob'];
const JOBS = ['hyper-parameter-tuning-job', 'training-job'];
const RESERVED = ['reserved-capacity', 'training-plan'];
const SUBNETS = every(KEY.subnets, 'subnet-a', 'subnet-b');
const GROUPS = every(KEY.securityGroups, 'sg-a', 'sg-b');

interface Training {
  /** When jobs can be created; each line is enough. */
  readonly creates: readonly (readonly Term[])[];
  readonly updates?: readonly Term[];
  readonly tags?: readonly Term[];
  /** When existing jobs can be read, stopped and changed. */
  readonly own?: readonly Term[];
  /** Whether the holder can delete its own jobs. */
  readonly deletes?: boolean;
}

/** Training jobs and tuning jobs of the account: created as required, tagged with the creation, watched and stopped. */
function training(at: Place, { creates, updates = [], tags = [], own = [], deletes = false }: Training): Row[] {
  const created = ofTypes(at, ...JOBS, ...RESERVED);
  const deleting = deletes ? ['DeleteHyperParameterTuningJob', 'DeleteTrainingJob'] : [];
  const existing = [
    ...['BatchGetMetrics', 'DescribeHyperParameterTuningJob', 'DescribeTrainingJob', 'StopHyperParameterTuningJob'],
    ...['ListTrainingJobsForHyperParameterTuningJob', 'StopTrainingJob', ...deleting],
  ];
  return [
    passingRole(at),
    watching('ListHyperParameterTuningJobs', 'ListTrainingJobs'),
    readingLogs(at, 'TrainingJobs'),
    ...creates.map((when) => on(created, row(CREATES, ...when))),
    ...taggingOnCreate(created, CREATES, ...tags),
    on(ofTypes(at, ...JOBS, 'experiment-trial-component'), row(existing, ...own)),
    on(ofTypes(at, 'training-job'), row(['UpdateTrainingJob'], notTrue(KEY.remoteDebug), ...updates, ...own)),
  ];
}

const TRAIN = [
  is(KEY.fileSystem, 'fs-12345678'),
  is(KEY.fileSystemType, 'EFS'),
  is(KEY.fileSystemMode, 'ro'),
  like(KEY.fileSystemDirectory, '/train', '/train/*'),
  unlike(KEY.fileSystemDirectory, '*/..', '*/../*'),
];
const MODELS = [
  is(KEY.fileSystem, 'fs-87654321'),
  is(KEY.fileSystemType, 'FSxLustre'),
  is(KEY.fileSystemMode, 'ro', 'rw'),
  is(KEY.fileSystemDirectory, '/models'),
];

function encrypted(at: Place, localTypes: readonly string[] = []): Row[] {
  const [output, volume] = [
    arnLike(KEY.outputKey, at.arn('kms', 'key/output')),
    arnLike(KEY.volumeKey, at.arn('kms', 'key/volumes')),
  ];
  const types = ['automl-job', ...JOBS, 'processing-job', 'transform-job'];
  const created = ofTypes(at, ...types, ...RESERVED);
  const withInstances = [...CREATES, 'CreateProcessingJob', 'CreateTransformJob'];
  const creates = ['CreateAutoMLJob', 'CreateAutoMLJobV2', ...withInstances];
  const lists = ['AutoMLJobs', 'CandidatesForAutoMLJob', 'HyperParameterTuningJobs', 'ProcessingJobs'];
  const describes = [
    'AutoMLJob',
    'AutoMLJobV2',
    'HyperParameterTuningJob',
    'ProcessingJob',
    'TrainingJob',
    'TransformJob',
  ];
  const stops = describes.filter((job) => job !== 'AutoMLJobV2');
  const local = on(
    created.filter((arn) => !arn.includes('automl')),
    row(withInstances, output, every(KEY.instanceTypes, ...localTypes), absent(KEY.volumeKey)),
  );
  return [
    passingRole(at),
    watching(...[...lists, 'TrainingJobs', 'TransformJobs'].map((list) => `List${list}`)),
    readingLogs(at, 'ProcessingJobs', 'TrainingJobs', 'TransformJobs'),
    on(created, row(creates, output, volume)),
    ...(localTypes.length > 0 ? [local] : []),
    ...taggingOnCreate(created, creates),
    on(
      ofTypes(at, ...types, 'experiment-trial-component'),
      row([
        ...['BatchGetMetrics', 'ListTrainingJobsForHyperParameterTuningJob'],
        ...describes.map((job) => `Describe${job}`),
        ...stops.map((job) => `Stop${job}`),
      ]),
    ),
    on(ofTypes(at, 'training-job'), row(['UpdateTrainingJob'], notTrue(KEY.remoteDebug))),
  ];
}

export function jobs(at: Place): Record<string, Specification> {
  const onC5 = 'ml.c5.*';
  const project = '${aws:PrincipalTag/Project}';
  const trains = (what: Training) => allowing(...training(at, what));
  return {
    fileSystemTraining: trains({ creates: [TRAIN, MODELS] }),
    'fileSystemTraining with security groups': trains({ creates: [[...TRAIN, GROUPS]] }),
    'fileSystemTraining with jobs from S3': trains({ creates: [TRAIN, [absent(KEY.fileSystem)]] }),
    vpcTraining: trains({ creates: [[SUBNETS, GROUPS]] }),
    isolatedTraining: trains({ creates: [[isTrue(KEY.networkIsolation)]] }),
    trainingOnInstanceTypes: trains({
      creates: [[every(KEY.instanceTypes, onC5)]],
      updates: [everyIfSent(KEY.instanceTypes, onC5)],
    }),
    intersection: trains({
      creates: [[isTrue(KEY.networkIsolation), every(KEY.instanceTypes, onC5), is(requestTag('Project'), project)]],
      updates: [everyIfSent(KEY.instanceTypes, onC5)],
      tags: [is(requestTag('Project'), project)],
      own: [is(resourceTag('Project'), project)],
      deletes: true,
    }),
    encryptedJobs: allowing(...encrypted(at)),
    'encryptedJobs with local storage': allowing(...encrypted(at, ['ml.g5.*', 'ml.p5.*'])),
    allow: allowing(row(['CreateProcessingJob'], isTrue(KEY.networkIsolation), present(KEY.subnets))),
  };
}
