/** What a rule says of a resource, once for every property that it judges. A rule that does not apply says nothing. */
export interface Verdict {
  readonly result: 'pass' | 'fail' | 'unknown';
  /** The property, such as `NetworkConfig.EnableNetworkIsolation`; empty for the resource as a whole. */
  readonly path: string;
  /** What was expected and given, or why it cannot be told; empty where it passes. */
  readonly text: string;
}

export function pass(path = ''): Verdict {
  return { result: 'pass', path, text: '' };
}

export function fail(path: string, text: string): Verdict {
  return { result: 'fail', path, text };
}

/** A failure where something is wrong, nothing where it is not. The text is made in any case, so it must not fail. */
export function failIf(wrong: boolean, path: string, text: string): Verdict[] {
  return wrong ? [fail(path, text)] : [];
}

export function cannotTell(path: string, text: string): Verdict {
  return { result: 'unknown', path, text };
}
