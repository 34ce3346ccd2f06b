import { conditions, guardrails } from '../../../src';
import { action, among, sends, singleValue, valuesOf } from './judges';
import { SECURITY_GROUP_IDS, SECURITY_GROUPS } from './parameters';
import type { GuardrailRows, Oracle, Request } from './row';

const { FileSystemAccessMode, FileSystemType } = conditions;
const { Guardrail } = guardrails;

const ID = 'sagemaker:FileSystemId';
const TYPE = 'sagemaker:FileSystemType';
const ACCESS_MODE = 'sagemaker:FileSystemAccessMode';
const DIRECTORY = 'sagemaker:FileSystemDirectoryPath';

const [EFS, LUSTRE] = ['fs-0123456789abcdef0', 'fs-0123456789abcdef1'];
const FILE_SYSTEMS: conditions.FileSystemAccess[] = [
  { id: EFS, type: FileSystemType.EFS, directories: ['/train', '/train/*'] },
  {
    id: LUSTRE,
    type: FileSystemType.FSX_LUSTRE,
    accessMode: FileSystemAccessMode.READ_WRITE,
    directories: ['/scratch'],
  },
];

interface Mount {
  readonly type: string;
  readonly modes: readonly string[];
  readonly directories: RegExp;
}

const MOUNTS: Record<string, Mount> = {
  [EFS]: { type: 'EFS', modes: ['ro'], directories: /^\/train(\/.*)?$/ },
  [LUSTRE]: { type: 'FSxLustre', modes: ['ro', 'rw'], directories: /^\/scratch$/ },
};

const mounting = action('CreateTrainingJob', 'CreateHyperParameterTuningJob');

function leadsUpward(request: Request): boolean {
  return singleValue(request, DIRECTORY)?.split('/').includes('..') ?? false;
}

/** Whatever of the three a request leaves out, it does not mount as approved. */
function mountsOtherwise(request: Request, approved: readonly string[]): boolean {
  const id = singleValue(request, ID);
  const mount = approved.includes(id ?? '') ? MOUNTS[id!] : undefined;
  const [type, mode, directory] = [TYPE, ACCESS_MODE, DIRECTORY].map((key) => singleValue(request, key) ?? '');
  return (
    id !== undefined &&
    !(mount && mount.type === type && mount.modes.includes(mode) && mount.directories.test(directory))
  );
}

function groupsOtherwise(request: Request): boolean {
  const groups = valuesOf(request, SECURITY_GROUP_IDS);
  return sends(request, ID) && (groups.length === 0 || !groups.every(among(...SECURITY_GROUPS)));
}

function mount(id: string, [type, mode, directory]: readonly string[]): Request['context'] {
  return {
    [ID]: id,
    [TYPE]: type,
    [ACCESS_MODE]: mode,
    [DIRECTORY]: directory,
    [SECURITY_GROUP_IDS]: SECURITY_GROUPS,
  };
}

const MOUNTED = [
  mount(EFS, ['EFS', 'ro', '/train']),
  mount(EFS, ['EFS', 'ro', '/train/x']),
  mount(LUSTRE, ['FSxLustre', 'rw', '/scratch']),
];

const VALUES = {
  [ID]: [EFS, EFS, LUSTRE, LUSTRE, 'fs-00000000000000bad'],
  [TYPE]: ['EFS', 'EFS', 'FSxLustre'],
  [ACCESS_MODE]: ['ro', 'ro', 'rw'],
  [DIRECTORY]: [
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
  [SECURITY_GROUP_IDS]: { anyOf: [...SECURITY_GROUPS, 'sg-00000000000000bad'] },
};

/** Training jobs that lead upward, or that are wrong otherwise. */
function denying(wrong: (request: Request) => boolean): Oracle {
  return {
    denies: (request) => mounting(request) && (leadsUpward(request) || wrong(request)),
    values: VALUES,
    about: [ID],
    near: MOUNTED,
  };
}

export const FILE_SYSTEM_ROWS: GuardrailRows = {
  fileSystems: {
    notes: 'having none is allowed, unless `required`',
    compares: {
      'ForAnyValue:StringNotEquals': [SECURITY_GROUP_IDS],
      Null: [ID, SECURITY_GROUP_IDS],
      StringEquals: [ID],
      StringLike: [DIRECTORY],
      StringNotEquals: [ACCESS_MODE, DIRECTORY, ID, TYPE],
      StringNotLike: [DIRECTORY],
    },
    make: () => Guardrail.fileSystems({ fileSystems: FILE_SYSTEMS, securityGroupIds: SECURITY_GROUPS }),
    ...denying((request) => mountsOtherwise(request, [EFS, LUSTRE]) || groupsOtherwise(request)),
    variants: {
      required: {
        make: () => Guardrail.fileSystems({ fileSystems: FILE_SYSTEMS, required: true }),
        ...denying((request) => !sends(request, ID) || mountsOtherwise(request, [EFS, LUSTRE])),
      },
      'one of them': {
        make: () => Guardrail.fileSystems({ fileSystems: FILE_SYSTEMS.slice(0, 1) }),
        ...denying((request) => mountsOtherwise(request, [EFS])),
      },
    },
    short: 'one of them',
  },
};
