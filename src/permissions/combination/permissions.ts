import { checkNotEmpty } from '../../private/checks';
import { check, type Fault, faultsOf, SecureSageMakerError } from '../../private/errors';
import type { PermissionDefinition } from '../statements/definition';
import { intersectionOf, partsOf } from './statements';

/** One permission for what all of them allow. */
export function intersection(permissions: readonly PermissionDefinition[]): PermissionDefinition {
  SecureSageMakerError.throwIfAny(undefined, countFaults('an intersection', permissions));
  return permissions.slice(1).reduce(both, permissions[0]);
}

/** One permission for what any of them allows. */
export function union(permissions: readonly PermissionDefinition[]): PermissionDefinition {
  SecureSageMakerError.throwIfAny(undefined, countFaults('a union', permissions));
  return {
    id: permissions.map(({ id }) => id).join('-or-'),
    description: described('Allows what any of these permissions allows', permissions),
    guardrails: [...new Set(permissions.flatMap(({ guardrails = [] }) => guardrails))],
    statements: permissions.flatMap(({ statements }) => statements),
  };
}

function both(one: PermissionDefinition, other: PermissionDefinition): PermissionDefinition {
  const { statements, lost } = intersectionOf(one.statements.map(partsOf), other.statements.map(partsOf));
  const ids = `${one.id} and ${other.id}`;
  const nothing = `${ids} have no action of SageMaker in common: an intersection must allow one, got none`;
  const sageMaker = statements.some(({ actions }) => actions.some((action) => /^(\*|sagemaker:.*)$/i.test(action)));
  SecureSageMakerError.throwIfAny(undefined, [
    ...check(sageMaker || lost.length > 0, 'InvalidPermission', nothing),
    ...faultsOf(
      'InvalidPermission',
      lost.map(
        (action) =>
          `${ids} must have a request for ${action} that both allow, got none: their resources or values differ`,
      ),
    ),
  ]);
  return {
    id: `${one.id}-and-${other.id}`,
    description: described('Allows what all of these permissions allow', [one, other]),
    guardrails: [...new Set([...(one.guardrails ?? []), ...(other.guardrails ?? [])])],
    statements,
  };
}

function described(sentence: string, permissions: readonly PermissionDefinition[]): string {
  return `${sentence}: ${permissions.map(({ id }) => id).join(', ')}.`;
}

function countFaults(what: string, permissions: readonly PermissionDefinition[]): Fault[] {
  return faultsOf('InvalidPermission', checkNotEmpty(`the permissions of ${what}`, permissions));
}
