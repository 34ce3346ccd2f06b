/** Conditions on the properties of one resource, in the language of CloudFormation Guard. */
export interface GuardClause {
  /** The properties that they read. Data without them cannot be judged. */
  readonly paths: readonly string[];
  /** Lines within the block of the properties. After a line with `FINDING` comes the message of the rule. */
  readonly lines: readonly string[];
}

/** Ends a line that decides whether a resource meets the rule. */
export const FINDING = ' <<finding>>';

/** All resources of types that are in the rules, and the variables that hold them. */
export const GUARD_TYPES: Readonly<Record<string, string>> = {
  'AWS::SageMaker::NotebookInstance': 'notebook_instances',
  'AWS::SageMaker::Domain': 'domains',
  'AWS::IAM::Role': 'roles',
};

/** A list of texts. CloudFormation reads numbers and truth values as texts, and Guard does not, so it gets both. */
export function textList(values: readonly string[]): string {
  const items = values.flatMap((value) => (/^(\d+|true|false)$/.test(value) ? [`'${value}'`, value] : [`'${value}'`]));
  return `[${items.join(', ')}]`;
}

/** A regular expression as Guard reads it. Its parser takes a slash for the end, even an escaped one. */
export function guardPattern({ source, flags }: RegExp): string {
  const options = [...flags].filter((flag) => 'is'.includes(flag)).join('');
  return `/${options && `(?${options})`}${source.replace(/\\?\//g, '\\x2F')}/`;
}

/** Clauses that hold only where a condition does. */
export function guardWhen(condition: string, clauses: readonly GuardClause[]): GuardClause {
  const [path] = condition.split(' ');
  return {
    paths: [path, ...clauses.flatMap(({ paths }) => paths)],
    lines: [`when ${condition} {`, ...clauses.flatMap(({ lines }) => indented(lines)), '}'],
  };
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
