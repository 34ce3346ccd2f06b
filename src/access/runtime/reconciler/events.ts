import { putEvents, type SigningClient, signedCall } from '../../../private/runtime/signed-call';
import { DRIFT_EVENT } from '../../shared/directory-reconciler';

/** Entries of a table that were not as their list says. */
export interface Drift {
  readonly stackId: string;
  readonly tableName: string;
  /** The owner of the list. Undefined for entries of no list. */
  readonly owner?: string;
  readonly entries: number;
}

const TIMEOUT_MS = 10_000;

/** The default event bus. */
export class EventBus {
  public constructor(
    private readonly endpoint: string,
    private readonly client: SigningClient,
  ) {}

  /** Throws if EventBridge does not accept the event. The message has nothing of the response. */
  public async put(drift: Drift): Promise<void> {
    const { source: Source, detailType: DetailType } = DRIFT_EVENT;
    const entry = { Source, DetailType, Detail: JSON.stringify(drift), Resources: [drift.stackId] };
    const service = { signingName: 'events', url: new URL(this.endpoint) };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await signedCall(this.client, service, putEvents([entry]), { signal, redirect: 'error' });
    const { FailedEntryCount: failed } = response.ok ? await response.json() : { FailedEntryCount: 1 };
    if (failed !== 0) {
      throw new Error(`EventBridge refused the event with status ${response.status}`);
    }
  }
}
