import type { FakeNotebook, NotebookAccount } from '../../../../demo/fleet/notebook-account';
import type { Notebook } from '../../../../src/notebook/runtime/fleet/notebook';
import type { FleetPorts, Memory, SageMakerPort, StorePort } from '../../../../src/notebook/runtime/fleet/ports';
import type { FleetRecord, NotebookRecord } from '../../../../src/notebook/runtime/fleet/record';
import { openTimes } from '../../../../src/notebook/runtime/fleet/window';
import type { FleetPolicy } from '../../../../src/notebook/shared/fleet';

/** The store, with the conditions of the table. Each operation is one step that nothing divides. */
export class ModelStore implements StorePort {
  public lease?: { readonly holder: string; readonly until: number };
  private fleet: FleetRecord = { version: 0 };
  public readonly records = new Map<string, NotebookRecord>();

  public async acquire(holder: string, now: number, until: number): Promise<boolean> {
    if (this.lease !== undefined && this.lease.until > now) {
      return false;
    }
    this.lease = { holder, until };
    return true;
  }

  public async release(holder: string): Promise<void> {
    if (this.lease?.holder === holder) {
      this.lease = undefined;
    }
  }

  public async load(): Promise<Memory> {
    return { fleet: this.fleet, notebooks: [...this.records.values()] };
  }

  public async save(holder: string, records: readonly NotebookRecord[]): Promise<boolean> {
    const isCurrent = ({ key, version }: NotebookRecord) => (this.records.get(key)?.version ?? 0) === version;
    if (this.lease?.holder !== holder || !records.every(isCurrent)) {
      return false;
    }
    for (const record of records) {
      this.records.set(record.key, { ...record, version: record.version + 1 });
    }
    return true;
  }

  public async saveFleet(holder: string, record: FleetRecord): Promise<boolean> {
    if (this.lease?.holder !== holder || this.fleet.version !== record.version) {
      return false;
    }
    this.fleet = { ...record, version: record.version + 1 };
    return true;
  }

  public async forget(_: string, records: readonly NotebookRecord[]): Promise<void> {
    for (const { key } of records) {
      this.records.delete(key);
    }
  }
}

/** SageMaker without the protocol. `account` tells who calls it. */
export function modelSageMaker(account: NotebookAccount): SageMakerPort {
  const call = async (operation: string, name: string, more: object = {}) => {
    account.call(operation, { NotebookInstanceName: name, ...more });
  };
  return {
    names: async () => [...account.notebooks.keys()].sort(),
    describe: async (name) => {
      const fake = account.notebooks.get(name);
      if (fake) {
        account.call('DescribeNotebookInstance', { NotebookInstanceName: name });
      }
      return fake && notebookOf(account, fake);
    },
    tags: async (arn) => [...account.notebooks.values()].find(({ name }) => account.arnOf(name) === arn)?.tags ?? {},
    scripts: async () => ({ onCreate: [], onStart: [] }),
    stop: (name) => call('StopNotebookInstance', name),
    update: (name, { rootAccess, platform }) =>
      call('UpdateNotebookInstance', name, {
        RootAccess: rootAccess,
        PlatformIdentifier: platform,
        InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
      }),
    start: (name) => call('StartNotebookInstance', name),
    domains: async () => [],
  };
}

function notebookOf(account: NotebookAccount, fake: FakeNotebook): Notebook {
  const { name, status, instanceType, platform, rootAccess, directInternetAccess, keyId, failureReason } = fake;
  return {
    name,
    arn: account.arnOf(name),
    createdAt: fake.createdAt,
    status,
    failureReason,
    instanceType,
    platform,
    metadataVersion: fake.metadataVersion ?? '1',
    rootAccess,
    directInternetAccess,
    keyId,
    settings: { rootAccess, platform, directInternetAccess },
  };
}

export interface ModelTime {
  now: number;
}

/** By the window, which many runs share. */
const OPEN_TIMES = new WeakMap<object, FleetPorts['isOpen']>();

function openTimesOf(policy: FleetPolicy): FleetPorts['isOpen'] {
  const window = policy.remediation?.window ?? policy;
  const isOpen = OPEN_TIMES.get(window) ?? openTimes(policy);
  OPEN_TIMES.set(window, isOpen);
  return isOpen;
}

export function modelPorts(
  policy: FleetPolicy,
  runId: string,
  { account, store, time }: { account: NotebookAccount; store: StorePort; time: ModelTime },
): FleetPorts {
  return {
    policy,
    isOpen: openTimesOf(policy),
    place: { account: '111122223333', region: 'eu-central-1', fleet: 'fleet', prefix: '' },
    sageMaker: modelSageMaker(account),
    store,
    output: { put: async () => undefined, send: async () => undefined },
    clock: {
      now: () => time.now,
      sleep: async (milliseconds) => {
        time.now += milliseconds;
      },
      remaining: () => 15 * 60_000,
    },
    log: { info: () => undefined, error: () => undefined },
    runId,
    count: () => undefined,
  };
}

/** Numbers that look random and are the same every time. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return (state >>> 0) % below;
  };
}
