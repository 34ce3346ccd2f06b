import { ANY, denying, except, row, type Specification } from '../../specification';
import { absent, every, is, isNot, like, otherLike, otherThan, present, someOther, unlike } from '../../terms';
import { KEY } from '../keys';

import { GROUPS, TRAINING } from './jobs';

const UPWARD = ['*/..', '*/../*'];

interface Mount {
  readonly id: string;
  readonly type: string;
  readonly modes: readonly string[];
  readonly directories: readonly string[];
}

const EFS: Mount = { id: 'fs-0123456789abcdef0', type: 'EFS', modes: ['ro'], directories: ['/train', '/train/*'] };
const LUSTRE: Mount = { id: 'fs-0123456789abcdef1', type: 'FSxLustre', modes: ['ro', 'rw'], directories: ['/scratch'] };

/** File systems are mounted as approved, and no path leads upward. */
function mounting(mounts: readonly Mount[], groups: readonly string[] = [], isRequired = false): Specification {
  const ids = mounts.map(({ id }) => id);
  const withGroups = groups.length > 0 ? [every(KEY.securityGroups, ...groups)] : [];
  const withoutGroups = [someOther(KEY.securityGroups, ...groups), absent(KEY.securityGroups)];
  return denying({
    deny: [
      ...(isRequired ? [row(TRAINING, otherThan(KEY.fileSystem, ...ids))] : [row(ANY, isNot(KEY.fileSystem, ...ids))]),
      row(ANY, like(KEY.fileSystemDirectory, ...UPWARD)),
      ...mounts.flatMap(({ id, type, modes, directories }) => [
        row(ANY, is(KEY.fileSystem, id), otherThan(KEY.fileSystemType, type)),
        row(ANY, is(KEY.fileSystem, id), otherThan(KEY.fileSystemMode, ...modes)),
        row(ANY, is(KEY.fileSystem, id), otherLike(KEY.fileSystemDirectory, ...directories)),
      ]),
      ...(groups.length > 0 ? withoutGroups.map((term) => row(ANY, present(KEY.fileSystem), term)) : []),
    ],
    allow: [
      row(
        isRequired ? except(TRAINING) : ANY,
        isRequired ? otherThan(KEY.fileSystem, ...ids) : absent(KEY.fileSystem),
        otherLike(KEY.fileSystemDirectory, ...UPWARD),
      ),
      ...mounts.map(({ id, type, modes, directories }) =>
        row(
          ANY,
          is(KEY.fileSystem, id),
          is(KEY.fileSystemType, type),
          is(KEY.fileSystemMode, ...modes),
          like(KEY.fileSystemDirectory, ...directories),
          unlike(KEY.fileSystemDirectory, ...UPWARD),
          ...withGroups,
        ),
      ),
    ],
  });
}

export const FILE_SYSTEMS: Record<string, Specification> = {
  fileSystems: mounting([EFS, LUSTRE], GROUPS),
  'fileSystems, required': mounting([EFS, LUSTRE], [], true),
  'fileSystems, one of them': mounting([EFS]),
};
