/** A line of the access log, with some of its fields. */
export type LogLine = Readonly<Record<string, string>>;

/**
 * Whether a JSON pattern of CloudWatch Logs selects a line: comparisons of texts, of which one may end with an asterisk, with `&&`,
 * `||` and parentheses. Fails on patterns that have more than that.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function selects(pattern: string, line: LogLine): boolean {
  const [, inner] = /^\{ (.*) \}$/.exec(pattern) ?? [];
  const decided = inner.replace(
    /\$\.(\w+) (!?=) "([^"*]*)(\*?)"/g, // unanchored: each comparison
    (_, field: string, operator: string, text: string, wildcard: string) => {
      const value = line[field];
      const equal = value !== undefined && (wildcard ? value.startsWith(text) : value === text);
      return String(operator === '=' ? equal : !equal);
    },
  );
  return evaluated(decided);
}

function evaluated(text: string): boolean {
  const simpler = text
    .replace(/\((true|false)\)/g, '$1')
    .replace(/\b(true|false) && (true|false)\b/, (_, one, other) => String(one === 'true' && other === 'true'));
  if (simpler !== text) {
    return evaluated(simpler);
  }
  const or = text.replace(
    /(^|\()(true|false) \|\| (true|false)(?! &&)/,
    (_, open, one, other) => `${open}${one === 'true' || other === 'true'}`,
  );
  if (or !== text) {
    return evaluated(or);
  }
  if (!/^(true|false)$/.test(text)) {
    throw new Error(`not a pattern that can be read: ${text}`);
  }
  return text === 'true';
}
