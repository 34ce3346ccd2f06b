/** A replacement of stateful resources that a release makes on purpose, and that its notes describe. */
export interface AnnouncedReplacement {
  /** The construct, such as "studio.Domain", or the example, such as "examples/private-studio". */
  readonly sample: string;
  /** The logical id, or the type for all resources of the type. */
  readonly resource: string;
  /** The property that changes, "Type", "Condition", or "removed" if the logical id is gone. */
  readonly change: string;
  readonly reason: string;
  /** The version that makes the change. */
  readonly since: string;
}

/** Replacements since the baseline. A test fails for an entry that matches nothing. */
export const ANNOUNCED_REPLACEMENTS: readonly AnnouncedReplacement[] = [];
