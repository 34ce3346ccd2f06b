import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { FLEET_SOURCE } from '../../shared/fleet';
import type { Clock, FleetEvent, OutputPort } from './ports';

export interface OutputSettings {
  readonly region: string;
  /** Such as `amazonaws.com`. */
  readonly urlSuffix: string;
  readonly bucketName: string;
  readonly bucketRegion: string;
  /** Where the services are, instead of their own addresses. */
  readonly endpoint?: string;
}

interface SignedService {
  readonly signingName: string;
  readonly region: string;
  readonly url: URL;
}

interface HttpCall {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The most events of a call. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const EVENTS_MAX = 10;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 500;
const TIMEOUT_MS = 20_000;

/**
 * Files in Amazon S3 and events on the default bus. These are two calls, which the signer of another client signs, so that the
 * bundle does not contain two more clients.
 */
export class SignedOutput implements OutputPort {
  constructor(
    private readonly client: SageMakerClient,
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
    for (let index = 0; index < events.length; index += EVENTS_MAX) {
      await this.sendBatch(events.slice(index, index + EVENTS_MAX));
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
    const answer = await this.call(
      { signingName: 'events', region, url },
      {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
        body: JSON.stringify({ Entries: entries }),
      },
    );
    const { FailedEntryCount: failed = 0 } = JSON.parse(answer) as { FailedEntryCount?: number };
    if (failed > 0) {
      throw new Error(`${failed} of ${entries.length} events were not accepted`);
    }
  }

  private async call(service: SignedService, call: HttpCall): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      const response = await this.sendSigned(service, call).catch((error: unknown) => error);
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

  private async sendSigned({ signingName, region, url }: SignedService, call: HttpCall): Promise<Response> {
    const { method, headers, body } = call;
    const signer = await this.client.config.signer();
    const request = {
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: {},
      headers: { ...headers, host: url.host },
      body,
    };
    // The client keeps the service that its signer was first asked for, so that only the call may name another one.
    const signed = await signer.sign(request as unknown as Parameters<typeof signer.sign>[0], {
      signingService: signingName,
      signingRegion: region,
    });
    const { host: _, ...sent } = signed.headers;
    return fetch(url, { method, headers: sent, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
  }
}
