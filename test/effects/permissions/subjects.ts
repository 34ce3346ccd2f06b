import { permissions } from '../../../src';
import { factoryOf, PERMISSION_ROWS, SAMPLES } from '../../permissions/table';
import type { LintRules } from '../policies';
import { managedPolicies, type Subject } from '../policies';

type Operators = LintRules['operators'];

/** Permissions that create something which runs with a role also allow passing it, tagging it on creation, and updating it. */
const OF_LIFE_CYCLES: Operators = {
  BoolIfExists: ['sagemaker:EnableRemoteDebug'],
  StringEquals: ['iam:PassedToService', 'sagemaker:TaggingAction'],
};

/** Which operator permissions may use on which key. */
export const PERMISSIONS_RULES: LintRules = {
  operators: unionOf([OF_LIFE_CYCLES, ...Object.values(PERMISSION_ROWS).map(({ compares }) => compares)]),
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
      rules: { operators: unionOf([OF_LIFE_CYCLES, PERMISSION_ROWS[factoryOf(name)].compares]) },
      build: (stack) => {
        new permissions.PermissionPolicy(stack, 'Permissions', { permissions: [sample(stack)] });
      },
    } satisfies Subject,
  ]),
);
