import { FINDING, type GuardClause, guardPattern, guardWhen, textList } from '../guard-clause';
import type { Verdict } from '../verdict';
import type { RuleDefinition } from './definition';
import {
  AWS_KEY,
  BLANK,
  expectAbsent,
  expectAtMost,
  expectItems,
  expectKey,
  expectOneOf,
  expectPresent,
  type Subject,
} from './expectations';

/** What a property must be, for the checks and for CloudFormation Guard. */
export interface Requirement {
  check(subject: Subject): Verdict[];
  readonly clause: GuardClause;
}

/** One of some values. */
export function oneOf(path: string, values: readonly string[], whenAbsent?: string): Requirement {
  const given = clause(path, `${path} in ${textList(values)}`);
  const optional = whenAbsent !== undefined && values.includes(whenAbsent);
  return {
    check: (subject) => expectOneOf(subject, path, values, whenAbsent),
    clause: optional ? guardWhen(`${path} exists`, [given]) : given,
  };
}

/** There, and not empty. */
export function present(path: string, what: string): Requirement {
  return {
    check: (subject) => expectPresent(subject, path, what),
    clause: clause(path, `${path} exists`, `${path} !empty`, `${path} not in [${guardPattern(BLANK)}]`),
  };
}

/** A list with items, none of which is empty. */
export function items(path: string, what: string): Requirement {
  return {
    check: (subject) => expectItems(subject, path, what),
    clause: clause(path, `${path} exists`, `${path} !empty`, `${path}[*] not in [${guardPattern(BLANK)}]`),
  };
}

/** A KMS key that is not one that AWS created for a service. */
export function key(path: string): Requirement {
  const patterns = [BLANK, AWS_KEY].map(guardPattern).join(', ');
  return {
    check: (subject) => expectKey(subject, path),
    clause: clause(path, `${path} exists`, `${path} !empty`, `${path} not in [${patterns}]`),
  };
}

/** Not there, or an empty list where that is the same. */
export function absent(path: string, { orEmpty = false } = {}): Requirement {
  return {
    check: (subject) => expectAbsent(subject, path, { orEmpty }),
    clause: clause(path, `${path} !exists${orEmpty ? ` or ${path} empty` : ''}`),
  };
}

/** A number that is not too large. */
export function atMost(path: string, most: number): Requirement {
  return {
    check: (subject) => expectAtMost(subject, path, most),
    clause: clause(path, `${path} <= ${most}`),
  };
}

/** The part of a rule that is the same for the checks and for CloudFormation Guard. */
export function meeting(...requirements: readonly Requirement[]): Pick<RuleDefinition, 'check' | 'guard'> {
  return {
    check: (resource) => requirements.flatMap((requirement) => requirement.check(resource)),
    guard: () => requirements.map((requirement) => requirement.clause),
  };
}

function clause(path: string, ...lines: readonly string[]): GuardClause {
  return { paths: [path], lines: lines.map((line) => `${line}${FINDING}`) };
}
