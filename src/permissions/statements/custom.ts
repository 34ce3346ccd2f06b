import { checkNotBlank, checkPattern } from '../../private/checks';
import { type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import type { AllowProps } from '../props/allow-props';
import { allowed, requirementFaults } from './allowed';
import { emptyFaults } from './checks';
import type { PermissionDefinition } from './definition';

export function customPermission(props: AllowProps): PermissionDefinition {
  const { id, actions, resources, requirements, description = `Allows ${actions.join(', ')}.` } = props;
  SecureSageMakerError.throwIfAny(undefined, [
    ...emptyFaults({ actions, resources }),
    ...faultsOf('InvalidPermission', messagesOf({ ...props, description })),
    ...passRoleFaults(props),
    ...requirementFaults(actions, requirements),
  ]);
  return { id, description, statements: [allowed({ actions, resources, requirements })] };
}

function messagesOf({ id, description, actions, resources }: AllowProps): string[] {
  return [
    ...checkPattern('the id of a permission', id, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lowercase words with hyphens'),
    ...checkNotBlank('the description of a permission', description!),
    ...actions.flatMap((action) => checkPattern('an action', action, /^[a-z0-9-]+:[A-Za-z0-9*?]+$/, 'of the form service:Action')),
    ...resources.flatMap((resource) => checkPattern('a resource', resource, /^(\*|arn:[a-z0-9-]+:([^:]*:){3}.+)$/, '* or an ARN with a literal partition')),
  ];
}

/** Whoever may pass every role has the permissions of the most powerful one. */
function passRoleFaults({ actions, resources }: AllowProps): Fault[] {
  const every = resources.filter((resource) => /(^[*?]|:role\/?[*?])/.test(resource)); // unanchored: what is before is often a token
  return faultsOf(
    'InvalidPermission',
    actions.some(passesRoles) ? every.map((resource) => `iam:PassRole must be limited to named roles, got ${resource}`) : [],
  );
}

function passesRoles(action: string): boolean {
  const pattern = action
    .replace(/[^A-Za-z0-9:*?]/g, '')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${pattern}$`, 'i').test('iam:PassRole');
}
