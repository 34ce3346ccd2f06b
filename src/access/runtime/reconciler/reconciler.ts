import type { ResourceRequest, ResourceResponse } from '../../../private/runtime/custom-resource';
import { ListRemovals } from '../../shared/list-removals';
import { ChangeCause } from '../directory-record';
import { check } from './check';
import { desiredEntries, isListProperties, isOwner } from './desired';
import { DirectoryFileError } from './directory-file';
import type { ReconcilerPorts } from './ports';
import { protectionChange } from './protection';
import { type Outcome, oncePermitted, ReconcileError, reconcile } from './reconciliation';

const NO_CHANGES: Outcome = { written: 0, deleted: 0, unchanged: 0 };

/** CloudFormation calls the reconciler only while it works on the stack. */
const IN_PROGRESS = /^[A-Z_]+_IN_PROGRESS$/;
const ROLLBACK = /^[A-Z_]*ROLLBACK[A-Z_]*$/;

/** Serves a request of CloudFormation. It always responds, and the response has no data of users. */
export async function serve(request: ResourceRequest, ports: ReconcilerPorts): Promise<ResourceResponse> {
  const { RequestType: requestType, RequestId: requestId } = request;
  const { Owner: owner } = request.ResourceProperties;
  const known = isOwner(owner) ? owner : undefined;
  const physicalId = known ?? request.PhysicalResourceId ?? requestId;
  try {
    const outcome = await outcomeOf(request, ports);
    ports.log.info('reconciled', { requestType, requestId, owner: known, ...outcome });
    const data = Object.fromEntries(Object.entries(outcome).map(([name, count]) => [name, String(count)]));
    return { status: 'SUCCESS', physicalId, data };
  } catch (error) {
    const reason = reasonOf(error);
    ports.log.error('not reconciled', { requestType, requestId, reason });
    return { status: 'FAILED', physicalId, reason };
  }
}

/** Serves the schedule and the rules. It throws where the check fails, so that the invocation fails and is repeated. */
export async function watch(event: unknown, ports: ReconcilerPorts): Promise<void> {
  const change = protectionChange(event);
  if (change) {
    ports.count({ protection: 1 });
    ports.log.error('the protection of the directory has changed', { ...change });
  }
  try {
    const outcome = await check(ports);
    ports.count({ checks: 1 });
    ports.log.info('checked', { ...outcome });
  } catch (error) {
    const reason = reasonOf(error);
    ports.log.error('not checked', { reason });
    throw new ReconcileError(reason);
  }
}

async function outcomeOf(request: ResourceRequest, ports: ReconcilerPorts): Promise<Outcome> {
  const { RequestType, RequestId: requestId, ResourceProperties: properties } = request;
  const isKnown = isListProperties(properties);
  // A list with unknown properties was never written, and a failed deletion would block the stack forever.
  if (RequestType === 'Delete' && !isKnown) {
    return NO_CHANGES;
  }
  if (!isKnown) {
    throw new ReconcileError(
      'the properties of the resource are not those of this version of the reconciler; nothing was changed',
    );
  }
  const status = await deployingStatus(request, ports);
  const { TableName, Owner: owner } = properties;
  const isDelete = RequestType === 'Delete';
  const desired = isDelete ? [] : await desiredEntries(properties, ports.readFile);
  if (desired === undefined) {
    throw new DirectoryFileError('the file of users is not the one that belongs to this request');
  }
  const removesMany = isDelete || ROLLBACK.test(status) || properties.Removals === ListRemovals.UNLIMITED;
  const record = ports.record;
  const context = { cause: ChangeCause.DEPLOYMENT, owner, requestId };
  const reconciliation = { owner, requestId, desired, removesMany };
  return ignoringLostTable(isDelete, () =>
    reconcile(ports.table(TableName), ports.clock, reconciliation, (changes) => record(changes, context)),
  );
}

/** Whoever may invoke the function can make up a request, but not a deployment of the stack. */
async function deployingStatus({ RequestId, StackId }: ResourceRequest, ports: ReconcilerPorts): Promise<string> {
  const status =
    StackId === ports.config.stackId ? await oncePermitted(ports.clock, RequestId, () => ports.stack.status()) : '';
  if (!IN_PROGRESS.test(status)) {
    throw new ReconcileError('CloudFormation is not deploying the stack of this request; nothing was changed');
  }
  return status;
}

/** A list whose table is gone has nothing to delete. */
async function ignoringLostTable(isDelete: boolean, run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    if (isDelete && error instanceof Error && error.name === 'ResourceNotFoundException') {
      return NO_CHANGES;
    }
    throw error;
  }
}

/** Messages of the SDK may contain keys of users, so only the name of a foreign error is reported. */
function reasonOf(error: unknown): string {
  if (error instanceof ReconcileError || error instanceof DirectoryFileError) {
    return error.message;
  }
  return `reconciling failed with ${error instanceof Error ? error.name : 'an unknown error'}`;
}
