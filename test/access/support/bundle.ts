import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/** What a handler gives, or the message of what it throws. */
export interface Answer {
  readonly result?: unknown;
  readonly error?: string;
}

/** A bundle as it is shipped, in a process of its own with nothing but the given environment. */
export class RunningBundle {
  private readonly child: ChildProcess;
  private written = '';

  constructor(name: string, environment: Readonly<Record<string, string>>) {
    const code = join(ROOT, 'assets', 'access', name, 'index.js');
    this.child = fork(join(__dirname, 'bundle-process.cjs'), [code], { env: { ...environment }, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.setEncoding('utf-8').on('data', (text: string) => {
        this.written += text;
      });
    }
  }

  public async call(event: object): Promise<Answer> {
    this.child.send(event);
    const [answer] = (await once(this.child, 'message')) as [Answer];
    return answer;
  }

  /** Ends the process, and gives what it has written to its standard output and error. */
  public async end(): Promise<string> {
    const { stdout, stderr } = this.child;
    const ended = Promise.all([once(stdout!, 'end'), once(stderr!, 'end')]);
    this.child.disconnect();
    await ended;
    return this.written;
  }
}
