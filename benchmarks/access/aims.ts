/** The limits of the handlers. Those that are missed are reported at the end, with the difference. */
export class Aims {
  public readonly misses: string[] = [];

  public below(what: string, value: number, limit: number, unit: string): void {
    if (!(value < limit)) {
      this.misses.push(
        `${what}: ${value.toFixed(1)} ${unit}, which is ${(value - limit).toFixed(1)} ${unit} over the limit of ${limit}`,
      );
    }
  }

  public equal(what: string, value: number, expected: number): void {
    if (value !== expected) {
      this.misses.push(`${what}: ${value}, and not ${expected}`);
    }
  }

  public none(what: string, faults: readonly string[]): void {
    if (faults.length > 0) {
      this.misses.push(`${what}: ${faults.length} faults, such as ${faults.slice(0, 3).join('; ')}`);
    }
  }
}
