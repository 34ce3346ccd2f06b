import { randomBytes, randomUUID } from 'node:crypto';
import { DataKeys, type KeyService } from '../../../../src/access/runtime/portal/data-keys';
import type { SealPorts } from '../../../../src/access/runtime/portal/sealed';

export const PORTAL_URL = 'https://a1b2c3-vpce-0a1.execute-api.eu-west-1.amazonaws.com/v1';

/** Stands for the KMS key of one portal. */
export class InMemoryKeys implements KeyService {
  public generated = 0;
  public decrypted = 0;
  /** Whether KMS does not answer. */
  public down = false;
  private readonly keys = new Map<string, Uint8Array>();

  public async generate(): Promise<{ plaintext: Uint8Array; encrypted: string }> {
    this.fail();
    this.generated += 1;
    const key = { plaintext: randomBytes(32), encrypted: Buffer.from(randomUUID().repeat(5)).toString('base64url') };
    this.keys.set(key.encrypted, key.plaintext);
    return key;
  }

  public async decrypt(encrypted: string): Promise<Uint8Array | undefined> {
    this.fail();
    this.decrypted += 1;
    return this.keys.get(encrypted);
  }

  private fail(): void {
    if (this.down) {
      throw new Error('no answer');
    }
  }
}

/** The ports of one execution environment of a portal. */
export function sealPorts(service: KeyService, now: () => number, audience = PORTAL_URL): SealPorts {
  return { audience, keys: new DataKeys(service, now), now };
}
