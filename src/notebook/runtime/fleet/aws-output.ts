import { batchesOf } from '../../../private/runtime/batches';
import type { Clock } from '../../../private/runtime/ports';
import {
  type HttpCall,
  putEvents,
  type SignedService,
  type SigningClient,
  signedCall,
} from '../../../private/runtime/signed-call';
import { FLEET_SOURCE } from '../../shared/fleet';
import type { FleetEvent, OutputPort } from './ports';

export interface OutputSettings {
  readonly region: string;
  /** Such as `amazonaws.com`. */
  readonly urlSuffix: string;
  readonly bucketName: string;
  readonly bucketRegion: string;
  /** Where the services are, instead of their own addresses. */
  readonly endpoint?: string;
}

/** The most events of a call. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const EVENTS_MAX = 10;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 500;
const TIMEOUT_MS = 20_000;

/** Files in Amazon S3 and events on the default bus. */
export class SignedOutput implements OutputPort {
  constructor(
    private readonly client: SigningClient,
    private readonly settings: OutputSettings,
    private readonly clock: Clock,
  ) {}

  public async put(key: string, body: string, contentType: string): Promise<void> {
    const { bucketName, bucketRegion: region, urlSuffix, endpoint } = this.settings;
    const base = endpoint ? `${endpoint}/${bucketName}` : `https://${bucketName}.s3.${region}.${urlSuffix}`;
    const service = { signingName: 's3', region, url: new URL(`${base}/${key}`) };
    await this.call(service, { method: 'PUT', headers: { 'content-type': contentType }, body });
  }

  public async send(events: readonly FleetEvent[]): Promise<void> {
    for (const batch of batchesOf(events, EVENTS_MAX)) {
      await this.sendBatch(batch);
    }
  }

  private async sendBatch(events: readonly FleetEvent[]): Promise<void> {
    const { region, urlSuffix, endpoint } = this.settings;
    const url = new URL(endpoint ? `${endpoint}/` : `https://events.${region}.${urlSuffix}/`);
    const entries = events.map(({ kind, detail }) => ({
      Source: FLEET_SOURCE,
      DetailType: kind,
      Detail: JSON.stringify(detail),
    }));
    const answer = await this.call({ signingName: 'events', region, url }, putEvents(entries));
    const { FailedEntryCount: failed = 0 } = JSON.parse(answer) as { FailedEntryCount?: number };
    if (failed > 0) {
      throw new Error(`${failed} of ${entries.length} events were not accepted`);
    }
  }

  private async call(service: SignedService, call: HttpCall): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      const init = { signal: AbortSignal.timeout(TIMEOUT_MS) };
      const response = await signedCall(this.client, service, call, init).catch((error: unknown) => error);
      if (response instanceof Response && response.ok) {
        return response.text();
      }
      const isLasting = response instanceof Response && response.status < 500 && response.status !== 429;
      if (isLasting || attempt >= ATTEMPTS) {
        const status = response instanceof Response ? `status ${response.status}` : String(response);
        throw new Error(`${call.method} of ${service.signingName} has failed: ${status}`);
      }
      await this.clock.sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}
