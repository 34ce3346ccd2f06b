import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Certificate } from './certificate';

export interface ProviderUser {
  readonly name: string;
  readonly password: string;
  readonly subject: string;
}

export interface ProviderSettings {
  readonly count: number;
  readonly certificate: Certificate;
  readonly users: readonly ProviderUser[];
  readonly audience: string;
  readonly redirectUri: string;
  /** A confidential client, and a public one for pages at the same address. */
  readonly portal: {
    readonly clientId: string;
    readonly publicClientId: string;
    readonly secret: string;
    readonly url: string;
  };
}

/** Real OpenID providers in a process of their own, for they are an ECMAScript module. */
export class LocalProviders {
  public static async start(settings: ProviderSettings): Promise<LocalProviders> {
    const child = fork(join(__dirname, 'provider-process.mjs'), {
      env: { PROVIDER_SETTINGS: JSON.stringify(settings) },
      execArgv: [],
      // What it has to say of its own setup belongs to nobody here.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const failed = once(child, 'exit').then(() => {
      throw new Error('the identity provider did not start');
    });
    const [{ issuers }] = (await Promise.race([once(child, 'message'), failed])) as [{ issuers: string[] }];
    failed.catch(() => undefined);
    return new LocalProviders(child, issuers);
  }

  private constructor(
    private readonly child: ChildProcess,
    public readonly issuers: readonly string[],
  ) {}

  public async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }
}
