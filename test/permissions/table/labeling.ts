import { permissions } from '../../../src';
import { labelingData, roles, sageMakerArn } from './parameters';
import type { PermissionRows } from './row';

const { Permission } = permissions;

const TEAM = 'sagemaker:WorkteamArn';
const TEAM_TYPE = 'sagemaker:WorkteamType';

export const LABELING: PermissionRows = {
  groundTruthConsole: {
    notes: 'only the given `buckets`, `functions` and `userPools`',
    compares: {},
    make: (stack) => Permission.groundTruthConsole(labelingData(stack)),
  },
  augmentedAiConsole: {
    notes:
      'only the given `buckets`, `functions` and `userPools`; private and vendor teams, `workteamTypes` sets others',
    compares: { StringEqualsIfExists: [TEAM_TYPE] },
    make: (stack) => Permission.augmentedAiConsole({ ...roles(stack), ...labelingData(stack) }),
  },
  labelingWith: {
    notes: 'private teams; `workteamTypes` sets other kinds, `workteamArns` limits the teams',
    compares: {
      StringEquals: [TEAM_TYPE],
      StringEqualsIfExists: [TEAM_TYPE],
      ArnLike: [TEAM],
      ArnLikeIfExists: [TEAM],
    },
    make: (stack) => Permission.labelingWith(roles(stack)),
    variants: {
      'named teams': (stack) =>
        Permission.labelingWith({
          ...roles(stack),
          workteamArns: [sageMakerArn(stack, 'workteam/private-crowd/team-*')],
        }),
    },
  },
};
