import { FINDING, GUARD_TYPES, type GuardClause, indented } from '../guard-clause';
import type { Rule } from '../rules/rule';
import type { Settings } from '../rules/setting-defaults';

/** The clauses of a rule for one type of resources. */
export interface GuardedRule {
  readonly rule: Rule;
  readonly type: string;
  readonly clauses: readonly GuardClause[];
}

/** What a rule asks of each type that `GUARD_TYPES` has. None, if Guard does not have the rule. */
export function guardedRules(rule: Rule, settings: Settings): GuardedRule[] {
  const { types, guard } = rule._definition;
  return types
    .filter((type) => type in GUARD_TYPES)
    .map((type) => ({ rule, type, clauses: guard?.(type, settings) ?? [] }))
    .filter(({ clauses }) => clauses.length > 0);
}

/** Rules for templates, and for what CloudFormation gives to hooks. */
export function templateRules(rules: readonly GuardedRule[]): string {
  const variables = Object.entries(GUARD_TYPES).filter(([type]) => rules.some((one) => one.type === type));
  return paragraphs([
    variables.map(([type, name]) => `let ${name} = Resources.*[ Type == '${type}' ]`),
    ...rules.map((one) => {
      const resources = `%${GUARD_TYPES[one.type]}`;
      return ruleLines(one, `${resources} !empty`, [
        `${resources} {`,
        ...indented(block('Properties', one, messageOf(one))),
        '}',
      ]);
    }),
  ]);
}

/** Rules for the items that AWS Config records. */
export function recordedRules(rules: readonly GuardedRule[]): string {
  return paragraphs(
    rules.map((one) => ruleLines(one, `resourceType == '${one.type}'`, block('configuration', one, []))),
  );
}

function paragraphs(all: readonly (readonly string[])[]): string {
  return `${all.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function ruleLines({ rule }: GuardedRule, condition: string, body: readonly string[]): string[] {
  return [`# ${rule.title}`, `rule ${guardName(rule)} when ${condition} {`, ...indented(body), '}'];
}

function block(properties: string, { clauses }: GuardedRule, message: readonly string[]): string[] {
  const lines = clauses.flatMap((clause) => clause.lines.flatMap((line) => withMessage(line, message)));
  return [`${properties} {`, ...indented(lines), '}'];
}

function messageOf({ rule: { title, remediation, documentationUrl } }: GuardedRule): string[] {
  return [`${title}.`, `Fix: ${remediation}`, `See ${documentationUrl}`];
}

/** Guard ends a message at the first `>>`. */
function withMessage(line: string, message: readonly string[]): string[] {
  if (!line.endsWith(FINDING)) {
    return [line];
  }
  const indent = line.slice(0, line.length - line.trimStart().length);
  const lines = message.length ? ['<<', ...message, '>>'] : [];
  return [line.slice(0, -FINDING.length), ...lines.map((text) => `${indent}  ${text}`)];
}

/** The name of a rule in Guard, such as `NOTEBOOK_IMDS_V2`: that of the member of `Rule`. */
export function guardName({ id }: Rule): string {
  return id.toUpperCase().replaceAll('-', '_');
}
