import { AsyncLocalStorage } from 'node:async_hooks';
import type { JestEnvironment, JestEnvironmentConfig } from '@jest/environment';
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

/** Where Jest keeps the state of a suite. */
const STATE_OF_JEST = ['EVENT_HANDLERS', 'JEST_STATE_SYMBOL'];

/** Originals that Jest uses even if a suite replaces them. */
const NATIVE = { 'jest-native-promise': Promise, 'jest-native-now': Date.now.bind(Date) };

/**
 * Runs a suite in the realm of its process, so that packages that are loaded once for all suites of the process (`runtime.js`) create
 * the same kinds of errors, arrays and maps as the suite. What a suite changes in the globals, in `process.env`, and in spied objects is
 * put back after it.
 */
export default class ProcessEnvironment implements JestEnvironment {
  public readonly global = globalThis as unknown as JestEnvironment['global'];
  public readonly moduleMocker = new ModuleMocker(globalThis);
  public readonly fakeTimers = null;
  public readonly fakeTimersModern: ModernFakeTimers;
  private readonly globals = Object.getOwnPropertyDescriptors(globalThis);
  private readonly env = process.env;
  private readonly variables = { ...process.env };

  constructor({ projectConfig }: JestEnvironmentConfig) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    for (const [name, value] of Object.entries(NATIVE)) {
      Object.defineProperty(globalThis, Symbol.for(name), { value, configurable: true });
    }
  }

  public async setup(): Promise<void> {}

  public async teardown(): Promise<void> {
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    restoreGlobals(this.globals);
    process.env = this.env;
    restoreVariables(this.variables);
    forgetStorages();
    forgetStateOfJest();
  }

  public exportConditions(): string[] {
    return ['node', 'node-addons'];
  }

  /** The realm of the process is not a context of its own. `runtime.js` compiles without one. */
  public getVmContext(): null {
    return null;
  }
}

/** Globals that a suite adds stay: packages that are loaded once keep their state there. */
function restoreGlobals(before: PropertyDescriptorMap): void {
  const now = Object.getOwnPropertyDescriptors(globalThis) as PropertyDescriptorMap;
  for (const [name, descriptor] of Object.entries(before)) {
    if (descriptor.configurable && descriptor.value !== now[name]?.value) {
      Object.defineProperty(globalThis, name, descriptor);
    }
  }
}

function restoreVariables(before: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env).filter((each) => !(each in before))) {
    delete process.env[name];
  }
  Object.assign(process.env, before);
}

/** Jest keeps its state of a suite in globals, and would call the handlers of all earlier suites for each event of a test. */
function forgetStateOfJest(): void {
  const symbols = Object.getOwnPropertySymbols(globalThis);
  for (const symbol of symbols.filter(({ description = '' }) => STATE_OF_JEST.includes(description))) {
    Reflect.deleteProperty(globalThis, symbol);
  }
}

/**
 * Jest creates a storage for each suite and never disables it. Until Node.js 24, every promise of the process is recorded in every
 * storage that is enabled, so each suite would be slower than the one before.
 */
const storages = new Set<AsyncLocalStorage<unknown>>();
const { run } = AsyncLocalStorage.prototype;

AsyncLocalStorage.prototype.run = function (this: AsyncLocalStorage<unknown>, ...args: Parameters<typeof run>) {
  storages.add(this);
  return run.apply(this, args);
} as typeof run;

function forgetStorages(): void {
  for (const storage of storages) {
    storage.disable();
  }
  storages.clear();
}
