import { SECURITY_GROUPS, SUBNETS } from '../../effects/guardrails/samples';
import { action, among, any, never, type Oracle, sends, singleValue, unless, valuesOf } from './oracle';
import { ACCOUNT, FOREIGN, type Request } from './requests';

const TYPES = 'sagemaker:InstanceTypes';
const MODEL = 'sagemaker:ModelArn';
const GROUPS = 'sagemaker:VpcSecurityGroupIds';
const NETWORK = {
  'sagemaker:VpcSubnets': { anyOf: [...SUBNETS, 'subnet-00000000000000bad'] },
  [GROUPS]: { anyOf: [...SECURITY_GROUPS, 'sg-00000000000000bad'] },
};
const SETTINGS = {
  [TYPES]: { anyOf: ['ml.m5.large', 'ml.g5.xlarge'] },
  [MODEL]: [`arn:aws:sagemaker:us-west-2:${ACCOUNT}:model/m`],
};

/** Its models have the settings; without models it is for inference components, which take them from it. */
function endpointWithModels(request: Request): boolean {
  return action('CreateEndpointConfig')(request) && sends(request, MODEL);
}

const inVpc = any(
  unless('sagemaker:VpcSubnets', among(...SUBNETS), endpointWithModels),
  unless(
    GROUPS,
    among(...SECURITY_GROUPS),
    (request) => endpointWithModels(request) || action('CreateUserProfile')(request),
  ),
);

const KEY = `arn:aws:kms:us-west-2:${ACCOUNT}:key/approved`;
const KEYS = [KEY, `arn:aws:kms:eu-west-1:${ACCOUNT}:key/mrk-1`, `arn:aws:kms:us-west-2:${ACCOUNT}:key/approved-not`];
const OTHER_KEYS = [`arn:aws:kms:us-west-2:${FOREIGN}:key/mrk-1`, 'alias/approved', 'approved'];

function approvedKey(value: string): boolean {
  return value === KEY || /^arn:aws:kms:[a-z0-9-]+:111122223333:key\/mrk-.*$/.test(value);
}

const INSTANCES = {
  anyOf: ['ml.m5.large', 'ml.g5.xlarge', 'ml.p4d.24xlarge', 'ml.g5x.large', 'ml.c5.xlarge', 'ml.c5.9xlarge', 'system'],
};

/** Jobs and endpoints; a notebook instance has a volume beside the storage of its host, and a domain has a file system. */
function onHostStorageAlone(request: Request): boolean {
  const types = valuesOf(request, TYPES);
  return (
    !action('CreateNotebookInstance', 'CreateDomain')(request) &&
    types.length > 0 &&
    types.every((type) => /^ml\.(g5|p4d)\..+$/.test(type))
  );
}

const automated = action('CreateLabelingJob');

function encryptedVolumes(mayLeaveOut: (request: Request) => boolean): Oracle {
  return {
    denies: unless('sagemaker:VolumeKmsKeyArn', approvedKey, mayLeaveOut),
    samples: { 'sagemaker:VolumeKmsKeyArn': [...KEYS, ...OTHER_KEYS], [TYPES]: INSTANCES },
  };
}

const RUNTIME = 'sagemaker:MaxRuntimeInSeconds';
const RUNTIMES = ['1', '43200', '43201', '86400', '172800', '172801', '999999999'];
const WITHOUT_TYPES = action('CreateApp', 'CreateDomain', 'CreateEndpointConfig', 'CreateSpace', 'CreateUserProfile');
const DEBUG = 'sagemaker:EnableRemoteDebug';
const TEAM = `arn:aws:sagemaker:us-west-2:${ACCOUNT}:workteam/private-crowd/approved`;
const TEAM_TYPE = 'sagemaker:WorkteamType';
const flow = action('CreateFlowDefinition');
const privateOnly = unless(TEAM_TYPE, among('private-crowd'), flow);
const TEAMS = {
  [TEAM_TYPE]: ['private-crowd', 'vendor-crowd', 'public-crowd'],
  'sagemaker:WorkteamArn': [
    TEAM,
    `${TEAM}-not`,
    `arn:aws:sagemaker:us-west-2:${FOREIGN}:workteam/private-crowd/approved`,
  ],
};
const KEEP_ALIVE = 'sagemaker:KeepAlivePeriod';

export const JOB_ORACLES = {
  approvedNetwork: { denies: inVpc, samples: { ...NETWORK, ...SETTINGS } },
  'approvedNetwork, some actions': {
    denies: (request, carried) => action('CreateModel')(request) && inVpc(request, carried),
    samples: { ...NETWORK, ...SETTINGS },
    about: [],
    actions: ['CreateModel', 'CreateTrainingJob', 'CreateEndpointConfig', 'UpdateDomain'].map(
      (name) => `sagemaker:${name}`,
    ),
  },
  networkIsolation: {
    denies: unless('sagemaker:NetworkIsolation', among('true'), endpointWithModels),
    samples: { 'sagemaker:NetworkIsolation': ['true', 'false'], ...SETTINGS },
  },
  interContainerEncryption: {
    denies: unless('sagemaker:InterContainerTrafficEncryption', among('true')),
    samples: { 'sagemaker:InterContainerTrafficEncryption': ['true', 'false'], ...SETTINGS },
  },
  volumeEncryption: encryptedVolumes((request) => automated(request) || onHostStorageAlone(request)),
  'volumeEncryption, every type': encryptedVolumes(automated),
  outputEncryption: {
    denies: unless('sagemaker:OutputKmsKeyArn', approvedKey),
    samples: { 'sagemaker:OutputKmsKeyArn': [...KEYS, ...OTHER_KEYS], ...SETTINGS },
  },
  instanceTypes: {
    denies: unless(TYPES, (type) => /^(ml\.(m5|g5)\..*|ml\.c5\.xlarge|system|default)$/.test(type), WITHOUT_TYPES),
    samples: { [TYPES]: { anyOf: [...INSTANCES.anyOf, 'default'] } },
  },
  maxRuntime: {
    denies: unless(RUNTIME, (seconds) => Number(seconds) <= 43_200),
    samples: { [RUNTIME]: RUNTIMES, ...SETTINGS },
  },
  'maxRuntime, two days': {
    denies: unless(RUNTIME, (seconds) => Number(seconds) <= 172_800, never),
    samples: { [RUNTIME]: RUNTIMES, ...SETTINGS },
  },
  noRemoteDebug: { denies: unless(DEBUG, among('false'), never), samples: { [DEBUG]: ['true', 'false'] } },
  workteams: { denies: any(privateOnly, unless('sagemaker:WorkteamArn', among(TEAM), flow)), samples: TEAMS },
  'workteams, of a kind': { denies: privateOnly, samples: TEAMS },
  custom: {
    denies: any(
      unless(KEEP_ALIVE, (seconds) => Number(seconds) <= 3600, never),
      action('CallWithBearerToken'),
    ),
    samples: { [KEEP_ALIVE]: ['0', '3600', '3601', '86400'] },
    actions: ['sagemaker:CallWithBearerToken'],
  },
} as const satisfies Record<string, Oracle>;

const FILE_SYSTEM = 'sagemaker:FileSystemId';
const [EFS, LUSTRE] = ['fs-0123456789abcdef0', 'fs-0123456789abcdef1'];

interface Mount {
  readonly type: string;
  readonly modes: readonly string[];
  readonly directories: RegExp;
}

const MOUNTS: Record<string, Mount> = {
  [EFS]: { type: 'EFS', modes: ['ro'], directories: /^\/train(\/.*)?$/ },
  [LUSTRE]: { type: 'FSxLustre', modes: ['ro', 'rw'], directories: /^\/scratch$/ },
};

function leadsUpward(request: Request): boolean {
  return singleValue(request, 'sagemaker:FileSystemDirectoryPath')?.split('/').includes('..') ?? false;
}

/** Whatever of the three a request leaves out, it does not mount as approved. */
function mountsOtherwise(request: Request, approved: readonly string[]): boolean {
  const id = singleValue(request, FILE_SYSTEM);
  const mount = approved.includes(id ?? '') ? MOUNTS[id!] : undefined;
  const asked = ['Type', 'AccessMode', 'DirectoryPath'].map(
    (part) => singleValue(request, `sagemaker:FileSystem${part}`) ?? '',
  );
  return (
    id !== undefined &&
    !(mount && mount.type === asked[0] && mount.modes.includes(asked[1]) && mount.directories.test(asked[2]))
  );
}

function groupsOtherwise(request: Request): boolean {
  const groups = valuesOf(request, GROUPS);
  return sends(request, FILE_SYSTEM) && (groups.length === 0 || !groups.every(among(...SECURITY_GROUPS)));
}

const mounting = action('CreateTrainingJob', 'CreateHyperParameterTuningJob');
function mount(id: string, [type, mode, directory]: readonly string[]): Request['context'] {
  return {
    [FILE_SYSTEM]: id,
    'sagemaker:FileSystemType': type,
    'sagemaker:FileSystemAccessMode': mode,
    'sagemaker:FileSystemDirectoryPath': directory,
    [GROUPS]: SECURITY_GROUPS,
  };
}

const MOUNTED = [
  mount(EFS, ['EFS', 'ro', '/train']),
  mount(EFS, ['EFS', 'ro', '/train/x']),
  mount(LUSTRE, ['FSxLustre', 'rw', '/scratch']),
];

const MOUNT_SAMPLES = {
  [FILE_SYSTEM]: [EFS, EFS, LUSTRE, LUSTRE, 'fs-00000000000000bad'],
  'sagemaker:FileSystemType': ['EFS', 'EFS', 'FSxLustre'],
  'sagemaker:FileSystemAccessMode': ['ro', 'ro', 'rw'],
  'sagemaker:FileSystemDirectoryPath': [
    '/train',
    '/train/x',
    '/train/x',
    '/train-secret',
    '/scratch',
    '/scratch',
    '/scratch/x',
    '/train/../x',
    '/train/..',
  ],
  [GROUPS]: { anyOf: [...SECURITY_GROUPS, 'sg-00000000000000bad'] },
};

export const FILE_SYSTEM_ORACLES = {
  fileSystems: {
    denies: (request) =>
      mounting(request) &&
      (leadsUpward(request) || mountsOtherwise(request, [EFS, LUSTRE]) || groupsOtherwise(request)),
    samples: MOUNT_SAMPLES,
    about: [FILE_SYSTEM],
    near: MOUNTED,
  },
  'fileSystems, one of them': {
    denies: (request) => mounting(request) && (leadsUpward(request) || mountsOtherwise(request, [EFS])),
    samples: MOUNT_SAMPLES,
    about: [FILE_SYSTEM],
    near: MOUNTED,
  },
  'fileSystems, required': {
    denies: (request) =>
      mounting(request) &&
      (leadsUpward(request) || !sends(request, FILE_SYSTEM) || mountsOtherwise(request, [EFS, LUSTRE])),
    samples: MOUNT_SAMPLES,
    about: [FILE_SYSTEM],
    near: MOUNTED,
  },
} as const satisfies Record<string, Oracle>;
