import type { StackResource } from './ports';

const DOMAIN = 'AWS::SageMaker::Domain';

/** The whole stack goes away: it is deleted, or its creation is rolled back. */
const STACK_REMOVED = ['DELETE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'];

/** An update has succeeded, and CloudFormation deletes what it replaced or removed. */
const UPDATE_DONE = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';

export interface StackState {
  readonly status: string;
  readonly resources: readonly StackResource[];
}

export interface DomainInStack {
  readonly domainId: string;
  readonly logicalId: string;
}

/** True if the stack has this domain under this logical id. */
export function ownsDomain({ resources }: Pick<StackState, 'resources'>, domain: DomainInStack): boolean {
  return resources.some((one) => isDomain(one, domain.logicalId) && one.physicalId === domain.domainId);
}

/**
 * Why a domain must be left alone; undefined if it may be deleted. CloudFormation also deletes a custom resource that is removed
 * from the template, renamed or rolled back, and the domain must survive that.
 */
export function reasonToKeep(state: StackState, domain: DomainInStack): string | undefined {
  const { status, resources } = state;
  if (STACK_REMOVED.includes(status)) {
    return ownsDomain(state, domain) ? undefined : 'the stack does not have the domain';
  }
  const successor = resources.find((one) => isDomain(one, domain.logicalId) && !one.status.startsWith('DELETE_'));
  const replaced = successor !== undefined && successor.physicalId !== domain.domainId;
  return status === UPDATE_DONE && replaced ? undefined : `the stack stays, with status ${status}`;
}

function isDomain({ logicalId, type }: StackResource, expected: string): boolean {
  return logicalId === expected && type === DOMAIN;
}
