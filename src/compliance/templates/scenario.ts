/** How many combinations of conditions are tried before the verdict is that it cannot be told. */
export const MAX_SCENARIOS = 64;

interface Choice {
  readonly key: string;
  readonly options: readonly string[];
  taken: number;
}

export interface ScenarioResult<T> {
  readonly result: T;
  /** The options that hold. */
  readonly assumed: readonly string[];
  /** Whether the reader met a value that the CLI has yet to look up. */
  readonly isPending: boolean;
}

export interface Exploration<T> {
  readonly results: readonly ScenarioResult<T>[];
  /** False where there were more combinations than are tried. */
  readonly complete: boolean;
}

/**
 * Where a template leaves a choice to the deployment (a condition, a parameter with allowed values) there are as many
 * scenarios as options. A reader of values reads in one of them, so it never meets a choice; `explore` reads once per
 * scenario.
 */
export class Scenario {
  /** How often the default of a parameter was read. */
  public defaultsRead = 0;
  private readonly settlements = new Map<string, string>();
  private choices: Choice[] = [];
  private planned: readonly number[] = [];
  private consultations = 0;
  private isPending = false;

  /** Calls a pure reader in every scenario that it can tell apart. */
  public explore<T>(read: () => T): Exploration<T> {
    const results: ScenarioResult<T>[] = [];
    this.planned = [];
    for (let count = 0; count < MAX_SCENARIOS; count++) {
      this.choices = [];
      this.settlements.clear();
      this.isPending = false;
      results.push({ result: read(), assumed: this.assumptions(), isPending: this.isPending });
      const next = this.nextPlan();
      if (!next) {
        return { results, complete: true };
      }
      this.planned = next;
    }
    return { results, complete: false };
  }

  /** The option that holds in this scenario: the same one for the same key. Options say what is assumed, such as `IsProd is true`. */
  public choose(key: string, options: readonly string[]): number {
    this.consultations++;
    const made = this.choices.find((choice) => choice.key === key);
    if (made) {
      return made.taken;
    }
    const taken = this.planned[this.choices.length] ?? 0;
    this.choices.push({ key, options, taken });
    return taken;
  }

  /** Settles what follows from a choice, for as long as this scenario lasts. */
  public settle(key: string, value: string): void {
    this.settlements.set(key, value);
  }

  public settled(key: string): string | undefined {
    this.consultations++;
    return this.settlements.get(key);
  }

  /** Notes that a value rests on the default of a parameter. */
  public readDefault(): void {
    this.defaultsRead++;
  }

  /** Notes that a value is not looked up yet. It counts as a choice, so that no reader is spared the note. */
  public readPending(): void {
    this.consultations++;
    this.isPending = true;
  }

  /** Keeps what was computed where it is the same in all scenarios. */
  public memo<K, T>(cache: Map<K, T>, key: K, compute: () => T): T {
    const kept = cache.get(key);
    if (kept !== undefined) {
      return kept;
    }
    const before = this.consultations;
    const computed = compute();
    if (this.consultations === before) {
      cache.set(key, computed);
    }
    return computed;
  }

  private assumptions(): string[] {
    return this.choices.map(({ options, taken }) => options[taken]);
  }

  private nextPlan(): number[] | undefined {
    const plan = this.choices.map(({ taken }) => taken);
    while (plan.length > 0) {
      const last = plan.length - 1;
      if (plan[last] + 1 < this.choices[last].options.length) {
        plan[last]++;
        return plan;
      }
      plan.pop();
    }
    return undefined;
  }
}
