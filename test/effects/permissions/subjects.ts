import { permissions } from '../../../src';
import { factoryOf, PERMISSION_ROWS, SAMPLES } from '../../permissions/table';
import type { LintRules } from '../policies';
import { managedPolicies, type Subject } from '../policies';

type Operators = LintRules['operators'];

/** Permissions that create something which runs with a role also allow passing it. */
const OF_PASSED_ROLES: Operators = { StringEquals: ['iam:PassedToService'] };

/** Which operator permissions may use on which key. */
export const PERMISSIONS_RULES: LintRules = {
  operators: unionOf([OF_PASSED_ROLES, ...Object.values(PERMISSION_ROWS).map(({ compares }) => compares)]),
};

function unionOf(all: readonly Operators[]): Operators {
  const names = new Set(all.flatMap(Object.keys));
  return Object.fromEntries([...names].map((name) => [name, all.flatMap((operators) => operators[name] ?? [])]));
}

/** Every sample in a policy of its own. */
export const PERMISSIONS_SUBJECTS: Readonly<Record<string, Subject>> = Object.fromEntries(
  Object.entries(SAMPLES).map(([name, sample]) => [
    `Permission.${name}`,
    {
      policies: managedPolicies,
      rules: { operators: unionOf([OF_PASSED_ROLES, PERMISSION_ROWS[factoryOf(name)].compares]) },
      build: (stack) => {
        new permissions.PermissionPolicy(stack, 'Permissions', { permissions: [sample(stack)] });
      },
    } satisfies Subject,
  ]),
);
