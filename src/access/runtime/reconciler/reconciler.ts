import type { ResourceRequest, ResourceResponse } from '../../../private/runtime/custom-resource';
import { type DirectoryEntry, OWNER } from '../../shared/directory-entry';
import type { ListProperties } from '../../shared/directory-file';
import { DirectoryFileError, entriesOf, fileHash } from './directory-file';
import { type Clock, type Outcome, ReconcileError, reconcile, type TablePort } from './reconciliation';

/** What the reconciler uses besides the request. */
export interface ReconcilerPorts {
  readonly table: (tableName: string) => TablePort;
  /** Reads the file of an owner's users. */
  readonly readFile: (owner: string) => Promise<string>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Log {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}

const NO_CHANGES: Outcome = { written: 0, deleted: 0, unchanged: 0 };

/** Serves a request of CloudFormation. It always responds, and neither the response nor the log has data of users. */
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

async function outcomeOf(
  { RequestType, RequestId, ResourceProperties }: ResourceRequest,
  ports: ReconcilerPorts,
): Promise<Outcome> {
  if (RequestType === 'Delete') {
    return deleteList(RequestId, ResourceProperties, ports);
  }
  if (!areKnown(ResourceProperties)) {
    throw new ReconcileError(
      'the properties of the resource are not those of this version of the reconciler; nothing was changed',
    );
  }
  const { TableName, Owner: owner } = ResourceProperties;
  const desired = await desiredEntries(ResourceProperties, ports.readFile);
  return reconcile(ports.table(TableName), ports.clock, { owner, requestId: RequestId, desired });
}

async function deleteList(
  requestId: string,
  properties: ResourceRequest['ResourceProperties'],
  { table, clock }: ReconcilerPorts,
): Promise<Outcome> {
  // A list with unknown properties was never written, and a failed deletion would block the stack forever.
  if (!areKnown(properties)) {
    return NO_CHANGES;
  }
  try {
    return await reconcile(table(properties.TableName), clock, { owner: properties.Owner, requestId, desired: [] });
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') {
      return NO_CHANGES;
    }
    throw error;
  }
}

async function desiredEntries(
  { Owner: owner, FileHash, Values = [] }: ListProperties,
  readFile: ReconcilerPorts['readFile'],
): Promise<DirectoryEntry[]> {
  const text = await readFile(owner);
  if (fileHash(text) !== FileHash) {
    throw new DirectoryFileError('the file of users is not the one that belongs to this request');
  }
  return entriesOf(text, Values, owner);
}

function areKnown(
  properties: ResourceRequest['ResourceProperties'],
): properties is ResourceRequest['ResourceProperties'] & ListProperties {
  const { TableName, Owner, FileHash, Values = [] } = properties;
  const texts = [TableName, FileHash].every((text) => typeof text === 'string' && text !== '');
  return texts && isOwner(Owner) && Array.isArray(Values) && Values.every((value) => typeof value === 'string');
}

function isOwner(owner: unknown): owner is string {
  return typeof owner === 'string' && OWNER.test(owner);
}

/** Messages of the SDK may contain keys of users, so only the name of a foreign error is reported. */
function reasonOf(error: unknown): string {
  if (error instanceof ReconcileError || error instanceof DirectoryFileError) {
    return error.message;
  }
  return `reconciling failed with ${error instanceof Error ? error.name : 'an unknown error'}`;
}
