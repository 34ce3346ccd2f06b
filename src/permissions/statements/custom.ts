import { checkFormat, checkNotBlank, checkPattern, knownItems } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import { ACTION_PATTERN } from '../../private/formats';
import { iamPattern, LetterCase } from '../../private/iam-pattern';
import { isUnknown } from '../../private/life-cycle/unknown';
import type { AllowOptions } from '../options/allow';
import { allowed, requirementFaults } from './allowed';
import { emptyFaults, type PermissionDefinition } from './definition';

export function customPermission(options: AllowOptions): PermissionDefinition {
  const { id, actions, resources, requirements, description = `Allows ${actions.join(', ')}.` } = options;
  SecureSageMakerError.throwIfAny(undefined, [
    ...emptyFaults({ actions, resources }),
    ...faultsOf('InvalidPermission', messagesOf({ ...options, description })),
    ...passRoleFaults(options),
    ...requirementFaults(actions, requirements),
  ]);
  return { id, description, statements: [allowed({ actions, resources, requirements })] };
}

function messagesOf({ id, description, actions, resources }: AllowOptions): string[] {
  return [
    ...checkPattern('the id of a permission', id, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lowercase words with hyphens'),
    ...checkNotBlank('the description of a permission', description!),
    ...knownItems(actions).flatMap((action) => checkFormat('an action', action, ACTION_PATTERN)),
    ...knownItems(resources).flatMap((resource) =>
      checkPattern(
        'a resource',
        resource,
        /^(\*|arn:[a-z0-9-]+:([^:]*:){3}.+)$/,
        '* or an ARN with a literal partition',
      ),
    ),
  ];
}

/** Whoever may pass every role has the permissions of the most powerful one. */
function passRoleFaults({ actions, resources }: AllowOptions): Fault[] {
  if (!knownItems(actions).some(passesRoles)) {
    return [];
  }
  const unnamed = knownItems(resources).filter((resource) => !namesRoles(resource));
  return faultsOf(
    'InvalidPermission',
    unnamed.map((resource) => `iam:PassRole must be limited to named roles, got ${resource}`),
  );
}

/** An ARN that a deployment gives names one role; what is behind the account in any other must begin with the name or path of one. */
function namesRoles(resource: string): boolean {
  const [, , , , , name] = resource.split(':');
  return name === undefined ? isUnknown(resource) : /^role\/[^*?].*$/.test(name);
}

function passesRoles(action: string): boolean {
  return iamPattern(action, LetterCase.IGNORED).test('iam:PassRole');
}
