import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { close, listen } from '../../demo/loopback';
import { JWT_SETTINGS_VARIABLE } from '../../src/access/shared/jwt-settings';
import { claims, POLICY, type SigningKey, sign, signingKey } from '../../test/access/support/tokens';
import { loopbackCertificate } from './certificate';
import type { Job, Scenario } from './load';

const METHOD_ARN = 'arn:aws:execute-api:eu-west-1:111122223333:abc123/prod/POST/presigned-url';

/** An issuer of tokens, with its keys at an HTTPS address on loopback whose certificate the handlers trust. */
export class AuthorizerScenario implements Scenario {
  public static async start(): Promise<AuthorizerScenario> {
    const keys = await Promise.all([signingKey('rsa', 'RS256'), signingKey('ec', 'ES256')]);
    const scenario = new AuthorizerScenario(keys);
    await listen(scenario.server);
    return scenario;
  }

  public readonly bundle = 'authorizer';
  public readonly outcome = 'allowed';
  /** How often the keys were asked for. */
  public asked = 0;
  private readonly certificate = loopbackCertificate();
  private readonly folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  private readonly server: Server;

  private constructor(private readonly keys: readonly SigningKey[]) {
    writeFileSync(join(this.folder, 'ca.pem'), this.certificate.cert);
    this.server = createServer(this.certificate, (_, response) => {
      this.asked += 1;
      response.end(JSON.stringify(this.published));
    });
  }

  /** With keys that the issuer publishes. */
  public get environment(): Readonly<Record<string, string>> {
    const jwksUri = `https://127.0.0.1:${(this.server.address() as AddressInfo).port}/keys`;
    return {
      [JWT_SETTINGS_VARIABLE]: JSON.stringify({ ...POLICY, jwksUri }),
      NODE_EXTRA_CA_CERTS: join(this.folder, 'ca.pem'),
    };
  }

  /** With keys that are pinned. */
  public get pinned(): Readonly<Record<string, string>> {
    return { [JWT_SETTINGS_VARIABLE]: JSON.stringify({ ...POLICY, jwks: this.published }) };
  }

  /** Requests with tokens of the algorithm, each of a user of its own. */
  public async jobs(count: number, alg: string, from = 0): Promise<Job[]> {
    const key = this.keys.find((one) => one.alg === alg)!;
    const now = Math.floor(Date.now() / 1000);
    const users = Array.from({ length: count }, (_, index) => `user-${from + index}`);
    return Promise.all(
      users.map(async (user) => ({
        user,
        event: requestWith(await sign(key, { ...claims(now), sub: user })),
        expected: `Allow ${user}`,
      })),
    );
  }

  public resultOf(answer: unknown): string {
    const { policyDocument, context } = answer as {
      policyDocument?: { Statement: { Effect: string }[] };
      context?: { subject: string };
    };
    return `${policyDocument?.Statement[0].Effect} ${context?.subject}`;
  }

  public async stop(): Promise<void> {
    await close(this.server);
    rmSync(this.folder, { recursive: true });
  }

  private get published(): object {
    return { keys: this.keys.map(({ jwk }) => jwk) };
  }
}

function requestWith(token: string): object {
  return {
    methodArn: METHOD_ARN,
    headers: { authorization: `Bearer ${token}` },
    requestContext: { requestId: 'request-1' },
  };
}
