import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4, type SignatureV4Init } from '@smithy/signature-v4';
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

/** Signs with the credentials and the region of a client. */
export type Signing = Pick<SignatureV4Init, 'credentials' | 'region'>;

/**
 * The default event bus. A single call does not need the whole client of the SDK.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export class EventBus {
  private readonly signer: SignatureV4;

  public constructor(
    private readonly endpoint: string,
    signing: Signing,
  ) {
    this.signer = new SignatureV4({ ...signing, service: 'events', sha256: Sha256 });
  }

  /** Throws if EventBridge does not accept the event. The message has nothing of the response. */
  public async put({ stackId, ...drift }: Drift): Promise<void> {
    const { source: Source, detailType: DetailType } = DRIFT_EVENT;
    const Detail = JSON.stringify({ stackId, ...drift });
    const url = new URL(this.endpoint);
    const { headers, body } = await this.signer.sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path: '/',
      headers: {
        host: url.host,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSEvents.PutEvents',
      },
      body: JSON.stringify({ Entries: [{ Source, DetailType, Detail, Resources: [stackId] }] }),
    });
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
    const { FailedEntryCount: failed } = response.ok ? await response.json() : { FailedEntryCount: 1 };
    if (failed !== 0) {
      throw new Error(`EventBridge refused the event with status ${response.status}`);
    }
  }
}

/** The hash of Node.js in the form that the signer expects. */
class Sha256 {
  private readonly secret?: Buffer;
  private hash: Hash | Hmac;

  public constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.secret = secret === undefined ? undefined : bytesOf(secret);
    this.hash = this.created();
  }

  public update(data: Uint8Array | string): void {
    this.hash.update(data);
  }

  public async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  public reset(): void {
    this.hash = this.created();
  }

  private created(): Hash | Hmac {
    return this.secret === undefined ? createHash('sha256') : createHmac('sha256', this.secret);
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') {
    return Buffer.from(data);
  }
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}
