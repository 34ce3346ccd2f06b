import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');

/** What a handler gives, or the message of what it throws. */
export interface Answer {
  readonly result?: unknown;
  readonly error?: string;
}

/** How a bundle is run. */
export interface BundleProcess {
  /** Loads the bundle that is its first argument, and answers messages. @default - calls the handler for each message */
  readonly script?: string;
  /** Options of Node. @default - none */
  readonly options?: readonly string[];
}

/** Where the code of a bundle is. In place of the name of a bundle of private access, it can have the path of another folder. */
export function bundlePath(name: string): string {
  return resolve(ROOT, 'assets', 'access', name, 'index.js');
}

/** A bundle as it is shipped, in a process of its own with nothing but the given environment. */
export class RunningBundle {
  private readonly child: ChildProcess;
  private readonly ended = new AbortController();
  private written = '';

  constructor(
    name: string,
    environment: Readonly<Record<string, string>>,
    { script, options = [] }: BundleProcess = {},
  ) {
    this.child = fork(script ?? join(__dirname, 'bundle-process.cjs'), [bundlePath(name)], {
      // Lambda has no settings of the AWS CLI, which the SDK would read from the home of whoever runs the tests.
      env: { HOME: __dirname, ...environment },
      execArgv: [...options],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child.once('exit', () => this.ended.abort());
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.setEncoding('utf-8').on('data', (text: string) => {
        this.written += text;
      });
    }
  }

  /** Fails where the process ends instead. */
  public async call(event: object): Promise<Answer> {
    this.child.send(event);
    const [answer] = (await once(this.child, 'message', { signal: this.ended.signal })) as [Answer];
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

/** The lines that a bundle has written, each of which is JSON. */
// biome-ignore lint/suspicious/noExplicitAny: records have no types
export function recordsIn(output: string): Record<string, any>[] {
  return output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
