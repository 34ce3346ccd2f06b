import type { DirectoryEntry } from '../directory-item';
import { DirectoryFileError, entriesOf, fileHash } from './directory-file';
import { type Clock, type Outcome, ReconcileError, reconcile, type TablePort } from './reconciliation';
import type { ResourceRequest, ResourceResponse } from './response';

/** What the reconciler needs of its surroundings. */
export interface ReconcilerPorts {
  readonly table: (tableName: string) => TablePort;
  /** The file of users of an owner. */
  readonly readFile: (owner: string) => Promise<string>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Log {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}

interface Properties {
  readonly tableName: string;
  readonly owner: string;
  readonly fileHash: string;
  readonly values: readonly string[];
}

const OWNER = /^[A-Za-z0-9_.-]{1,255}$/;

const NO_CHANGES: Outcome = { written: 0, deleted: 0, unchanged: 0 };

/** Serves a request of CloudFormation. Whatever happens, there is an answer, and it tells nothing of people. */
export async function serve(request: ResourceRequest, surroundings: ReconcilerPorts): Promise<ResourceResponse> {
  const { RequestType: requestType, RequestId: requestId } = request;
  const fallback = request.PhysicalResourceId ?? requestId;
  try {
    // Nothing can have been made of properties that are refused, and a refusal to delete would hold up the stack for good.
    const refused = requestType === 'Delete' && areMalformed(request.ResourceProperties);
    const outcome = refused
      ? NO_CHANGES
      : await outcomeOf(request, propertiesOf(request.ResourceProperties), surroundings);
    surroundings.log.info('reconciled', {
      requestType,
      requestId,
      owner: ownerOf(request.ResourceProperties),
      ...outcome,
    });
    const data = Object.fromEntries(Object.entries(outcome).map(([name, count]) => [name, String(count)]));
    return { status: 'SUCCESS', physicalId: ownerOf(request.ResourceProperties) ?? fallback, data };
  } catch (error) {
    const reason = reasonOf(error);
    surroundings.log.error('not reconciled', { requestType, requestId, reason });
    return { status: 'FAILED', physicalId: ownerOf(request.ResourceProperties) ?? fallback, reason };
  }
}

async function outcomeOf(
  request: ResourceRequest,
  properties: Properties,
  { table, readFile, clock }: ReconcilerPorts,
): Promise<Outcome> {
  const { tableName, owner } = properties;
  const removed = request.RequestType === 'Delete';
  const desired = removed ? [] : await desiredOf(properties, readFile);
  try {
    return await reconcile(table(tableName), clock, { owner, requestId: request.RequestId, desired });
  } catch (error) {
    if (removed && error instanceof Error && error.name === 'ResourceNotFoundException') {
      return NO_CHANGES;
    }
    throw error;
  }
}

async function desiredOf(
  { owner, fileHash: expected, values }: Properties,
  readFile: ReconcilerPorts['readFile'],
): Promise<DirectoryEntry[]> {
  const text = await readFile(owner);
  if (fileHash(text) !== expected) {
    throw new DirectoryFileError('the file of users is not the one that belongs to this request');
  }
  return entriesOf(text, values, owner);
}

function propertiesOf(properties: ResourceRequest['ResourceProperties']): Properties {
  if (areMalformed(properties)) {
    throw new ReconcileError(
      'the properties of the resource are not those of this version of the reconciler; nothing was changed',
    );
  }
  const { TableName, Owner, FileHash, Values = [] } = properties;
  return {
    tableName: TableName as string,
    owner: Owner as string,
    fileHash: FileHash as string,
    values: Values as string[],
  };
}

function areMalformed({ TableName, Owner, FileHash, Values = [] }: ResourceRequest['ResourceProperties']): boolean {
  const texts = [TableName, FileHash].every((text) => typeof text === 'string' && text !== '');
  return !texts || !isOwner(Owner) || !Array.isArray(Values) || !Values.every((value) => typeof value === 'string');
}

function ownerOf({ Owner: owner }: ResourceRequest['ResourceProperties']): string | undefined {
  return isOwner(owner) ? owner : undefined;
}

function isOwner(owner: unknown): owner is string {
  return typeof owner === 'string' && OWNER.test(owner);
}

/** Messages of the SDK may hold keys of people, so of other errors only the name is told. */
function reasonOf(error: unknown): string {
  const own = error instanceof ReconcileError || error instanceof DirectoryFileError;
  return own ? error.message : `reconciling failed with ${error instanceof Error ? error.name : 'an unknown error'}`;
}
