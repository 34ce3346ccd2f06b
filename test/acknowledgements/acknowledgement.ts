/** What a tool reports about a resource in the template of a sample or an example. */
export interface Finding {
  readonly rule: string;
  readonly type?: string;
  readonly path: string;
  /** The finding as a line of a log. */
  readonly text: string;
}

/** Findings that are right as they are. */
export interface Acknowledgement {
  /** Matches the rule. */
  readonly rule: RegExp;
  /** The type of the resource, where the tool reports it. */
  readonly type?: string;
  /** Matches the path of the construct below the stack; cfn-lint reports the path of a property in the resource instead. */
  readonly path: RegExp;
  readonly reason: string;
}

/** What is found and not acknowledged, and what is acknowledged and not found, one per line. */
export function acknowledgementFaults(
  findings: readonly Finding[],
  acknowledgements: readonly Acknowledgement[],
): string[] {
  const unexplained = findings.filter((finding) => !acknowledgements.some((row) => explains(row, finding)));
  const superfluous = acknowledgements.filter((row) => !findings.some((finding) => explains(row, finding)));
  return [
    ...unexplained.map(({ text }) => text),
    ...superfluous.map(
      ({ rule, type = 'any type', path }) => `${rule} of ${type} at ${path} is acknowledged, but never found`,
    ),
  ];
}

export function explains({ rule, type, path }: Acknowledgement, finding: Finding): boolean {
  return rule.test(finding.rule) && (type ?? finding.type) === finding.type && path.test(finding.path);
}
