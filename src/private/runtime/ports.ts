/** The time, as a handler sees it. */
export interface Clock {
  /** In milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** The milliseconds until Lambda stops the function. */
  remaining(): number;
}

/** Where a handler writes what operators read. */
export interface Log {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}
