import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A real OpenID provider in a process of its own, for it is an ECMAScript module, which jest does not load. */
export class LoopbackProvider {
  public static async start(): Promise<LoopbackProvider> {
    // Whatever it has to say of its own setup belongs to none of the tests.
    const child = fork(join(__dirname, 'loopback-provider-process.mjs'), {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    const [{ issuer }] = (await once(child, 'message')) as [{ issuer: string }];
    return new LoopbackProvider(child, issuer);
  }

  private constructor(
    private readonly child: ChildProcess,
    public readonly issuer: string,
  ) {}

  public async discovery(): Promise<{ issuer: string; jwks_uri: string }> {
    const response = await fetch(`${this.issuer}/.well-known/openid-configuration`);
    return (await response.json()) as { issuer: string; jwks_uri: string };
  }

  /** An access token in the form of a JWT. */
  public async token(): Promise<string> {
    const body = new URLSearchParams({ grant_type: 'client_credentials', scope: 'studio' });
    const authorization = `Basic ${Buffer.from('portal:not-a-secret').toString('base64')}`;
    const response = await fetch(`${this.issuer}/token`, { method: 'POST', body, headers: { authorization } });
    const { access_token: token } = (await response.json()) as { access_token: string };
    return token;
  }

  /** Replaces the signing key. */
  public async rotate(): Promise<void> {
    this.child.send({});
    await once(this.child, 'message');
  }

  public async stop(): Promise<void> {
    this.child.kill();
    await once(this.child, 'exit');
  }
}
