import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';

/** What a function gives, or the message of what it throws. */
export interface FunctionResult {
  readonly result?: unknown;
  readonly error?: string;
}

/** The code of a function in a process of its own, which has nothing but the environment that it is given. */
export class LambdaProcess {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<string, (result: FunctionResult) => void>();
  private written = '';

  constructor(
    folder: string,
    environment: Readonly<Record<string, string>>,
    private readonly timeoutSeconds: number,
  ) {
    this.child = fork(join(__dirname, 'lambda-process.cjs'), [join(folder, 'index.js')], {
      // Lambda has no settings of the AWS CLI, which the SDK would read from the home of whoever runs this.
      env: { HOME: folder, ...environment },
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) {
      stream.setEncoding('utf-8').on('data', (text: string) => {
        this.written += text;
      });
    }
    this.child.on('message', ({ id, ...result }: FunctionResult & { id: string }) => this.settle(id, result));
    this.child.on('exit', () => {
      for (const id of [...this.waiting.keys()]) {
        this.settle(id, { error: 'Runtime exited' });
      }
    });
  }

  /** All that it has written, which is what goes to its log group. */
  public get log(): string {
    return this.written;
  }

  /** A function that is not done in time is one that failed. */
  public invoke(event: object): Promise<FunctionResult> {
    const id = randomUUID();
    const milliseconds = this.timeoutSeconds * 1000;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.settle(id, { error: 'Task timed out' }), milliseconds).unref();
      this.waiting.set(id, (result) => {
        clearTimeout(timer);
        resolve(result);
      });
      this.child.send({ id, event, requestId: id, deadline: Date.now() + milliseconds });
    });
  }

  public async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      // What it has written is all there by then.
      const ended = once(this.child, 'close');
      this.child.kill();
      await ended;
    }
  }

  private settle(id: string, result: FunctionResult): void {
    const resolve = this.waiting.get(id);
    this.waiting.delete(id);
    resolve?.(result);
  }
}
