import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

/** Ends every message. */
const END = '\0';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: object;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/**
 * A browser process that is controlled through the Chrome DevTools Protocol. Pipes need neither a port nor a package.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/
 */
export class DevTools {
  /** Emits the events of the protocol by their names. */
  public readonly events = new EventEmitter();

  private readonly answers = new EventEmitter();
  private readonly commands: Writable;
  /** Rejects when the process ends, so that nobody waits for an answer that cannot come. */
  private readonly ended: Promise<never>;
  private sent = 0;
  private received = '';
  private log = '';

  constructor(executable: string, args: readonly string[]) {
    const child = spawn(executable, ['--remote-debugging-pipe', ...args], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    });
    const [, , log, commands, answers] = child.stdio as [null, null, Readable, Writable, Readable];
    this.commands = commands;
    this.ended = this.endOf(child, executable);
    log.setEncoding('utf-8').on('data', (text: string) => {
      this.log += text;
    });
    answers.setEncoding('utf-8').on('data', (text: string) => this.receive(text));
  }

  public async send<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    const id = ++this.sent;
    const answer = once(this.answers, String(id));
    this.commands.write(JSON.stringify({ id, method, params, sessionId }) + END);
    const [{ result, error }] = await Promise.race([answer, this.ended]);
    if (error) {
      throw new Error(`${method}: ${error.message}`);
    }
    return result;
  }

  /** Waits for the next event with this name. */
  public async next(event: string): Promise<void> {
    await Promise.race([once(this.events, event), this.ended]);
  }

  public async stop(): Promise<void> {
    await Promise.allSettled([this.send('Browser.close'), this.ended]);
  }

  private endOf(child: ChildProcess, executable: string): Promise<never> {
    const ended = new Promise<never>((_, reject) => {
      child.on('error', reject);
      child.on('exit', (code) => reject(new Error(`${executable} ended with exit code ${code}: ${this.log}`)));
    });
    // Whoever sends something sees the failure; the end of a browser that was stopped is none.
    ended.catch(() => undefined);
    this.commands.on('error', () => undefined);
    return ended;
  }

  private receive(text: string): void {
    const messages = (this.received + text).split(END);
    this.received = messages.pop()!;
    for (const message of messages) {
      this.emit(JSON.parse(message));
    }
  }

  private emit({ id, method, params, ...answer }: Message): void {
    if (method) {
      this.events.emit(method, params);
    } else {
      this.answers.emit(String(id), answer);
    }
  }
}
