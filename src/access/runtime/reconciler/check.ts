import { ChangeCause } from '../directory-record';
import { desiredEntries, isListProperties } from './desired';
import { type Delete, planOf, straysIn } from './plan';
import type { ReconcilerPorts } from './ports';
import { applyPlan, ReconcileError, type Recorder, type TablePort } from './reconciliation';
import type { DeployedList } from './stack';

/** The result of a check. */
export interface CheckOutcome {
  /** Lists that were compared. */
  readonly lists: number;
  /** Lists that a deployment is changing, which brings the table to them itself. */
  readonly deploying: number;
  /** Entries that were not as their list says. */
  readonly drift: number;
}

/** A list that is not being deployed. */
const SETTLED = /^(CREATE|UPDATE)_COMPLETE$/;
/** The request of a check whose list has no history, which only tampering takes away. */
const FIRST_CHECK = 'check';

/**
 * Compares the table with all lists of the stack, reports each difference, and then repairs it. Neither the event nor the table says what
 * the lists are: their files come with the function, and the rest from CloudFormation.
 */
export async function check(ports: ReconcilerPorts): Promise<CheckOutcome> {
  const table = ports.table(ports.config.tableName);
  const announcements = new Announcements(ports);
  const strays = await strayEntries(table, ports);
  const outcome = { lists: 0, deploying: 0, drift: strays.length };
  if (strays.length > 0) {
    report(ports, undefined)(strays);
    await announcements.put(strays.length);
    await table.remove(strays);
  }
  for (const [owner, logicalId] of Object.entries(ports.config.lists)) {
    const drift = await checkList(table, ports, announcements, owner, await ports.stack.list(logicalId));
    outcome.lists += drift === undefined ? 0 : 1;
    outcome.deploying += drift === undefined ? 1 : 0;
    outcome.drift += drift ?? 0;
  }
  announcements.throwIfFailed();
  return outcome;
}

/** Events about drift. One that fails must not keep the table from being repaired. */
class Announcements {
  private failure?: string;

  public constructor(private readonly ports: ReconcilerPorts) {}

  public async put(entries: number, owner?: string): Promise<void> {
    const { stackId, tableName } = this.ports.config;
    try {
      await this.ports.announce({ stackId, tableName, owner, entries });
    } catch (error) {
      this.failure = error instanceof Error ? error.name : 'an unknown error';
    }
  }

  public throwIfFailed(): void {
    if (this.failure !== undefined) {
      throw new ReconcileError(`an event about drift could not be put: ${this.failure}; the table was repaired`);
    }
  }
}

/** Only the reconciler that knows all owners of the table can say that an entry belongs to nobody. */
async function strayEntries(table: TablePort, { config: { owners } }: ReconcilerPorts): Promise<Delete[]> {
  return owners ? straysIn(await table.readItems(), owners) : [];
}

/** Undefined while a deployment changes the list. */
async function checkList(
  table: TablePort,
  ports: ReconcilerPorts,
  announcements: Announcements,
  owner: string,
  { status, properties }: DeployedList,
): Promise<number | undefined> {
  if (!SETTLED.test(status)) {
    return undefined;
  }
  if (!isListProperties(properties) || properties.Owner !== owner) {
    throw new ReconcileError('CloudFormation has no properties of a list; nothing was changed');
  }
  const desired = await desiredEntries(properties, ports.readFile);
  if (desired === undefined) {
    return undefined;
  }
  const requestId = await requestOf(table, owner);
  const plan = planOf(desired, await table.readItems(), owner);
  if (plan.changes.length > 0) {
    await announcements.put(plan.changes.length, owner);
    await applyPlan(table, ports.clock, plan, { owner, requestId, record: report(ports, owner) });
  }
  return plan.changes.length;
}

/** A check works in the name of the last request, so that the next one takes over. */
async function requestOf(table: TablePort, owner: string): Promise<string> {
  const history = await table.readHistory(owner);
  if (!history) {
    await table.writeHistory(owner, { current: FIRST_CHECK, past: [] }, undefined);
  }
  return history?.current ?? FIRST_CHECK;
}

/** Drift is counted when it is found, and not only once it is repaired. */
function report({ record, count }: ReconcilerPorts, owner: string | undefined): Recorder {
  return (changes) => {
    count({ drift: changes.length });
    record(changes, { cause: ChangeCause.DRIFT, owner });
  };
}
